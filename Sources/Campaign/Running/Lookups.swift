// SPDX-License-Identifier: Apache-2.0

import Basics
package import Configuration
import HTTP
package import Ledger
package import Providers
package import Lists
import Pacing
package import PhoneNumbers

/// Asks the provider for line types, within the rate, and remembers the answers.
package struct LookupClient: Sendable {
    private let tools: RunTools
    private let lane: RequestLane
    private let journal: any MessageJournal
    private let till: LookupTill?
    private let watch = LookupFailureHold()

    /// Makes a desk.
    ///
    /// - Parameters:
    ///   - tools: the provider and the way to it.
    ///   - lane: the pacing of lookups.
    ///   - journal: where answers are remembered.
    ///   - till: where a campaign's lookups are booked; its caps hold the price of each number's
    ///     first request. `nil` where there is no campaign.
    package init(
        tools: RunTools,
        lane: RequestLane,
        journal: any MessageJournal,
        till: LookupTill? = nil
    ) {
        self.till = till
        self.tools = tools
        self.lane = lane
        self.journal = journal
    }

    /// Announces a lookup, as every one must be: so a failure is known not to be the last word
    /// while others are to come.
    func announce() {
        watch.begin()
    }

    /// Does something that may announce lookups; until it ends, no failure is taken for the last
    /// word.
    func whileMoreMayCome<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        watch.begin()
        defer { watch.leave() }
        return try await body()
    }

    /// Looks a number up that was announced, trying again as often as the retry policy allows.
    ///
    /// What failed is never remembered. A failure comes back as one only if other lookups succeed:
    /// where the service fails for everybody the run stops, and these numbers are left over for the
    /// next.
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
            guard tools.allowsAnother(after: tries, pause: trial.pause) else {
                return exhausted(detail, obstacle)
            }
            try? await tools.time.sleep(until: tools.time.now + trial.pause)
        }
        return .leftOver
    }

    private struct Trial {
        let step: LookupStep
        var pause = Duration.zero
    }

    private func ask(
        _ number: PhoneNumber,
        after tries: Int
    ) async throws(CancellationError) -> Trial {
        try await lane.withPlace { () async throws(CancellationError) in
            if let step = await till?.pay(for: number, isHeld: tries == 0) {
                return Trial(step: step)
            }
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
            stopped(
                .account(
                    refusal,
                    provider: tools.provider.name,
                    word,
                    credentials: tools.credentials
                )
            )
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

extension LookupClient {
    /// Looks many numbers up, some at a time.
    ///
    /// - Parameters:
    ///   - numbers: the numbers, each once.
    ///   - width: how many are under way at once.
    /// - Returns: how each ended.
    package func lookUpAll(
        _ numbers: [PhoneNumber],
        width: Int
    ) async -> [PhoneNumber: LookupResult] {
        await withTaskGroup(of: (PhoneNumber, LookupResult).self) { group in
            var waiting = numbers.makeIterator()
            var results: [PhoneNumber: LookupResult] = [:]
            let first = (0..<max(1, width)).compactMap { _ in waiting.next() }
            for _ in first { announce() }
            for number in first {
                group.addTask { (number, await lookUp(number)) }
            }
            while let (number, result) = await group.next() {
                results[number] = result
                guard let next = waiting.next() else { continue }
                announce()
                group.addTask { (next, await lookUp(next)) }
            }
            return results
        }
    }
}

/// What one lookup request came to.
enum LookupStep: Sendable, Hashable {
    case found(LineFacts)
    case noSuchNumber(ProviderWord)
    case refused(ProviderWord)
    case again(detail: String, pause: RetryAfter?, Obstacle)
    case account(AccountRefusal, ProviderWord)
    case stop(StopCause)
    /// No request was made: a cap leaves no money for it.
    case capped(String)

    /// What a lookup that may be tried again came up against.
    enum Obstacle: Sendable, Hashable {
        /// The provider could not be reached.
        case network
        /// The provider wants fewer requests (429, or in its own words).
        case rate
        /// The provider gave no usable answer.
        case answer
    }

    /// Reads the answer to a lookup, and the response that it came with.
    init(_ answer: LookupAnswer, _ response: HTTPResponse) {
        switch answer {
        case .found(let facts): self = .found(facts)
        case .noSuchNumber(let word): self = .noSuchNumber(word)
        case .accountRefused(let refusal, let word): self = .account(refusal, word)
        case .tryAgain(let word):
            self = .again(
                detail: word.text,
                pause: response.retryAfter,
                response.status == 429 ? .rate : .answer
            )
        case .throttled(let word):
            self = .again(detail: word.text, pause: response.retryAfter, .rate)
        case .failed(let word): self = .refused(word)
        }
    }

    /// Reads a failure of the transport.
    ///
    /// A lookup changes nothing, so it may be repeated whatever happened to it.
    init(_ failure: TransportFailure) {
        switch failure.kind {
        case .certificate: self = .stop(.certificate(failure.detail))
        case .unsupported: self = .stop(.address(failure.detail))
        case .nameResolution, .connection, .tlsHandshake, .proxy:
            self = .again(detail: failure.detail, pause: nil, .network)
        case .timedOut, .connectionLost, .badResponse, .tooLarge, .cancelled:
            self = .again(detail: failure.detail, pause: nil, .answer)
        }
    }
}

extension LookupStep {
    /// Whether the provider certainly charges nothing: it took the request for nothing, or never
    /// saw it.
    var isFree: Bool {
        switch self {
        case .again(_, _, let obstacle): obstacle != .answer
        case .account, .stop, .capped: true
        case .found, .noSuchNumber, .refused: false
        }
    }
}

/// How looking a number up ended.
package enum LookupResult: Sendable, Hashable {
    /// The provider answered; `word` is its own word for a line type that is not known here.
    case found(LineKnowledge, word: String?)
    /// The provider says that there is no such number.
    case noSuchNumber(String)
    /// The provider refused the lookup for a reason of its own. That says nothing about the line.
    case refused(ProviderWord)
    /// The lookup failed for good. That says nothing about the line.
    case failed(String)
    /// The provider refused to the end because lookups came too fast: a matter of time, not of this
    /// number.
    case rateLimited(String)
    /// A cap leaves no money for another request.
    case capped(String)
    /// The run ended before the provider gave an answer.
    case leftOver
}

/// Books the lookups of a campaign before they are made, and takes back what certainly was not
/// charged.
package struct LookupTill: Sendable {
    private let campaign: CampaignID
    private let price: String?
    private let journal: any MessageJournal
    private let purse: Purse?

    /// Makes a till.
    ///
    /// - Parameters:
    ///   - campaign: the campaign that pays.
    ///   - prices: what a lookup costs.
    ///   - journal: where lookups are booked.
    ///   - purse: the caps; `nil` where there are none.
    package init(
        campaign: CampaignID,
        prices: PriceSettings,
        journal: any MessageJournal,
        purse: Purse?
    ) {
        self.campaign = campaign
        price = prices.perLookup.map { "\($0)" }
        self.journal = journal
        self.purse = purse
    }

    /// Pays for one request.
    ///
    /// - Parameters:
    ///   - number: the number that is asked about.
    ///   - isHeld: whether the price is held already, as it is for the first request.
    /// - Returns: what ended the lookup; `nil` where the request may leave.
    func pay(for number: PhoneNumber, isHeld: Bool) async -> LookupStep? {
        if let reached = purse?.payLookup(isHeld: isHeld) { return .capped(reached.sentence) }
        do {
            // Only a cap needs it durable, and pays with the time of a commit for it.
            try await journal.recordLookupRequest(request(number), isDurable: purse != nil)
            return nil
        } catch {
            return .stop(.ledger(error.description))
        }
    }

    /// Takes a payment back.
    ///
    /// - Parameters:
    ///   - number: the number of the payment.
    ///   - isHeld: whether the price is to be held again.
    /// - Returns: what is wrong with the ledger; `nil` where nothing is.
    func refund(_ number: PhoneNumber, isHeld: Bool) async -> StopCause? {
        purse?.refundLookup(isHeld: isHeld)
        do {
            try await journal.withdrawLookupRequest(request(number))
            return nil
        } catch {
            return .ledger(error.description)
        }
    }

    /// Lets go what is held for a lookup that was never made.
    func release() { purse?.releaseLookup() }

    private func request(_ number: PhoneNumber) -> LookupRequest {
        LookupRequest(campaign: campaign, number: number, price: price)
    }
}
