// SPDX-License-Identifier: Apache-2.0

import Campaign

import struct Foundation.Date

/// The plan of a run on one page, for a person who is about to say yes or no.
struct PlanText {
    let job: SendJob
    let plan: Plan

    /// Writes the page to standard error.
    func show() {
        job.context.console.write(text, to: .error)
    }

    /// The page, with an empty line behind it.
    var text: String {
        let title = Printable.cut("Plan for campaign \(Printable.text(job.arguments.campaign))", to: width)
        let parts = [
            [style.paint(title, .bold)], funnel, section("Where the messages go", destinations), factLines,
            section("As they will arrive", SpecimenText(specimens: plan.specimens).lines(width: width)),
            section("Warnings", warnings),
        ]
        return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n\n"
    }

    private var width: Int { job.context.console.width }

    private var style: Style { Style(isColoured: job.context.hasColour(on: .error)) }

    private func section(_ heading: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : [style.paint(heading, .bold)] + lines
    }

    private var funnel: [String] {
        let funnel = Funnel(planned: plan.tally)
        return FunnelText(funnel: funnel, lookups: plan.lookups.requested, style: style).lines(width: width)
    }

    private var destinations: [String] {
        plan.candidates > 0 ? DestinationText(destinations: plan.destinations).lines(width: width) : []
    }

    private var factLines: [String] {
        DefinitionList(facts, column: 14).render(width: width).split(separator: "\n").map(String.init)
    }

    private var warnings: [String] {
        PlanWarnings(plan: plan, naming: job.settings.senderNaming).sentences.flatMap { sentence in
            ("! " + Paragraph.wrap(sentence, width: width, indent: 4)).split(separator: "\n").enumerated().map {
                style.paint($0 == 0 ? "  " + $1 : String($1), .yellow)
            }
        }
    }

    /// The second chances, which are the user's word and no ordinary resuming.
    private var again: String? {
        let rejected = Figures.count(plan.rejectedAgain, "row was refused before", "rows were refused before")
        let doubtful = Figures.count(plan.unconfirmedAgain, "person", "people")
        let parts = [
            plan.rejectedAgain > 0 ? rejected : nil,
            plan.unconfirmedAgain > 0 ? "\(doubtful) may have got the message already" : nil,
        ]
        let words = parts.compactMap { $0 }.joined(separator: "; ")
        return words.isEmpty ? nil : words
    }

    private var lookups: String {
        let notice = ProviderCatalogue.lookupNotice(for: job.settings.provider.type).map { "; \($0)" } ?? ""
        return "up to " + Figures.count(plan.lookups.requested) + notice
    }

    private var segments: String {
        let unicode = plan.oddCharacters.messages
        let encodings = [("GSM-7", plan.candidates - unicode), ("UCS-2", unicode)].filter { $0.1 > 0 }
        let words = encodings.map { "\($0) \(Figures.count($1))" }.joined(separator: ", ")
        return "\(Figures.count(plan.segments)) in \(Figures.count(plan.candidates, "message", "messages"))"
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
        if let repaired = RepairText.text(plan.tally) { facts.append(("repaired", repaired)) }
        if plan.lookups.requested > 0 { facts.append(("lookups", lookups)) }
        if settings.lookup.mode == .auto, !settings.provider.hasLookups {
            facts.append(
                ("lookups", "none: the provider entry has no “lookup”; numbers that may be landlines are sent")
            )
        }
        facts.append(("segments", segments))
        let encoding = EncodingText(plan: plan, currency: settings.prices.currency)
        facts += encoding.sentences.map { ("encoding", $0) }
        if let again { facts.append(("again", again)) }
        if let cost = plan.cost(settings.prices) {
            facts.append(("cost", "about \(Figures.money(cost, settings.prices.currency)), by the configured prices"))
        }
        facts += PriceText(plan: plan, prices: settings.prices).sentences.map { ("prices", $0) }
        if let forecast = plan.capForecast?.sentence { facts.append(("caps", forecast)) }
        facts.append(("time", time))
        facts += HoursText(job: job, plan: plan).facts
        if settings.senderNaming == .unknown {
            facts.append(("hint", "with “message.senderName” the plan checks that each text names you"))
        }
        return facts
    }
}
