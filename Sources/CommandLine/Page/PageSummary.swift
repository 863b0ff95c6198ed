// SPDX-License-Identifier: Apache-2.0

import Campaign

import struct Foundation.Date

/// The part of the page above its table, as HTML.
struct PageSummary {
    let summary: Summary
    let facts: PageFacts
    let context: PageContext

    private var tally: Tally { summary.tally }

    /// The sections, those without content left out.
    var html: String {
        let sections = [
            ("What to do", advice), ("Funnel", funnel), ("Line types", lineTypes), ("Why", reasons),
            ("Failures", FailureTable(groups: facts.failures, context: context).html), ("Sending rate", rate),
        ]
        let shown = sections.filter { !$0.1.isEmpty }.map { "<section><h2>\($0.0)</h2>\n\($0.1)</section>" }
        return ([heading, tiles] + shown).joined(separator: "\n")
    }

    private var heading: String {
        let narrowed = context.filter.isEmpty ? "" : " (only \(context.filter))"
        return "<h1>\(HTMLText.escaped(summary.report))</h1>\n"
            + "<p>\(Figures.count(tally.rows, "recipient", "recipients"))\(HTMLText.escaped(narrowed))</p>"
    }

    /// The statuses that occur, and the landlines, as large numbers.
    private var tiles: String {
        var tiles = Status.allCases.filter { tally[$0] > 0 }.map { status in
            tile(tally[status], Wording.heading(status), Wording.meaning(status), status.rawValue)
        }
        let landlines = tally.reasons[.skipped, default: [:]]["fixed_line", default: 0]
        if landlines > 0 { tiles.append(tile(landlines, "landlines", "of those skipped", "landline")) }
        return "<ul class=\"tiles\">\(tiles.joined())</ul>"
    }

    private func tile(_ count: Int, _ name: String, _ meaning: String, _ kind: String) -> String {
        "<li class=\"\(kind)\"><b>\(Figures.count(count))</b> \(name) <small>\(meaning)</small></li>"
    }

    private var funnel: String {
        var table = PageTable(
            "What is left after each step, and who was left out",
            columns: ["Step", "Left", "", "Left out"]
        )
        for step in Funnel(tally).steps {
            let dropped = HTMLText.escaped(step.dropped.map(\.description).joined(separator: ", "))
            table.add(step.name, Figures.count(step.left), Bar.share(step.left, of: tally.rows), dropped)
        }
        return table.html
    }

    private var lineTypes: String {
        var table = PageTable(
            "Numbers by line type, where it is known",
            columns: ["Line type", "Rows", "", "Left out"]
        )
        for (type, count) in Tally.ranked(tally.lineTypes) {
            let skipped = facts.lineTypes[type]?[.skipped] ?? 0
            let bar = Bar.share(count, of: tally.rows)
            table.add(HTMLText.escaped(type), Figures.count(count), bar, Figures.count(skipped))
        }
        return table.html
    }

    private var reasons: String {
        var table = PageTable("Why rows were not sent", columns: ["Reason", "Rows", "Status", "Meaning", "Rows"])
        for status in Status.allCases {
            for (word, count) in Tally.ranked(tally.reasons[status, default: [:]]) {
                let meaning = HTMLText.escaped(Wording.meaning(ofReason: word) ?? "")
                let button = PageButton(
                    status: status.rawValue,
                    reason: word,
                    words: "Show \(Wording.heading(status)), \(word)"
                )
                table.add(HTMLText.escaped(word), Figures.count(count), Wording.heading(status), meaning, button.html)
            }
        }
        return table.html
    }

    private var rate: String {
        guard let range = facts.timeline.range else { return "" }
        return TimelineHTML(timeline: facts.timeline, range: range, limit: SendingLimit(context)).html
    }

    private var advice: String {
        let items = SummaryAdvice(summary: summary).items.map { item in
            let command = item.command.map { " <code>\(HTMLText.escaped($0))</code>" } ?? ""
            return "<li>\(HTMLText.escaped(item.text))\(command)</li>"
        }
        return items.isEmpty ? "" : "<ul class=\"advice\">\(items.joined(separator: "\n"))</ul>"
    }
}
