// SPDX-License-Identifier: Apache-2.0

import Campaign

/// The plan of a run, for a person who is about to say yes or no.
struct PlanText {
    let job: SendJob
    let plan: Plan

    var text: String {
        let style = Style(isColoured: job.context.hasColour(on: .error))
        let title = style.paint("Plan for campaign \(Printable.text(job.arguments.campaign))", .bold)
        let parts = [
            [title], funnel,
            DefinitionList(facts, column: 14).render(width: width).split(separator: "\n").map(String.init),
        ]
        return parts.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n\n"
    }

    private var width: Int { job.context.console.width }

    private var funnel: [String] {
        var table = Table(.left, .right, .left)
        table.add("recipients", Figures.count(plan.tally.rows), "")
        for status in Status.allCases where status != .wouldSend {
            for (word, count) in Tally.ranked(plan.tally.reasons[status, default: [:]]) {
                let meaning = Wording.meaning(ofReason: word) ?? ""
                table.add("- \(Wording.heading(status))", Figures.count(count), meaning)
            }
        }
        if plan.tally[.sent] > 0 { table.add("- sent already", Figures.count(plan.tally[.sent]), "in an earlier run") }
        table.add("to send", Figures.count(plan.candidates), "less those whose lookup names a line type to skip")
        return table.lines(width: width)
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
        facts.append(
            ("segments", "\(Figures.count(plan.segments)) in \(Figures.count(plan.candidates, "message", "messages"))")
        )
        facts += SavingsText(savings: plan.savings, currency: settings.prices.currency).sentences.map {
            ("encoding", $0)
        }
        if let again { facts.append(("again", again)) }
        if let cost = plan.cost(settings.prices) {
            facts.append(("cost", "about \(Figures.money(cost, settings.prices.currency)), by the configured prices"))
        }
        facts += PriceText(plan: plan, prices: settings.prices).sentences.map { ("prices", $0) }
        if let forecast = plan.capForecast?.sentence { facts.append(("caps", forecast)) }
        facts.append(("time", SummaryFacts.time(plan.duration(settings))))
        if let caution = plan.caution {
            facts.append(("caution", "\(Figures.count(plan.cautions, "number", "numbers")): \(caution)"))
        }
        if let example = plan.example { facts.append(("message", Printable.text(example))) }
        return facts
    }
}
