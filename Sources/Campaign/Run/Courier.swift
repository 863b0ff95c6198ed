// SPDX-License-Identifier: Apache-2.0

import HTTP
import Ledger
import PhoneNumbers
import Providers
import SMSText
import Locking

/// Makes one try at handing a message over, in the one order that keeps recipients from getting two.
///
/// A slot of the schedule is reserved; shortly before it opens, the intent is written; once that is durable and the slot has
/// opened, the request leaves; then the outcome is written.
final class Courier: Sendable {
    private let tools: RunTools
    private let lane: Lane
    private let journal: any MessageJournal
    private let order: SendOrder
    private let lead = Guarded(CommitLead())

    init(tools: RunTools, lane: Lane, journal: any MessageJournal, order: SendOrder) {
        self.tools = tools
        self.lane = lane
        self.journal = journal
        self.order = order
    }

    /// What one try came to.
    struct Trial {
        let step: SendStep
        let record: SendRecord
        /// The wait before another try, where there may be one.
        let pause: Duration
    }

    /// Makes one try.
    ///
    /// - Parameters:
    ///   - candidate: the recipient.
    ///   - tries: how many requests this run made for the message before.
    /// - Returns: what it came to.
    /// - Throws: `CancellationError` where the run ended before the request left; the message was not handed over.
    func hand(over candidate: Candidate, after tries: Int) async throws(CancellationError) -> Trial {
        try await lane.withPlace { () async throws(CancellationError) in
            let slot = lane.limiter.reserve()
            try await tools.time.sleep(until: slot.opens - lead.withLock { $0.duration })
            guard tools.stop.cause == nil else { throw CancellationError() }
            switch await writeIntent(candidate) {
            case .recorded(let attempt): return try await handOver(candidate, slot, attempt, tries)
            case .refused(let step): return trial(step, candidate, attempts: candidate.earlierAttempts)
            }
        }
    }

    private enum IntentResult {
        case recorded(attempt: Int)
        case refused(SendStep)
    }

    private func writeIntent(_ candidate: Candidate) async -> IntentResult {
        let begin = tools.time.now
        do {
            let receipt = try await journal.recordIntent(order.intent(for: candidate, provider: tools.provider.name))
            lead.withLock { $0.note(tools.time.now - begin) }
            switch receipt {
            case .recorded(let attempt): return .recorded(attempt: attempt)
            case .refused(let state): return .refused(.taken(by: state))
            }
        } catch {
            return .refused(.stop(.ledger(error.description)))
        }
    }

    /// The intent is durable: waits for the slot and sends, or takes the intent back.
    private func handOver(
        _ candidate: Candidate,
        _ slot: Slot,
        _ attempt: Int,
        _ tries: Int
    ) async throws(CancellationError) -> Trial {
        guard let departure = try? await lane.limiter.wait(for: slot), tools.stop.cause == nil else {
            let detail = "the run ended before the message was handed over"
            await write(
                trial(.again(.interrupted, detail: detail, pause: nil), candidate, attempts: attempt - 1),
                candidate
            )
            throw CancellationError()
        }
        let step = await post(candidate)
        let pause = pause(after: step, departure, tries)
        let trial = trial(step, candidate, attempts: attempt, pause: pause)
        await write(trial, candidate)
        return trial
    }

    /// The wait before another try; a refusal for coming too fast (429) holds everybody back, before anything else happens.
    private func pause(after step: SendStep, _ slot: Slot, _ tries: Int) -> Duration {
        guard case .again(let reason, _, let asked) = step else { return .zero }
        let pause = tools.pause(asked: asked, after: tries + 1)
        if reason == .rateLimited { lane.pushBack(slot, pause: pause) }
        return pause
    }

    private func post(_ candidate: Candidate) async -> SendStep {
        do throws(TransportFailure) {
            let response = try await tools.transport.send(tools.provider.sendRequest(for: order.message(to: candidate)))
            let answer = tools.provider.sendAnswer(from: response)
            return SendStep(answer, pause: response.retryAfter, provider: tools.provider.name)
        } catch {
            return SendStep(error)
        }
    }

    /// Writes the outcome.
    ///
    /// A ledger that fails now ends the run; the report still says what is known of this message.
    private func write(_ trial: Trial, _ candidate: Candidate) async {
        do {
            try await journal.recordOutcome(trial.record.outcome(in: order.campaign, for: candidate.number))
        } catch {
            tools.stop.raise(.ledger(error.description))
        }
    }

    private func trial(
        _ step: SendStep,
        _ candidate: Candidate,
        attempts: Int,
        pause: Duration = .zero
    ) -> Trial {
        let handover = Handover(
            provider: tools.provider.name,
            attempts: attempts,
            cost: order.prices.cost(of: candidate.size.segments, to: candidate.region?.rawValue),
            currency: order.prices.currency,
            sentAt: tools.time.date
        )
        return Trial(step: step, record: SendRecord(step, handover), pause: pause)
    }
}
