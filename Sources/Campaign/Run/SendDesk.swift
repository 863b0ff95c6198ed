// SPDX-License-Identifier: Apache-2.0

import HTTP
import PhoneNumbers
import Locking

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
        var tries = 0
        var latest: SendRecord?
        do {
            while tools.stop.cause == nil {
                let trial = try await courier.hand(over: candidate)
                latest = trial.record
                tries += 1
                guard let delay = delay(after: trial.step, tries: tries) else { break }
                try await tools.time.sleep(until: tools.time.now + delay)
            }
        } catch {
            latest = nil
        }
        return latest?.row(for: candidate, line: line) ?? leftOver(candidate, line)
    }

    /// How long to wait before the next try; `nil` where there is none.
    private func delay(after step: SendStep, tries: Int) -> Duration? {
        switch step {
        case .accepted:
            note(.clear)
        case .ended(_, _, let ending):
            note(ending)
        case .stop(let cause):
            tools.stop.raise(cause)
        case .again(let reason, let detail, let pause):
            guard tools.retry.allowsAnother(after: tries) else {
                if reason == .unreachable { tools.stop.raise(.unreachable(detail)) }
                return nil
            }
            return tools.delay(asked: pause, after: tries)
        }
        return nil
    }

    private func note(_ ending: Circuit.Ending) {
        guard let cause = circuit.withLock({ $0.note(ending) }) else { return }
        tools.stop.raise(cause)
    }

    private func leftOver(_ candidate: Candidate, _ line: LineKnowledge) -> ReportRow {
        candidate.row(tools.stop.leftOver, line: line)
    }
}
