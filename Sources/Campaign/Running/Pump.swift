// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTP
package import Lists
import Pacing

/// Takes the candidates of a list to their end, many at a time, and gives back every row in the
/// order of the list.
///
/// One task a candidate in a bounded group: lookups of later rows go on while earlier rows are
/// sent. A full group, or too many rows waiting for an earlier one, is what holds the reading of
/// the list back.
package struct Pump: Sendable {
    /// The most rows that wait for an earlier one: room for a request that takes its whole time-out
    /// at full rate.
    static let waitingRows = 65_536

    private let width: Int
    private let recipientTask: RecipientTask
    private let tools: RunTools

    /// - Parameters:
    ///   - width: how many candidates are on their way at once.
    ///   - recipientTask: what happens to each.
    ///   - tools: the clock, and the switch that ends the run: nothing more is taken on, what is in
    ///     flight is finished.
    package init(width: Int, recipientTask: RecipientTask, tools: RunTools) {
        self.width = max(1, width)
        self.recipientTask = recipientTask
        self.tools = tools
    }

    /// Takes all rows through.
    ///
    /// - Parameters:
    ///   - rows: the judged list.
    ///   - finish: called as soon as a row is finished, in any order, and with whether this run
    ///     worked on it.
    ///   - write: called for every row of the list, in order.
    /// - Throws: what reading the list or `write` throws; what is in flight is finished and
    ///   recorded first.
    package func run(
        _ rows: inout JudgedRows, finish: (ReportRow, Bool) -> Void,
        write: (ReportRow) throws -> Void
    ) async throws {
        var order = InputOrder(capacity: Self.waitingRows)
        var hasMore = true
        try await boundedGroup(
            width: width, cancelWhen: { [tools] in await tools.stop.wait() },
            willFill: recipientTask.beginAnnouncing, didFill: recipientTask.endAnnouncing
        ) { () async throws -> (Candidate, Budget.Admission)? in
            while hasMore, order.hasRoom {
                guard let judgement = try await rows.next() else {
                    hasMore = false
                    break
                }
                switch entry(judgement) {
                case .task(let candidate, let admission): return (candidate, admission)
                case .row(let row):
                    // A row whose text is in another's message is finished when that one is.
                    if row.leader == nil { finish(row, false) }
                    try release(order.add(row), finish: finish, write: write)
                }
            }
            return nil
        } work: { [recipientTask] (candidate, admission) in
            await recipientTask.take(candidate, admission)
        } each: { row in
            let row = stamped(row)
            finish(row, true)
            try release(order.add(row), finish: finish, write: write)
        }
    }

    private func release(
        _ rows: [ReportRow], finish: (ReportRow, Bool) -> Void,
        write: (ReportRow) throws -> Void
    ) rethrows {
        for row in rows {
            if row.leader != nil { finish(row, false) }
            try write(row)
        }
    }

    /// The row with the time at which it was finished, unless an earlier run finished it.
    private func stamped(_ row: ReportRow) -> ReportRow {
        var row = row
        row.updatedAt = row.updatedAt ?? tools.time.date
        return row
    }

    /// What becomes of a recipient: a row at once, or a task.
    private enum Entry {
        case row(ReportRow)
        case task(Candidate, Budget.Admission)
    }

    private func entry(_ judgement: Judgement) -> Entry {
        switch judgement {
        case .dropped(let row), .settled(let row, _): return .row(stamped(row))
        case .candidate(let candidate) where tools.stop.cause == nil:
            if let row = recipientTask.held(candidate, at: tools.time.date) {
                return .row(stamped(row))
            }
            return .task(candidate, recipientTask.announce(candidate))
        case .candidate(let candidate): return .row(stamped(candidate.untried(tools.stop.leftOver)))
        }
    }
}

/// Brings rows that are finished in any order back into the order of the list.
///
/// A row that takes long holds back those behind it, so what waits here is bounded: a run takes on
/// no more while ``hasRoom`` is `false`.
package struct InputOrder: Sendable {
    /// The most rows that wait for one before them.
    private let capacity: Int
    private var next = 1
    private var waiting: [Int: ReportRow] = [:]
    private var joined = JoinedRows()

    /// Makes an order that begins with row 1.
    package init(capacity: Int) { self.capacity = max(1, capacity) }

    /// Whether another row may be taken on.
    package var hasRoom: Bool { waiting.count < capacity }

    /// Takes in a finished row.
    ///
    /// - Returns: the rows that can be written now, in order.
    package mutating func add(_ row: ReportRow) -> [ReportRow] {
        waiting[row.recipient.row] = row
        var ready: [ReportRow] = []
        while let row = waiting.removeValue(forKey: next) {
            ready.append(joined.settle(row))
            next += 1
        }
        return ready
    }
}
