// SPDX-License-Identifier: Apache-2.0

package import CSV
import Ledger
package import Lists
import PhoneNumbers

package import struct Foundation.Date

/// The recipients of a list with what is said of each, in the order of the list.
///
/// The ledger is asked for many numbers at once. Planning and sending both go through the rows with
/// this, so that what was planned is what is sent.
package struct JudgedRows {
    private static let batchSize = 256

    private var reader: RecipientReader
    private let rules: Rules
    private var judge: Judge
    private let memory: any CampaignMemory
    private var remaining: Int?
    private let leftOut: Verdict
    private let now: Date?
    private var batch: ArraySlice<NumberReading> = []
    /// The other phones of the batch's recipients, by row; empty where the list has one column.
    private var others: [Int: [NumberReading]] = [:]
    private var memories: [PhoneNumber: Ledger.Recollection] = [:]
    private var rowsRead = 0
    private var substitute: ListSubstitute?

    /// Makes the sequence.
    ///
    /// - Parameters:
    ///   - reader: the list at its first row.
    ///   - rules: who gets a message.
    ///   - judge: a judge that has seen nothing.
    ///   - memory: what is remembered of numbers.
    ///   - limit: how many candidates to let through; `nil` for all.
    ///   - leftOut: the verdict on those behind the limit; `nil` for that of the rules.
    ///   - now: the time by which messages are too late; `nil` where that is left to the run.
    ///   - substitute: what takes the list's place where it can be read no further; `nil`: nothing
    ///     does.
    package init(
        _ reader: RecipientReader, rules: Rules, judge: Judge, memory: any CampaignMemory,
        limit: Int?, leftOut: Verdict? = nil, at now: Date? = nil,
        substitute: ListSubstitute? = nil
    ) {
        self.reader = reader
        self.substitute = substitute
        self.rules = rules
        self.judge = judge
        self.memory = memory
        remaining = limit
        self.leftOut = leftOut ?? rules.beyondLimit
        self.now = now
    }

    /// Judges the next recipient; `nil` at the end of the list.
    package mutating func next() async throws -> Judgement? {
        if batch.isEmpty { try await refill() }
        guard let reading = batch.popFirst() else { return nil }
        if !others.isEmpty, let rest = others[reading.recipient.row] {
            let judgement = judge.judge(reading, or: rest, memories)
            return limited(timely(judgement))
        }
        let memory = reading.number.flatMap { memories[$0] } ?? Ledger.Recollection()
        // In a statement of its own: `timely(…)` around it would hold a copy of the judge, whose
        // memory of numbers then had to be copied for each row.
        let judgement = judge.judge(reading, memory: memory)
        return limited(timely(judgement))
    }

    private mutating func refill() async throws {
        var readings: [NumberReading] = []
        others = [:]
        while readings.count < Self.batchSize, let recipient = try nextRecipient() {
            rowsRead += 1
            readings.append(rules.read(recipient))
            let rest = rules.otherPhones(of: recipient)
            if !rest.isEmpty { others[recipient.row] = rest }
        }
        batch = readings[...]
        // Those of refused cells too: one that was messaged stays so.
        var numbers = Set(readings.lazy.compactMap(\.number))
        for reading in others.values.joined() {
            if let number = reading.number { numbers.insert(number) }
        }
        memories = numbers.isEmpty ? [:] : try await memory.recall(Array(numbers))
    }

    /// The next recipient, where need be from the list's substitute.
    private mutating func nextRecipient() throws -> Recipient? {
        do { return try reader.next() } catch {
            guard let rest = try substitute?.rows(error) else { throw error }
            (reader, substitute) = (rest, nil)
            for _ in 0..<rowsRead { _ = try reader.next() }
            return try reader.next()
        }
    }

    /// Leaves out who can no longer be sent a message in time: nobody else's turn is to be lost to
    /// them.
    private func timely(_ judgement: Judgement) -> Judgement {
        // The candidate last: nearly always there is no need to look at it.
        guard let now, let window = rules.sendWindow,
            case .candidate(let candidate) = judgement,
            let place = candidate.location?.place,
            let verdict = window.objection(to: place, at: now),
            verdict.status == .skipped
        else { return judgement }
        return .dropped(candidate.untried(verdict))
    }

    private mutating func limited(_ judgement: Judgement) -> Judgement {
        guard let left = remaining, case .candidate(let candidate) = judgement else {
            return judgement
        }
        guard left > 0 else {
            var row = candidate.untried(leftOut)
            row.lineDecision = nil
            return .dropped(row)
        }
        remaining = left - 1
        return judgement
    }
}

/// What takes the place of a list that can be read no further, because it changed for example: the
/// report still has a line for everybody, but nobody else gets a message.
package struct ListSubstitute: Sendable {
    /// Gives the same rows from another place, from the first on, and ends the run because of the
    /// failure; `nil` where there is none.
    let rows: @Sendable (CSVError) throws -> RecipientReader?

    package init(rows: @escaping @Sendable (CSVError) throws -> RecipientReader?) {
        self.rows = rows
    }
}
