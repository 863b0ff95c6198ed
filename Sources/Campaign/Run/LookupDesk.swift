// SPDX-License-Identifier: Apache-2.0

import HTTP
import Ledger
package import PhoneNumbers
import Providers

/// Asks the provider for line types, within the rate, and remembers the answers.
package struct LookupDesk: Sendable {
    private let tools: RunTools
    private let lane: Lane
    private let journal: any MessageJournal
    private let till: LookupTill?
    private let watch = LookupWatch()

    /// Makes a desk.
    ///
    /// - Parameters:
    ///   - tools: the provider and the way to it.
    ///   - lane: the pacing of lookups.
    ///   - journal: where answers are remembered.
    ///   - till: where a campaign's lookups are booked; its caps hold the price of each number's first request. `nil` where there
    ///     is no campaign.
    package init(tools: RunTools, lane: Lane, journal: any MessageJournal, till: LookupTill? = nil) {
        self.till = till
        self.tools = tools
        self.lane = lane
        self.journal = journal
    }

    /// Announces a lookup, as every one must be: so a failure is known not to be the last word while others are to come.
    func announce() {
        watch.begin()
    }

    /// Does something that may announce lookups; until it ends, no failure is taken for the last word.
    func whileMoreMayCome<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        watch.begin()
        defer { watch.leave() }
        return try await body()
    }

    /// Looks a number up that was announced, trying again as often as the retry policy allows.
    ///
    /// What failed is never remembered. A failure comes back as one only if other lookups succeed: where the service fails for
    /// everybody the run stops, and these numbers are left over for the next.
    package func lookUp(_ number: PhoneNumber) async -> LookupResult {
        let result = await answer(about: number)
        let ending = LookupCircuit.Ending(result)
        await watch.end(ending, stop: tools.stop)
        let hasFailed = ending != nil && ending != .answered
        return hasFailed && tools.stop.cause != nil ? .leftOver : result
    }

    private func answer(about number: PhoneNumber) async -> LookupResult {
        var tries = 0
        defer { if tries == 0 { till?.release() } }
        while tools.stop.cause == nil, let trial = try? await ask(number, after: tries) {
            tries += 1
            guard case .again(let detail, _, let obstacle) = trial.step else {
                return await result(of: trial.step, number)
            }
            guard tools.allowsAnother(after: tries, pause: trial.pause) else { return exhausted(detail, obstacle) }
            try? await tools.time.sleep(until: tools.time.now + trial.pause)
        }
        return .leftOver
    }

    private struct Trial {
        let step: LookupStep
        var pause = Duration.zero
    }

    private func ask(_ number: PhoneNumber, after tries: Int) async throws(CancellationError) -> Trial {
        try await lane.withPlace { () async throws(CancellationError) in
            if let step = await till?.pay(for: number, isHeld: tries == 0) { return Trial(step: step) }
            guard let slot = try? await lane.limiter.turn() else {
                await refund(number, isHeld: tries == 0)
                throw CancellationError()
            }
            let step = await request(number)
            if step.isFree { await refund(number, isHeld: false) }
            guard case .again(_, let asked, let obstacle) = step else { return Trial(step: step) }
            let pause = tools.pause(asked: asked, after: tries + 1)
            // At once, not after the row's own wait: nobody is to leave in between.
            if obstacle == .rate { lane.pushBack(slot, pause: pause) }
            return Trial(step: step, pause: pause)
        }
    }

    private func refund(_ number: PhoneNumber, isHeld: Bool) async {
        if let cause = await till?.refund(number, isHeld: isHeld) { tools.stop.raise(cause) }
    }

    private func request(_ number: PhoneNumber) async -> LookupStep {
        do throws(TransportFailure) {
            let response = try await tools.transport.send(tools.provider.lookupRequest(for: number))
            return LookupStep(tools.provider.lookupAnswer(from: response), response)
        } catch {
            return LookupStep(error)
        }
    }

    private func result(of step: LookupStep, _ number: PhoneNumber) async -> LookupResult {
        switch step {
        case .found(let facts): await remember(facts, number)
        case .noSuchNumber(let word): .noSuchNumber(word.text)
        case .refused(let word): .refused(word)
        case .again(let detail, _, _): .failed(detail)
        case .account(let refusal, let word):
            stopped(.account(refusal, provider: tools.provider.name, word, credentials: tools.credentials))
        case .stop(let cause): stopped(cause)
        case .capped(let sentence): .capped(sentence)
        }
    }

    private func remember(_ facts: LineFacts, _ number: PhoneNumber) async -> LookupResult {
        let lookup = CachedLookup(
            provider: tools.provider.name,
            number: number,
            lineType: facts.lineType,
            carrier: facts.carrier,
            rawType: facts.word,
            lookedUpAt: tools.time.date
        )
        do {
            try await journal.recordLookup(lookup)
        } catch {
            return stopped(.ledger(error.description))
        }
        let line = LineKnowledge(type: facts.lineType, source: .lookup, carrier: facts.carrier)
        return .found(line, word: facts.lineType == .unknown ? facts.word : nil)
    }

    private func exhausted(_ detail: String, _ obstacle: LookupStep.Obstacle) -> LookupResult {
        guard tools.stop.cause == nil else { return .leftOver }
        return switch obstacle {
        case .network: stopped(.unreachable(detail))
        case .rate: .rateLimited(detail)
        case .answer: .failed(detail)
        }
    }

    private func stopped(_ cause: StopCause) -> LookupResult {
        tools.stop.raise(cause)
        return .leftOver
    }
}

extension LookupCircuit.Ending {
    /// What the end of a lookup tells of the service; `nil`: nothing.
    fileprivate init?(_ result: LookupResult) {
        switch result {
        case .found, .noSuchNumber: self = .answered
        case .refused(let word): self = .refused(word)
        case .failed(let detail): self = .failed(detail)
        case .rateLimited, .capped, .leftOver: return nil
        }
    }
}
