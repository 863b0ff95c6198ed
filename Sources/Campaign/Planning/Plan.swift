// SPDX-License-Identifier: Apache-2.0

import Basics
package import Configuration
package import Foundation
import Ledger
package import Lists
import PhoneNumbers
package import SMSText

/// What a run would do, worked out without any request.
package struct Plan: Sendable, Hashable {
    /// The rows as a dry run reports them.
    package internal(set) var tally = Tally()
    /// How many recipients a message is still to be sent to, those among them who are to be looked
    /// up included.
    package internal(set) var candidates = 0
    /// How line types are, and would be, found out.
    package internal(set) var lookups = LookupCounts()
    /// The segments of the candidates' messages.
    package internal(set) var segments = 0
    /// The segments that smart encoding would spare.
    package internal(set) var savings = SegmentSavings()
    /// What the messages cost by the configured prices; `nil` where a price is missing.
    package internal(set) var messageCost: Decimal? = 0
    /// The messages for whose region no price is configured, by region code; empty text for a
    /// number without a region.
    package internal(set) var unpriced: [String: Int] = [:]
    /// What the messages cost whose numbers are looked up first; those without a price are left
    /// out.
    package internal(set) var lookedUpCost: Decimal = 0
    /// The numbers that the numbering plan is known to mislead about, those that get no message
    /// included.
    package internal(set) var cautions = CautionCounts()
    /// How many numbers were messaged by an earlier run and would now get a different text.
    package internal(set) var changedTexts = 0
    /// Where the first of those stands in the list.
    package internal(set) var firstChangedText: String?
    /// The fingerprint of the list.
    package internal(set) var digest = ListDigest()
    /// The candidates by region and line type.
    package internal(set) var destinations = Destinations()
    /// The rendered messages that are worth a look.
    package internal(set) var samples = SampleMessages()
    /// The characters that make messages UCS-2.
    package internal(set) var oddCharacters = OddCharacters()
    /// What may be objected to in the messages.
    package internal(set) var wording = WordingFindings()
    /// What the template says that its author did not mean.
    package internal(set) var remarks = TextRemarks()
    /// Values in the messages that say nothing, or whose letters are broken.
    package internal(set) var doubtfulValues = DoubtfulValues()
    /// What a person should know of the rows.
    package internal(set) var rowFindings = RowFindings()

    /// The candidates by the column of the phone that is used, where the list has several.
    package internal(set) var phoneColumns: [Int: Int] = [:]
    /// The candidates for whom it is quiet at the time of the plan.
    package internal(set) var quietNow = Waiting()
    /// How many rows name a time zone that is none.
    package internal(set) var misreadZones = 0
    /// The first of them: what it says, and where it stands in the list.
    package internal(set) var firstMisreadZone: String?

    /// Makes an empty plan.
    package init() {}

    /// How many of the candidates were refused before and are tried again.
    package internal(set) var rejectedAgain = 0
    /// How many of the candidates may have got the message already.
    package internal(set) var unconfirmedAgain = 0

    /// How much of it fits under the caps; `nil` where there are none.
    package internal(set) var capForecast: CapForecast?

    /// How many rows have their text in the message of another row.
    package internal(set) var joinedTexts = 0

    /// How many rows earlier runs of the campaign have settled.
    package internal(set) var settled = 0

    /// Messages that rows got under another number than the one that is read now.
    package internal(set) var strays = StrayMessages()

    /// How many rows are on each suppression list, in the order of the lists; empty where none is
    /// on any.
    package internal(set) var suppressedRows: [Int] = []

    /// What lookups and messages cost by the configured prices; `nil` where a price is missing.
    package func cost(_ prices: PriceSettings) -> Decimal? {
        guard let messageCost else { return nil }
        guard lookups.requested > 0 else { return messageCost }
        return prices.perLookup.map { messageCost + $0 * Decimal(lookups.requested) }
    }

    /// The share of landlines among the numbers that are looked up (0…1) from which on the lookups
    /// cost less than the messages that they save; more than 1 where they never do, `nil` where a
    /// price is missing.
    package func lookupBreakEven(_ prices: PriceSettings) -> Double? {
        guard let perLookup = prices.perLookup, lookups.requested > 0, lookedUpCost > 0 else {
            return nil
        }
        let share = perLookup * Decimal(lookups.requested) / lookedUpCost
        return NSDecimalNumber(decimal: share).doubleValue
    }

    /// What in the texts speaks against sending them, by the configuration.
    package func textObstacles(
        _ settings: Settings, allowing allowances: Overrides
    ) -> [Obstacle] {
        var obstacles: [Obstacle] = []
        if candidates > 0, let obstacle = remarks.obstacle(allowing: allowances) {
            obstacles.append(obstacle)
        }
        if settings.requireOptOutText, let finding = wording[.noOptOut] {
            obstacles.append(.optOutMissing(count: finding.messages, first: finding.first))
        }
        return obstacles
    }

    /// How long the run takes at the configured rates, answers arriving at once.
    package func duration(_ settings: Settings) -> Duration {
        let lookups = Double(lookups.requested) / settings.lookup.ratePerSecond
        let units = settings.send.per == .segment ? segments : candidates
        let messages = Double(units) / settings.send.ratePerSecond
        // What a clock can count ends at 9.2e18 seconds; a number above it would end the program.
        return .seconds(min(max(lookups, messages), 9e18))
    }
}

extension Plan {
    /// Counts a row that gets no message.
    mutating func add(dropped row: ReportRow, by rules: Rules) {
        rowFindings.count(dropped: row)
        cautions.count(dropped: row, rules.plan)
        lookups.count(row.lineDecision)
    }

    /// Counts a row that an earlier run has settled.
    mutating func add(settled row: ReportRow, textChanged: Bool, by rules: Rules) {
        rowFindings.count(settled: row, rules.selection)
        settled += 1
        guard textChanged else { return }
        changedTexts += 1
        firstChangedText = firstChangedText ?? row.recipient.place
    }

    /// Counts a candidate and gives the row that shows them.
    mutating func add(
        _ candidate: Candidate, by rules: Rules, prices: PriceSettings,
        wording check: inout WordingCheck, quiet: Verdict?
    ) -> ReportRow {
        doubtfulValues.count(candidate.recipient, in: rules.template)
        rowFindings.consent.count(candidate.recipient.cells)
        cautions.count(candidate.caution, at: candidate.recipient)
        count(candidate, prices)
        wording.count(check.faults(of: candidate.text), at: candidate.recipient.place)
        if let quiet { quietNow.add(quiet.notBefore) }
        return candidate.row(
            Verdict(.wouldSend, candidate.needsLookup ? .lookupNeeded : nil, quiet?.detail ?? ""))
    }

    private mutating func count(_ candidate: Candidate, _ prices: PriceSettings) {
        candidates += 1
        switch candidate.earlier.replaced?.replacement {
        case .failed: rejectedAgain += 1
        case .unconfirmed: unconfirmedAgain += 1
        case .nothing, nil: break
        }
        if let column = candidate.recipient.phoneColumn { phoneColumns[column, default: 0] += 1 }
        if let word = candidate.location?.misread {
            misreadZones += 1
            firstMisreadZone = firstMisreadZone ?? "“\(word)” in \(candidate.recipient.place)"
        }
        let line = candidate.line
        destinations.count(
            candidate.needsLookup ? .lookedUp : .line(line.type), in: candidate.region)
        countText(of: candidate)
        countCost(of: candidate, prices)
        lookups.count(candidate.needsLookup ? .lookup : line.source)
    }

    private mutating func countText(of candidate: Candidate) {
        segments += candidate.size.segments
        samples.count(candidate)
        guard candidate.size.encoding == .ucs2 else { return }
        oddCharacters.count(SegmentCount.charactersOutsideGSM7(in: candidate.text))
    }

    private mutating func countCost(of candidate: Candidate, _ prices: PriceSettings) {
        let region = candidate.region?.rawValue
        if let saving = SmartEncoding.saving(in: candidate.text, of: candidate.size) {
            savings.count(saving, cost: prices.cost(of: saving.segments, to: region))
        }
        let cost = prices.cost(of: candidate.size.segments, to: region)
        messageCost = messageCost.flatMap { sum in cost.map { sum + $0 } }
        if cost == nil { unpriced[region ?? "", default: 0] += 1 }
        if let cost, candidate.needsLookup { lookedUpCost += cost }
    }
}

/// Goes through a list and works out what a run would do, without any request.
package struct Planner: Sendable {
    private let list: RecipientList
    private let rules: Rules
    private let prices: PriceSettings
    private let limit: Int?
    private let budget: BudgetState?
    private let now: Date?

    /// Makes a planner.
    ///
    /// - Parameters:
    ///   - list: the list.
    ///   - rules: who gets a message.
    ///   - prices: what messages cost.
    ///   - limit: how many candidates to let through; `nil` for all.
    ///   - budget: what is left under the caps; `nil` where there are none.
    ///   - now: the time of the plan; `nil` where no rule asks.
    package init(
        list: RecipientList, rules: Rules, prices: PriceSettings, limit: Int?,
        budget: BudgetState? = nil, at now: Date? = nil
    ) {
        self.budget = budget
        self.list = list
        self.rules = rules
        self.prices = prices
        self.limit = limit
        self.now = now
    }

    /// Plans the run.
    ///
    /// - Parameters:
    ///   - judge: a judge that has seen nothing.
    ///   - memory: what is remembered of numbers.
    ///   - show: called with each row as a dry run reports it, in the order of the list.
    /// - Returns: the plan.
    /// - Throws: what reading the list or the ledger, or `show`, throws;
    ///   ``ListError/noRecipients(file:)`` for an empty list.
    package func plan(
        judge: Judge, memory: any CampaignMemory, show: (ReportRow) throws -> Void = { _ in }
    ) async throws -> Plan {
        let collector = HashedSource.Collector()
        let reader = try list.rows(collectingInto: collector)
        var rows = JudgedRows(
            reader, rules: rules, judge: judge, memory: memory, limit: limit, at: now)
        var (plan, budget) = (Plan(), budget)
        plan.remarks = rules.template.remarks
        plan.rowFindings.consent = ConsentColumns(of: list, besides: rules.columnsInUse)
        var (wording, joined) = (WordingCheck(senderName: rules.senderName), JoinedRows())
        while let judgement = try await rows.next() {
            // One look for all counts: each takes what was judged out of its judgement.
            let shown: ReportRow
            switch judgement {
            case .candidate(let candidate):
                plan.forecast(candidate, &budget, prices)
                shown = plan.add(
                    candidate, by: rules, prices: prices, wording: &wording,
                    quiet: quiet(candidate))
            case .dropped(let row):
                plan.add(dropped: row, by: rules)
                shown = row
            case .settled(let row, let textChanged):
                plan.add(settled: row, textChanged: textChanged, by: rules)
                shown = row
            }
            let row = shown.joined == nil ? shown : joined.settle(shown)
            if row.leader != nil { plan.joinedTexts += 1 }
            plan.tally.add(row.facts)
            rules.suppression.count(row.number, in: &plan.suppressedRows)
            try show(row)
        }
        guard plan.tally.rows > 0 else { throw ListError.noRecipients(file: list.name) }
        plan.digest = collector.digest
        return plan
    }

    /// The quiet hours that a candidate has at the time of the plan.
    private func quiet(_ candidate: Candidate) -> Verdict? {
        guard let now, let place = candidate.location?.place else { return nil }
        return rules.sendWindow?.objection(to: place, at: now)
    }
}

extension Plan {
    /// Counts whether there is room for a candidate, as if everybody were sent their message at
    /// this moment.
    fileprivate mutating func forecast(
        _ candidate: Candidate, _ budget: inout BudgetState?, _ prices: PriceSettings
    ) {
        guard let decision = budget?.plan(candidate.spending(prices)) else { return }
        var forecast = capForecast ?? CapForecast()
        forecast.count(decision)
        capForecast = forecast
    }
}

extension LookupCounts {
    /// Counts where the line type came from on which a message was decided; `nil` counts nothing.
    package mutating func count(_ decision: LineKnowledge.Source?) {
        switch decision {
        case .plan: plan += 1
        case .cache: cached += 1
        case .lookup: requested += 1
        case nil: break
        }
    }
}

/// Looks at rendered texts, one after the other, for what may be objected to.
package struct WordingCheck: Sendable {
    private let sender: SenderWording?
    /// What followed the opt-out wording of an earlier text, the wording included: nearly all texts
    /// of a template end alike.
    private var knownEnd: Substring?

    /// Makes a check.
    ///
    /// - Parameter senderName: the name that each text should have in it; nil where that is
    ///   nobody's to say.
    package init(senderName: String?) { sender = senderName.map(SenderWording.init) }

    /// What may be objected to in a text.
    package mutating func faults(of text: String) -> [WordingFault] {
        var faults: [WordingFault] = []
        if !hasOptOut(text) { faults.append(.noOptOut) }
        if let sender, !sender.isIn(text) { faults.append(.noSender) }
        if let host = LinkShortener.host(in: text) { faults.append(.shortener(host)) }
        if CapitalLetters.prevail(in: text) { faults.append(.capitals) }
        return faults
    }

    private mutating func hasOptOut(_ text: String) -> Bool {
        // By bytes: comparing letters took a tenth of a preview's time.
        if let knownEnd, text.utf8.suffix(knownEnd.utf8.count).elementsEqual(knownEnd.utf8) {
            return true
        }
        guard let range = OptOutWording.find(in: text) else { return false }
        // With the character before it, so that what ends alike has whole words there, too.
        if range.lowerBound > text.startIndex {
            knownEnd = text[text.index(before: range.lowerBound)...]
        }
        return true
    }
}

/// What carriers, laws or readers may object to in a text.
package enum WordingFault: Sendable, Hashable {
    /// Nothing tells how to get no more messages.
    case noOptOut
    /// The sender's name is missing.
    case noSender
    /// A link leads through a shortener that everybody shares, by its host.
    case shortener(String)
    /// Nearly all letters are capitals.
    case capitals
}

/// How many texts of a campaign may be objected to, and for what.
package struct WordingFindings: Sendable, Hashable {
    /// The texts with one fault.
    package struct Finding: Sendable, Hashable {
        /// How many there are.
        package fileprivate(set) var messages = 0
        /// Where the first of them stands in the list.
        package let first: String
    }

    private var findings: [WordingFault: Finding] = [:]

    /// Makes findings of no text.
    package init() {}

    /// Counts the faults of one text.
    package mutating func count(_ faults: [WordingFault], at place: String) {
        for fault in faults { findings[fault, default: Finding(first: place)].messages += 1 }
    }

    /// The texts with a fault; nil where there are none.
    package subscript(fault: WordingFault) -> Finding? { findings[fault] }

    /// The shorteners that occur, the commonest first.
    package var shorteners: [(host: String, finding: Finding)] {
        let all = findings.compactMap { fault, finding in
            if case .shortener(let host) = fault { (host: host, finding: finding) } else { nil }
        }
        return all.sorted { ($1.finding.messages, $0.host) < ($0.finding.messages, $1.host) }
    }
}
