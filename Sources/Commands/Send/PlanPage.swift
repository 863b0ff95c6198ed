// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Providers
import Lists
import PhoneNumbers
import ReportPage
import TerminalKit

import struct Foundation.Date

/// The plan of a run on one page, for a person who is about to say yes or no.
struct PlanText {
    let job: SendJob
    let plan: Plan

    /// Writes the page to standard error.
    func show() { job.context.console.write(text, to: .error) }

    /// The page, with an empty line behind it.
    var text: String {
        let title = Printable.cut(
            "Plan for campaign \(Printable.text(job.arguments.campaign))", to: width)
        let parts = [
            [style.paint(title, .bold)], funnel, section("Where the messages go", destinations),
            factLines,
            section(
                "As they will arrive", SampleMessageText(samples: plan.samples).lines(width: width)),
            section("Warnings", warnings),
        ]
        return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(
            separator: "\n\n") + "\n\n"
    }

    private var width: Int { job.context.console.width }

    private var columns: ColumnText { ColumnText(list: job.list) }

    private var style: Style { Style(isColoured: job.context.hasColour(on: .error)) }

    private func section(_ heading: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : [style.paint(heading, .bold)] + lines
    }

    private var funnel: [String] {
        let funnel = Funnel(planned: plan.tally)
        return FunnelText(funnel: funnel, lookups: plan.lookups.requested, style: style).lines(
            width: width)
    }

    private var destinations: [String] {
        plan.candidates > 0
            ? DestinationText(destinations: plan.destinations).lines(width: width) : []
    }

    private var factLines: [String] {
        DefinitionList(facts, column: 14).render(width: width).split(separator: "\n").map(
            String.init)
    }

    private var warnings: [String] {
        let sentences =
            PlanWarnings(plan: plan, naming: job.settings.senderNaming).sentences
            + [columns.warning].compactMap { $0 }
            + job.settings.provider.answerWarnings
        return sentences.flatMap { sentence in
            ("! " + Paragraph.wrap(sentence, width: width, indent: 4)).split(separator: "\n")
                .enumerated().map { style.paint($0 == 0 ? "  " + $1 : String($1), .yellow) }
        }
    }

    /// The second chances, which are the user's word and no ordinary resuming.
    private var again: String? {
        let rejected = Figures.count(
            plan.rejectedAgain, "row was refused before", "rows were refused before")
        let doubtful = Figures.count(plan.unconfirmedAgain, "person", "people")
        let parts = [
            plan.rejectedAgain > 0 ? rejected : nil,
            plan.unconfirmedAgain > 0 ? "\(doubtful) may have got the message already" : nil,
        ]
        let words = parts.compactMap { $0 }.joined(separator: "; ")
        return words.isEmpty ? nil : words
    }

    /// The people whose text goes out with that of somebody else.
    private var joinedTexts: String? {
        guard plan.joinedTexts > 0 else { return nil }
        let people = Figures.count(plan.joinedTexts, "person gets", "people get")
        return "\(people) their text in one message with somebody who has the same number"
    }

    private var lookups: String {
        let notice = job.settings.provider.kind.wireFormat?.lookupNotice.map { "; \($0)" } ?? ""
        return "up to " + Figures.count(plan.lookups.requested) + notice
    }

    private var segments: String {
        let unicode = plan.oddCharacters.messages
        let encodings = [("GSM-7", plan.candidates - unicode), ("UCS-2", unicode)].filter {
            $0.1 > 0
        }
        let words = encodings.map { "\($0) \(Figures.count($1))" }.joined(separator: ", ")
        return
            "\(Figures.count(plan.segments)) in \(Figures.count(plan.candidates, "message", "messages"))"
            + (words.isEmpty ? "" : " (\(words))")
    }

    /// How long it takes, and when it would be done if it began now.
    private var time: String {
        let duration = plan.duration(job.settings)
        let end = job.context.now.addingTimeInterval(duration / .seconds(1))
        return
            "\(SummaryFacts.time(duration)); begun now, it ends at \(Moment.text(end, in: job.context.timeZone)) or later"
    }

    private var facts: [(term: String, text: String)] {
        let settings = job.settings
        var facts = [("provider", "\(settings.provider.name), from \(job.sender)")]
        if let sheet = job.list.sheet { facts.append(("sheet", SheetText.text(sheet))) }
        if let header = HeaderText.text(job.list) { facts.append(("header", header)) }
        facts.append(("numbers", columns.phones(plan)))
        if let regions = columns.regions { facts.append(("regions", regions)) }
        facts += SelectionText(plan: plan, selection: job.rules.selection).facts
        if let repaired = RepairText.text(plan.tally) { facts.append(("repaired", repaired)) }
        facts += [joinedTexts, SharedNumbersText.lost(plan.tally)].compactMap { $0 }.map {
            ("shared", $0)
        }
        if plan.lookups.requested > 0 { facts.append(("lookups", lookups)) }
        if settings.lookup.mode == .auto, !settings.provider.hasLookups {
            facts.append(
                (
                    "lookups",
                    "none: the provider entry has no “lookup”; numbers that may be landlines are sent"
                ))
        }
        facts.append(("segments", segments))
        let encoding = EncodingText(plan: plan, currency: settings.prices.currency)
        facts += encoding.sentences.map { ("encoding", $0) }
        if let again { facts.append(("again", again)) }
        if let cost = plan.cost(settings.prices) {
            facts.append(
                (
                    "cost",
                    "about \(Figures.money(cost, settings.prices.currency)), by the configured prices"
                ))
        }
        let prices = PriceText(
            plan: plan, prices: settings.prices, home: settings.defaultRegion?.rawValue)
        facts += prices.sentences.map { ("prices", $0) }
        if let forecast = plan.capForecast?.sentence { facts.append(("caps", forecast)) }
        facts.append(("time", time))
        facts += HoursText(job: job, plan: plan).facts
        facts += settings.provider.answerHints.map { ("hint", $0) }
        if settings.senderNaming == .unknown {
            facts.append(
                ("hint", "with “message.senderName” the plan checks that each text names you"))
        }
        return facts
    }
}

/// What a person should think about before they say yes.
struct PlanWarnings {
    let plan: Plan
    let naming: SenderNaming

    /// Sentences, those about the texts first.
    var sentences: [String] {
        RowWarnings(plan: plan).sentences + TextWarnings(plan: plan).sentences
            + [optOut, sender].compactMap { $0 } + shorteners + [capitals].compactMap { $0 }
            + cautions
    }

    private var optOut: String? {
        plan.wording[.noOptOut].map { finding in
            "\(lacking(finding, "tells", "tell", "how to opt out")); end the text with “Reply STOP to opt out.” or the like"
        }
    }

    private var sender: String? {
        guard let finding = plan.wording[.noSender], let name = naming.nameInText else {
            return nil
        }
        return lacking(finding, "names", "name", "the sender, “\(name)”")
    }

    private var shorteners: [String] {
        plan.wording.shorteners.map { host, finding in
            "\(messages(finding)) \(finding.messages == 1 ? "has" : "have") a link of \(host): carriers filter links of "
                + "shorteners that everybody shares; link to an address of your own"
        }
    }

    private var capitals: String? {
        plan.wording[.capitals].map { finding in
            "\(messages(finding)) \(finding.messages == 1 ? "is" : "are") nearly all in capitals, as spam is"
        }
    }

    /// What to know of numbers, those that get no message included.
    private var cautions: [String] {
        plan.cautions.findings.map { finding in
            let numbers = Figures.count(finding.numbers, "number", "numbers")
            let first = finding.numbers == 1 ? finding.first : "first \(finding.first)"
            return "\(numbers), \(first): \(finding.sentence)"
        }
    }

    /// `none of the 7 messages names …`, `2 messages, first row 3 (line 4), do not name …`.
    private func lacking(
        _ finding: WordingFindings.Finding, _ one: String, _ many: String, _ what: String
    ) -> String {
        if isEvery(finding) {
            return "none of the \(Figures.count(finding.messages)) messages \(one) \(what)"
        }
        return "\(messages(finding)) \(finding.messages == 1 ? "does" : "do") not \(many) \(what)"
    }

    private func isEvery(_ finding: WordingFindings.Finding) -> Bool {
        finding.messages > 1 && finding.messages == plan.candidates
    }

    /// How many messages, and where the first of them stands.
    private func messages(_ finding: WordingFindings.Finding) -> String {
        if isEvery(finding) { return "all \(Figures.count(finding.messages)) messages" }
        let first = finding.messages == 1 ? finding.first : "first \(finding.first)"
        return "\(Figures.count(finding.messages, "message", "messages")), \(first),"
    }
}

/// What the configured prices tell about a plan: regions without one, and whether lookups pay for
/// themselves.
struct PriceText {
    /// More regions than these are counted and not named.
    private static let mostRegions = 3

    let plan: Plan
    let prices: PriceSettings
    /// The region of numbers without a country code, which the price for all is that of.
    var home: String?

    var sentences: [String] { [unpriced, defaultPriced, breakEven].compactMap { $0 } }

    /// Silent where all messages go to one region, whose price is nobody else's.
    private var defaultPriced: String? {
        let all = plan.destinations.counts.mapValues { $0.values.reduce(0, +) }
        let regions = all.filter { prices.regions[$0.key] == nil && $0.key != home }
        guard home != nil || !prices.regions.isEmpty || all.count > 1,
            let price = prices.perSegment,
            let named = RegionText.list(regions, of: "message", "messages", most: Self.mostRegions)
        else { return nil }
        return "\(named) by the price of “prices.perSegment”, "
            + "\(Figures.money(price, prices.currency)) a segment; "
            + "where a region has another one, add it to “prices.regions”"
    }

    /// Silent where no price of messages is configured at all.
    private var unpriced: String? {
        guard prices.perSegment != nil || !prices.regions.isEmpty, !plan.unpriced.isEmpty else {
            return nil
        }
        let ranked = Tally.ranked(plan.unpriced)
        let named = ranked.prefix(Self.mostRegions).map { region, count in
            "\(region.isEmpty ? "an unknown region" : region) (\(Figures.count(count, "message", "messages")))"
        }
        let more = ranked.count - named.count
        let rest = more > 0 ? " and \(Figures.count(more, "more region", "more regions"))" : ""
        return
            "none for \(named.joined(separator: ", "))\(rest), so there is no estimate; add them to “prices.regions”"
    }

    private var breakEven: String? {
        guard let share = plan.lookupBreakEven(prices) else { return nil }
        guard share <= 1 else {
            return
                "a lookup costs more than the message it may save; “lookup.mode”: “never” would be cheaper"
        }
        let percent = max(1, Int((share * 100).rounded(.up)))
        return
            "the lookups pay for themselves where at least \(percent) % of these numbers are landlines"
    }
}
