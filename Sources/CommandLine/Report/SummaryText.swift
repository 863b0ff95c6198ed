// SPDX-License-Identifier: Apache-2.0

import Campaign

/// A summary as a person reads it, in paragraphs that fit a terminal.
struct SummaryText {
    let summary: Summary
    let width: Int
    let style: Style

    private var tally: Tally { summary.tally }

    /// The text, with a line feed at the end of its last line too.
    var text: String {
        let paragraphs = [[title], statuses, reasons, facts, advice].filter { !$0.isEmpty }
        return paragraphs.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private var title: String {
        let name = summary.campaign.map { "Campaign \(Printable.text($0))" } ?? Printable.text(summary.report)
        let time = summary.duration.map { " in \(Figures.duration($0))" } ?? ""
        let kind = summary.dryRun == true ? " (preview: nothing was sent)" : ""
        return style.paint("\(name): \(Figures.count(tally.rows, "recipient", "recipients"))\(time)\(kind)", .bold)
    }

    /// One line a status that occurs, and their sum.
    private var statuses: [String] {
        let shown = Status.allCases.filter { tally[$0] > 0 }
        guard !shown.isEmpty else { return [] }
        var table = Table(.left, .right, .right, .left)
        for status in shown {
            let share = Figures.percent(tally[status], of: tally.rows)
            table.add(Wording.heading(status), Figures.count(tally[status]), share, Wording.meaning(status))
        }
        if shown.count > 1 { table.add("in all", Figures.count(tally.rows), "", "") }
        return zip(table.lines(width: width), shown.map(Optional.some) + [nil]).map { line, status in
            status.flatMap(Self.colour).map { style.paint(line, $0) } ?? line
        }
    }

    private static func colour(_ status: Status) -> Style.Colour? {
        switch status {
        case .sent, .wouldSend: .green
        case .skipped: nil
        case .failed: .red
        case .unconfirmed, .pending: .yellow
        }
    }

    /// One line a reason, status by status, the commonest first.
    private var reasons: [String] {
        var table = Table(.left, .left, .right, .left)
        for status in Status.allCases {
            for (word, count) in Tally.ranked(tally.reasons[status, default: [:]]) {
                let meaning = Wording.meaning(ofReason: word) ?? ""
                table.add(Wording.heading(status), Printable.text(word), Figures.count(count), meaning)
            }
        }
        return table.isEmpty ? [] : [style.paint("Why", .bold)] + table.lines(width: width)
    }

    private var facts: [String] {
        SummaryFacts(summary: summary).rows.flatMap { term, text in
            DefinitionList([(term, text)], column: SummaryFacts.column).render(width: width).split(separator: "\n").map(
                String.init
            )
        }
    }

    private var advice: [String] {
        let items = SummaryAdvice(summary: summary).items
        guard !items.isEmpty else { return [] }
        return [style.paint("What next", .bold)]
            + items.flatMap { item in
                // A command is never wrapped: it is there to be copied.
                ["  - " + Paragraph.wrap(item.text, width: width, indent: 4)]
                    + (item.command.map { ["      " + Printable.text($0)] } ?? [])
            }
    }
}
