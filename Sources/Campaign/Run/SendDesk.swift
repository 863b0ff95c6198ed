// SPDX-License-Identifier: Apache-2.0

import HTTP
import Locking
import PhoneNumbers

/// Hands messages over, one recipient a request, and tries again only what was certainly not accepted.
package final class SendDesk: Sendable {
    private let tools: RunTools
    private let courier: Courier
    private let circuit = Guarded(Circuit())

    /// Makes a desk.
    ///
    /// - Parameters:
    ///   - tools: the provider and the way to it.
    ///   - lane: the pacing of messages.
    ///   - journal: where intents and outcomes are written.
    ///   - order: what all messages have in common.
    package init(tools: RunTools, lane: Lane, journal: any MessageJournal, order: SendOrder) {
        self.tools = tools
        courier = Courier(tools: tools, lane: lane, journal: journal, order: order)
    }

    /// Hands a candidate's message over and gives the row that the report shows.
    package func send(_ candidate: Candidate, line: LineKnowledge) async -> ReportRow {
        let id = candidate.earlierID ?? tools.newID()
        var tries = 0
        var latest: SendRecord?
        while tools.stop.cause == nil, let trial = try? await courier.hand(over: candidate, as: id, after: tries) {
            latest = trial.record
            tries += 1
            guard hasAnother(after: trial, tries: tries) else { return trial.record.row(for: candidate, line: line) }
            try? await tools.time.sleep(until: tools.time.now + trial.pause)
        }
        return leftOver(candidate, line, latest)
    }

    /// Draws the conclusions from a try, and tells whether there is another.
    private func hasAnother(after trial: Courier.Trial, tries: Int) -> Bool {
        switch trial.step {
        case .accepted:
            note(.clear)
        case .ended(_, _, let ending):
            note(ending)
        case .stop(let cause):
            tools.stop.raise(cause)
        case .again(let reason, let detail, _):
            if tools.allowsAnother(after: tries, pause: trial.pause) { return true }
            if reason == .unreachable { tools.stop.raise(.unreachable(detail)) }
        }
        return false
    }

    private func note(_ ending: Circuit.Ending) {
        guard let cause = circuit.withLock({ $0.note(ending) }) else { return }
        tools.stop.raise(cause)
    }

    /// The row of a message that the run's end left over, with what is known of earlier tries.
    private func leftOver(_ candidate: Candidate, _ line: LineKnowledge, _ latest: SendRecord?) -> ReportRow {
        var row = candidate.row(tools.stop.leftOver, line: line)
        row.delivery = latest?.handover
        return row
    }
}
