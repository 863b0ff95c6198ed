// SPDX-License-Identifier: Apache-2.0

import Configuration
import Basics
import HTTP
import Ledger
import Providers
import Lists
import Pacing
import PhoneNumbers
import SMSText

/// Makes one try at handing a message over, in the one order that keeps recipients from getting
/// two.
///
/// A slot of the schedule is reserved; shortly before it opens, the intent is written; once that is
/// durable and the slot has opened, the request leaves; then the outcome is written. Where the
/// schedule moves in between, the intent is taken back: a crash would leave it in doubt although
/// nothing was sent.
final class SendAttempt: Sendable {
    private let tools: RunTools
    private let lane: RequestLane
    private let journal: any MessageJournal
    private let order: SendOrder
    private let lead = Guarded(CommitLead())
    private let closed = ClosedCountries()

    /// An intent that would wait longer for its request is taken back.
    private static let patience = Duration.seconds(1)
    /// So often: a disk too slow for the schedule, which makes every slot be missed, must not keep
    /// the message from leaving.
    private static let mostReturns = 5

    init(tools: RunTools, lane: RequestLane, journal: any MessageJournal, order: SendOrder) {
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
    ///   - id: the message's id, the same for all tries.
    ///   - tries: how many requests this run made for the message before.
    ///   - conclude: draws what follows for the run, while the place is still held: whoever gets it
    ///     next finds the run stopped.
    /// - Returns: what it came to.
    /// - Throws: `CancellationError` where the run ended before the request left; the message was
    ///   not handed over.
    func hand(
        over candidate: Candidate, as id: String, after tries: Int, conclude: (Trial) -> Void
    ) async throws(CancellationError) -> Trial {
        try await lane.withPlace { () async throws(CancellationError) in
            let ended = try await trial(candidate, as: id, after: tries)
            if case .stop(let cause) = ended.step { tools.stop.raise(cause) }
            conclude(ended)
            return ended
        }
    }

    private func trial(
        _ candidate: Candidate, as id: String, after tries: Int
    ) async throws(CancellationError) -> Trial {
        if let trial = refused(candidate, after: tries) { return trial }
        var slot = lane.reserve(segments: candidate.size.segments)
        var returns = 0
        while true {
            slot = try await lane.limiter.approach(slot) { lead.withLock { $0.duration } }
            guard tools.stop.cause == nil else { throw CancellationError() }
            if let trial = refused(candidate, after: tries) { return trial }
            switch await writeIntent(candidate, id) {
            case .refused(let step):
                return trial(step, candidate, attempts: candidate.earlier.attempts)
            case .recorded(let attempt, let intendedAt):
                let patience = returns < Self.mostReturns ? Self.patience : nil
                switch try await turn(candidate, at: slot, atMost: patience) {
                case .now(let departure):
                    if let trial = held(candidate, after: tries) {
                        await takeBack(
                            candidate,
                            because: "its time was over before the message was handed over")
                        return trial
                    }
                    return await deliver(
                        candidate, as: id, at: departure, attempt: attempt, after: tries,
                        intendedAt: intendedAt)
                case .later(let later): (slot, returns) = (later, returns + 1)
                }
            }
        }
    }

    /// The end of a try without a request, where the recipient's country has turned out to be
    /// closed, or it is not the time.
    private func refused(_ candidate: Candidate, after tries: Int) -> Trial? {
        if let word = closed.word(on: candidate.region) {
            return trial(.closedCountry(word), candidate, attempts: candidate.earlier.attempts)
        }
        return held(candidate, after: tries)
    }

    /// The end of a try without a request, where it is quiet at the recipient's, or too late.
    private func held(_ candidate: Candidate, after tries: Int) -> Trial? {
        order.objection(to: candidate, at: tools.time.date, tools.provider.validity).map {
            trial(.held($0), candidate, attempts: candidate.earlier.attempts + tries)
        }
    }

    private enum IntentResult {
        case recorded(attempt: Int, at: ClockReading)
        case refused(SendStep)
    }

    private func writeIntent(_ candidate: Candidate, _ id: String) async -> IntentResult {
        let begin = tools.time.reading
        var intent = order.intent(for: candidate, id: id, provider: tools.provider.name)
        intent.clockOffset = tools.clock.offset(at: begin)
        do {
            let receipt = try await journal.recordIntent(intent)
            lead.withLock { $0.note(tools.time.now - begin.now) }
            switch receipt {
            case .recorded(let attempt): return .recorded(attempt: attempt, at: begin)
            case .refused(let state): return .refused(.taken(by: state))
            case .optedOut: return .refused(.optedOut)
            case .tooSoon(let near): return .refused(.tooSoon(after: near))
            }
        } catch { return .refused(.stop(.ledger(error.description))) }
    }

    /// The intent is durable: waits for the slot, or takes the intent back where the run ends or
    /// the slot is far off.
    private func turn(
        _ candidate: Candidate, at slot: Slot, atMost patience: Duration?
    ) async throws(CancellationError) -> Turn {
        guard let turn = try? await lane.limiter.wait(for: slot, atMost: patience),
            tools.stop.cause == nil
        else {
            await takeBack(candidate, because: "the run ended before the message was handed over")
            throw CancellationError()
        }
        if case .later = turn {
            await takeBack(
                candidate,
                because: "the provider asked for a pause before the message was handed over")
        }
        return turn
    }

    private func takeBack(_ candidate: Candidate, because detail: String) async {
        let step = SendStep.again(.interrupted, detail: detail, pause: nil)
        await write(trial(step, candidate, attempts: 0), candidate, requests: 0)
    }

    /// The slot is open: sends, and writes what came of it.
    private func deliver(
        _ candidate: Candidate, as id: String, at departure: Slot, attempt: Int, after tries: Int,
        intendedAt: ClockReading
    ) async -> Trial {
        let step = await post(candidate, id)
        if case .closedCountry(let word) = step { closed.close(candidate.region, word) }
        let wait = pause(after: step, departure, tries)
        let ended = trial(step, candidate, attempts: attempt, pause: wait)
        await write(ended, candidate, clockOffset: tools.clock.offset(at: intendedAt))
        return ended
    }

    /// The wait before another try; a refusal for coming too fast (429) holds everybody back,
    /// before anything else happens.
    private func pause(after step: SendStep, _ slot: Slot, _ tries: Int) -> Duration {
        guard case .again(let reason, _, let asked) = step else { return .zero }
        let pause = tools.pause(asked: asked, after: tries + 1)
        if reason == .rateLimited { lane.pushBack(slot, pause: pause) }
        return pause
    }

    private func post(_ candidate: Candidate, _ id: String) async -> SendStep {
        do throws(TransportFailure) {
            let now = tools.time.date
            let validity = order.validity(for: candidate, at: now, tools.provider.validity)
            let message = order.message(to: candidate, id: id, validity: validity)
            var request = tools.provider.sendRequest(for: message)
            request.connectTimeout = order.connectTimeout(for: candidate, at: now)
            let response = try await tools.transport.send(request)
            return SendStep(
                tools.provider.sendAnswer(from: response, to: message), pause: response.retryAfter,
                provider: tools.provider.name, credentials: tools.credentials)
        } catch { return SendStep(error) }
    }

    /// Writes the outcome.
    ///
    /// A ledger that fails now ends the run; the report still says what is known of this message.
    private func write(
        _ trial: Trial, _ candidate: Candidate, requests: Int = 1, clockOffset: Int? = nil
    ) async {
        do {
            var outcome = trial.record.outcome(
                in: order.campaign, for: candidate, requests: requests)
            outcome.clockOffset = clockOffset
            try await journal.recordOutcome(outcome)
        } catch { tools.stop.raise(.ledger(error.description)) }
    }

    /// Writes that a refusal does not count after all.
    func withdraw(_ record: SendRecord, of candidate: Candidate) async {
        do {
            try await journal.withdrawRefusal(
                record.outcome(in: order.campaign, for: candidate, requests: 0))
        } catch { tools.stop.raise(.ledger(error.description)) }
    }

    private func trial(
        _ step: SendStep, _ candidate: Candidate, attempts: Int, pause: Duration = .zero
    ) -> Trial {
        let handover = ProviderReceipt(
            provider: tools.provider.name, attempts: attempts,
            cost: order.prices.cost(of: candidate.size.segments, to: candidate.region?.rawValue),
            currency: order.prices.currency, sentAt: tools.time.date)
        return Trial(step: step, record: SendRecord(step, handover), pause: pause)
    }
}

/// How long before a slot opens its intent is written, so that it is durable just in time.
///
/// It follows what commits take on this disk: an intent that is written too early would be left in
/// doubt by a crash for nothing, one that is written too late would miss its slot.
struct CommitLead: Sendable, Hashable {
    private static let shortest = Duration.milliseconds(5)
    private static let longest = Duration.milliseconds(500)

    /// The lead for the next intent.
    private(set) var duration = Duration.milliseconds(20)

    /// Takes in how long a commit took: up at once, down slowly.
    mutating func note(_ commit: Duration) {
        let wanted = min(max(commit * 2, Self.shortest), Self.longest)
        duration = max(wanted, duration * 0.95)
    }
}

/// The countries to which the provider sends no messages from the account, as its refusals tell in
/// the course of a run.
final class ClosedCountries: Sendable {
    private let words = Guarded<[Region: ProviderWord]>([:])

    /// Remembers that a message was refused because of its country.
    func close(_ region: Region?, _ word: ProviderWord) {
        guard let region else { return }
        words.withLock { $0[region] = word }
    }

    /// What the provider said of the country, where it refused it.
    func word(on region: Region?) -> ProviderWord? {
        region.flatMap { region in words.withLock { $0[region] } }
    }
}
