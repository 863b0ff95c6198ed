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
/// durable and the slot has opened, the request sets out. Its connection may take its time, so
/// there is a last look when that stands: whether the rate, the stop, the hours and the age of the
/// intent still let it leave. Then the outcome is written. A request that is held back keeps its
/// intent for a short while; where that is over the intent is taken back and written anew, which
/// looks at opt-outs again. A crash would leave it in doubt although nothing was sent.
final class SendAttempt: Sendable {
    private let tools: RunTools
    private let lane: RequestLane
    private let journal: any MessageJournal
    private let order: SendOrder
    private let keeper: PaceKeeper
    private let closed = ClosedCountries()

    /// An intent that is older when its request would leave is taken back; on a disk whose commits
    /// take longer, it may be as old as they take.
    private static let patience = Duration.seconds(1)
    /// So often: a way to the provider that makes every slot be missed must not keep the message
    /// from leaving.
    private static let mostReturns = 5

    init(
        tools: RunTools, keeper: PaceKeeper, journal: any MessageJournal, order: SendOrder
    ) {
        self.keeper = keeper
        self.tools = tools
        lane = keeper.lane
        self.journal = journal
        self.order = order
    }

    /// What one try came to.
    struct Trial {
        let step: SendStep
        let record: SendRecord
        /// The wait before another try, where there may be one.
        let pause: Duration
        /// Whether a request was made, and so the step tells of the provider.
        var isAnswer = false
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
            if let cause = ended.step.stopCause { tools.stop.raise(cause) }
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
            slot = try await lane.limiter.approach(slot) { lane.lead }
            guard tools.stop.cause == nil else { throw CancellationError() }
            if let trial = refused(candidate, after: tries) { return trial }
            switch await writeIntent(candidate, id) {
            case .refused(let step):
                return trial(step, candidate, attempts: candidate.earlier.attempts)
            case .recorded(let attempt, let intendedAt):
                let handover = DurableIntent(
                    candidate: candidate, id: id, attempt: attempt, tries: tries,
                    intendedAt: intendedAt,
                    deadline: returns < Self.mostReturns ? intentDeadline : nil)
                switch try await carryOut(handover, at: slot) {
                case .ended(let trial): return trial
                case .later(let later): (slot, returns) = (later, returns + 1)
                }
            }
        }
    }

    /// Until when a request may leave whose intent is durable now.
    private var intentDeadline: Duration { tools.time.now + max(Self.patience, lane.lead) }

    /// A message whose intent is durable.
    private struct DurableIntent: Sendable {
        let candidate: Candidate
        let id: String
        /// Which request for the message it is, over all runs.
        let attempt: Int
        /// How many requests this run made for it before.
        let tries: Int
        /// What the clocks showed when it was written.
        let intendedAt: ClockReading
        /// When the intent is too old for its request; `nil`: never.
        let deadline: Duration?
    }

    private enum Progress {
        case ended(Trial)
        /// The intent was taken back; this slot is held.
        case later(Slot)
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
            let end = tools.time.now
            lane.note(commit: end - begin.now, at: end)
            switch receipt {
            case .recorded(let attempt): return .recorded(attempt: attempt, at: begin)
            case .refused(let state): return .refused(.taken(by: state))
            case .optedOut: return .refused(.optedOut)
            case .tooSoon(let near): return .refused(.tooSoon(after: near))
            }
        } catch { return .refused(.stop(.ledger(error.description))) }
    }

    /// The intent is durable: waits for the slot and sends, again with another slot where the last
    /// look holds the request back.
    private func carryOut(
        _ handover: DurableIntent, at first: Slot
    ) async throws(CancellationError) -> Progress {
        var slot = first
        while true {
            switch try await turn(handover, at: slot) {
            case .later(let later): return .later(later)
            case .now(let departure): slot = departure
            }
            if let trial = held(handover.candidate, after: handover.tries) {
                await takeBack(
                    handover, because: "its time was over before the message was handed over")
                return .ended(trial)
            }
            switch try await post(handover, with: slot) {
            case .answered(let step, let pause):
                await keeper.keep(pause)
                return .ended(await conclude(handover, step))
            case .held(let later): slot = later
            }
        }
    }

    /// Waits for the slot, or takes the intent back where the run ends or the slot is too far off.
    private func turn(
        _ handover: DurableIntent, at slot: Slot
    ) async throws(CancellationError) -> Turn {
        let patience = handover.deadline.map { max($0 - tools.time.now, .zero) }
        guard let turn = try? await lane.limiter.wait(for: slot, atMost: patience),
            tools.stop.cause == nil
        else {
            await takeBack(handover, because: "the run ended before the message was handed over")
            throw CancellationError()
        }
        if case .later = turn {
            await takeBack(
                handover, because: "there was a pause before the message was handed over")
        } else if isTooOld(handover) {
            await takeBack(
                handover, because: "it took too long before the message could be handed over")
            return .later(turn.slot)
        }
        return turn
    }

    private func isTooOld(_ handover: DurableIntent) -> Bool {
        handover.deadline.map { tools.time.now > $0 } ?? false
    }

    private func takeBack(_ handover: DurableIntent, because detail: String) async {
        let step = SendStep.again(.interrupted, detail: detail, pause: nil)
        await write(
            trial(step, handover.candidate, attempts: 0), handover.candidate, requests: 0)
    }

    private enum Posting {
        case answered(SendStep, everybodyWaits: Duration)
        /// The last look held the request back; it has this slot now.
        case held(Slot)
    }

    /// The slot is open: sends, if the last look allows it.
    private func post(
        _ handover: DurableIntent, with slot: Slot
    ) async throws(CancellationError) -> Posting {
        let posting = try? await lane.inFlight { () async -> Posting in
            let look = LastLook(lane.limiter, slot) { [self] in
                tools.stop.cause == nil && !isTooOld(handover)
                    && held(handover.candidate, after: 0) == nil
            }
            guard let step = await send(handover, look) else { return .held(look.slot) }
            return .answered(step, everybodyWaits: draw(step, look.slot, for: handover))
        }
        if let posting { return posting }
        await takeBack(handover, because: "the run ended before the message was handed over")
        throw CancellationError()
    }

    /// Sends; `nil` where the request was held back.
    private func send(_ handover: DurableIntent, _ look: LastLook) async -> SendStep? {
        let candidate = handover.candidate
        do throws(TransportFailure) {
            let now = tools.time.date
            let validity = order.validity(for: candidate, at: now, tools.provider.validity)
            let message = order.message(to: candidate, id: handover.id, validity: validity)
            var request = tools.provider.sendRequest(for: message)
            request.connectTimeout = order.connectTimeout(for: candidate, at: now)
            let response = try await tools.transport.send(request) { look.mayLeave() }
            let answer = tools.provider.sendAnswer(from: response, to: message)
            let accepted = order.acceptances.note(answer)
            return SendStep(
                answer, pause: response.retryAfter, provider: tools.provider.name,
                credentials: tools.credentials, hasAccepted: accepted.ever
            ).suspecting(
                tools.provider.listsAccountRefusals ? 0 : response.status,
                knowsAcceptance: accepted.inThisRun)
        } catch { return error.kind == .held ? nil : SendStep(error) }
    }

    /// Draws from an answer what follows for all others, before another request can leave.
    ///
    /// - Returns: for how long everybody waits.
    private func draw(
        _ step: SendStep, _ slot: Slot, for handover: DurableIntent
    ) -> Duration {
        switch step {
        case .accepted: return tools.note(.accepted, for: slot, in: lane)
        case .again(.rateLimited, let detail, let asked):
            return tools.note(tools.tooFast(asked), detail, for: slot, in: lane)
        case .closedCountry(let word): closed.close(handover.candidate.region, word)
        case .stop, .unproved: if let cause = step.stopCause { tools.stop.raise(cause) }
        case .ended, .doubtful: break
        case .again, .held: return .zero
        }
        return tools.note(.other, for: slot, in: lane)
    }

    /// Writes what came of a request.
    private func conclude(_ handover: DurableIntent, _ step: SendStep) async -> Trial {
        var ended = trial(
            step, handover.candidate, attempts: handover.attempt,
            pause: pause(after: step, handover.tries))
        ended.isAnswer = true
        await write(
            ended, handover.candidate, clockOffset: tools.clock.offset(at: handover.intendedAt))
        return ended
    }

    /// The message's own wait before another try.
    private func pause(after step: SendStep, _ tries: Int) -> Duration {
        guard case .again(_, _, let asked) = step else { return .zero }
        return tools.pause(asked: asked, after: tries + 1)
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

extension SendStep {
    /// A 403 or 404 that refuses the request as a whole is a suspicion only: providers refuse one
    /// recipient in the same way.
    ///
    /// Where messages of this run were accepted, the configuration is not at fault, and the message
    /// is refused. Before, nobody knows: then it is left for another run. Either way the same
    /// refusal of several recipients stops the run (``FailureBreaker``).
    fileprivate func suspecting(_ status: Int, knowsAcceptance: Bool) -> SendStep {
        guard [403, 404].contains(status),
            case .stop(.account(.configuration, _, let word, _)) = self
        else { return self }
        let verdict =
            knowsAcceptance
            ? Verdict(.failed, .rejected, word.text)
            : Verdict.pending(
                .stopped,
                "the provider refused the message without saying whose fault that is "
                    + "(“\(word.text)”); check the provider entry and its base URL")
        return .ended(verdict, code: word.code, .refused(word))
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
