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
    private let client: ProviderClient
    private let journal: any MessageJournal
    private let accounting: LookupAccounting?
    private let hold = LookupFailureHold()

    /// - Parameters:
    ///   - tools: the provider and the way to it.
    ///   - keeper: the lane of lookups, whose pace is kept for the next run.
    ///   - journal: where answers are remembered.
    ///   - accounting: where a campaign's lookups are booked; its caps hold the price of each
    ///     number's first request. `nil` where there is no campaign.
    init(
        tools: RunTools, keeper: PaceKeeper, journal: any MessageJournal,
        accounting: LookupAccounting?
    ) {
        self.tools = tools
        client = ProviderClient(tools: tools, lane: keeper.lane, keeper: keeper)
        self.journal = journal
        self.accounting = accounting
    }

    /// Announces a lookup, as every one must be: so a failure is known not to be the last word
    /// while others are to come.
    func announce() { hold.begin() }

    /// Lookups may be announced from now on; until ``endAnnouncing()``, no failure is taken for the
    /// last word.
    func beginAnnouncing() { hold.begin() }

    /// No lookup is announced before the next ``beginAnnouncing()``.
    func endAnnouncing() { hold.leave() }

    /// Looks a number up that was announced, trying again as often as the retry policy allows.
    ///
    /// What failed is never remembered. A failure comes back as one only if other lookups succeed:
    /// where the service fails for everybody the run stops, and these numbers are left over for the
    /// next.
    package func lookUp(_ number: PhoneNumber) async -> LookupResult {
        let result = await answer(about: number)
        let ending = FailureBreaker.Ending(result)
        await hold.end(ending, stop: tools.stop)
        let hasFailed = ending != nil && ending != .clear
        return hasFailed && tools.stop.cause != nil ? .leftOver : result
    }

    private func answer(about number: PhoneNumber) async -> LookupResult {
        let inquiry = await client.ask(
            tools.provider.lookupRequest(for: number),
            payment: accounting.map {
                LookupPayment(number: number, accounting: $0, stop: tools.stop)
            }
        ) { response in
            RequestStep(tools.provider.lookupAnswer(from: response), response, by: tools)
        }
        return switch inquiry {
        case .answered(.found(let line, let word)): await remember(line, word, of: number)
        case .answered(let result): result
        case .failed(let detail, .rate): .rateLimited(detail)
        case .failed(let detail, _): .failed(detail)
        case .leftOver: .leftOver
        }
    }

    private func remember(
        _ line: LineKnowledge, _ word: String?, of number: PhoneNumber
    ) async -> LookupResult {
        let lookup = CachedLookup(
            provider: tools.provider.name, number: number, lineType: line.type,
            carrier: line.carrier, rawType: word, lookedUpAt: tools.time.date)
        do { try await journal.recordLookup(lookup) } catch {
            tools.stop.raise(.ledger(error.description))
            return .leftOver
        }
        return .found(line, word: word)
    }
}

extension FailureBreaker.Ending {
    /// What the end of a lookup tells of the service; `nil`: nothing.
    fileprivate init?(_ result: LookupResult) {
        switch result {
        case .found, .noSuchNumber: self = .clear
        case .refused(let word), .unexplained(let word): self = .refused(word)
        case .failed(let detail): self = .failed(detail)
        case .rateLimited, .capped, .leftOver: return nil
        }
    }
}

extension RequestStep<LookupResult> {
    /// Reads the answer to a lookup, and the response that it came with.
    init(_ answer: LookupAnswer, _ response: HTTPResponse, by tools: RunTools) {
        switch answer {
        case .found(let facts):
            let line = LineKnowledge(type: facts.lineType, source: .lookup, carrier: facts.carrier)
            self = .answered(.found(line, word: facts.word))
        case .noSuchNumber(let word): self = .answered(.noSuchNumber(word.text))
        case .refused(let word): self = .answered(.refused(word))
        case .failed(let word): self = .answered(.unexplained(word))
        case .accountRefused(let refusal, let word): self = .stop(refusal, word, by: tools)
        case .tryAgain(let word): self = .again(word, response)
        case .throttled(let word): self = .again(word.text, pause: response.retryAfter, .rate)
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
        _ numbers: [PhoneNumber], width: Int
    ) async -> [PhoneNumber: LookupResult] {
        var waiting = numbers.makeIterator()
        var results: [PhoneNumber: LookupResult] = [:]
        await boundedGroup(width: width, willFill: beginAnnouncing, didFill: endAnnouncing) {
            let number = waiting.next()
            if number != nil { announce() }
            return number
        } work: { number in
            (number, await lookUp(number))
        } each: { ended in
            results[ended.0] = ended.1
        }
        return results
    }
}

/// How looking a number up ended.
package enum LookupResult: Sendable, Hashable {
    /// The provider answered; `word` is its own word for the line type, where it gave one.
    case found(LineKnowledge, word: String?)
    /// The provider says that there is no such number.
    case noSuchNumber(String)
    /// The provider refuses to look this number up, in a form that it documents. That says nothing
    /// about the line.
    case refused(ProviderWord)
    /// The answer is none that is known; another day it may be.
    case unexplained(ProviderWord)
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
package struct LookupAccounting: Sendable {
    private let campaign: CampaignID
    private let price: String?
    private let journal: any MessageJournal
    private let budget: Budget?

    /// - Parameters:
    ///   - campaign: the campaign that pays.
    ///   - prices: what a lookup costs.
    ///   - journal: where lookups are booked.
    ///   - budget: the caps; `nil` where there are none.
    package init(
        campaign: CampaignID, prices: PriceSettings, journal: any MessageJournal, budget: Budget?
    ) {
        self.campaign = campaign
        price = prices.perLookup.map { "\($0)" }
        self.journal = journal
        self.budget = budget
    }

    /// Writes down that a request will be paid for, where the caps leave money for it.
    ///
    /// - Parameters:
    ///   - number: the number that is asked about.
    ///   - isHeld: whether the price is held already, as it is for the first request.
    /// - Returns: what ended the lookup; `nil` where the request may leave.
    fileprivate func book(_ number: PhoneNumber, isHeld: Bool) async -> RequestStep<LookupResult>? {
        if let reached = budget?.payLookup(isHeld: isHeld) {
            return .answered(.capped(reached.sentence))
        }
        do {
            // Only a cap needs it durable, and pays with the time of a commit for it.
            try await journal.recordLookupRequest(request(number), isDurable: budget != nil)
            return nil
        } catch { return .stop(.ledger(error.description)) }
    }

    /// Takes a booking back; `isHeld`: the price is to be held again.
    fileprivate func withdraw(_ number: PhoneNumber, isHeld: Bool) async throws(LedgerError) {
        budget?.refundLookup(isHeld: isHeld)
        try await journal.withdrawLookupRequest(request(number))
    }

    /// Lets go what is held for a lookup that was never made.
    fileprivate func release() { budget?.releaseLookup() }

    private func request(_ number: PhoneNumber) -> LookupRequest {
        LookupRequest(campaign: campaign, number: number, price: price)
    }
}

/// What the lookup of one number costs.
private struct LookupPayment: RequestPayment {
    let number: PhoneNumber
    let accounting: LookupAccounting
    let stop: StopSwitch

    func pay(isHeld: Bool) async -> RequestStep<LookupResult>? {
        await accounting.book(number, isHeld: isHeld)
    }

    func takeBack(isHeld: Bool) async {
        do { try await accounting.withdraw(number, isHeld: isHeld) } catch {
            stop.raise(.ledger(error.description))
        }
    }

    func release() { accounting.release() }
}
