// SPDX-License-Identifier: Apache-2.0

import Basics
import Configuration
import Lists
import TerminalKit

import struct Foundation.Date

/// The part of the page above its table, as HTML.
struct PageSummary {
    let summary: Summary
    let counts: PageCounts
    let context: PageContext

    private var tally: Tally { summary.tally }

    /// The sections, those without content left out.
    var html: String {
        let sections = [
            ("What to do", advice), ("Funnel", funnel), ("Line types", lineTypes), ("Why", reasons),
            ("Failures", FailureTable(groups: counts.failures, context: context).html),
            ("Sending rate", rate),
        ]
        let shown = sections.filter { !$0.1.isEmpty }.map {
            "<section><h2>\($0.0)</h2>\n\($0.1)</section>"
        }
        return ([heading, tiles] + shown).joined(separator: "\n")
    }

    private var heading: String {
        let narrowed = context.filter.isEmpty ? "" : " (only \(context.filter))"
        let recipients = Figures.count(tally.rows, "recipient", "recipients")
        return "<h1>\(HTMLText.escaped(summary.report))</h1>\n"
            + "<p>\(recipients)\(HTMLText.escaped(narrowed))</p>"
    }

    /// The statuses that occur, and the landlines, as large numbers.
    private var tiles: String {
        var tiles = Status.allCases.filter { tally[$0] > 0 }.map { status in
            tile(
                tally[status], Wording.heading(status), meaning: Wording.meaning(status),
                kind: status.rawValue)
        }
        let landlines = tally.reasons[.skipped, default: [:]]["fixed_line", default: 0]
        if landlines > 0 {
            tiles.append(
                tile(landlines, "landlines", meaning: "of those skipped", kind: "landline"))
        }
        return "<ul class=\"tiles\">\(tiles.joined())</ul>"
    }

    private func tile(_ count: Int, _ name: String, meaning: String, kind: String) -> String {
        "<li class=\"\(kind)\"><b>\(Figures.count(count))</b> \(name) "
            + "<small>\(meaning)</small></li>"
    }

    private var funnel: String {
        var table = PageTable(
            "What is left after each step, and who was left out",
            columns: ["Step", "Left", "", "Left out"])
        for step in Funnel(tally).steps {
            let dropped = HTMLText.escaped(step.dropped.map(\.description).joined(separator: ", "))
            table.add(
                step.name, Figures.count(step.left), Bar.share(step.left, of: tally.rows), dropped)
        }
        return table.html
    }

    private var lineTypes: String {
        var table = PageTable(
            "Numbers by line type, where it is known",
            columns: ["Line type", "Rows", "", "Left out"])
        for (type, count) in Tally.ranked(tally.lineTypes) {
            let skipped = counts.lineTypes[type]?[.skipped] ?? 0
            let bar = Bar.share(count, of: tally.rows)
            table.add(HTMLText.escaped(type), Figures.count(count), bar, Figures.count(skipped))
        }
        return table.html
    }

    private var reasons: String {
        var table = PageTable(
            "Why rows were not sent", columns: ["Reason", "Rows", "Status", "Meaning", "Rows"])
        for status in Status.allCases {
            for (word, count) in Tally.ranked(tally.reasons[status, default: [:]]) {
                let meaning = HTMLText.escaped(context.meaning(ofReason: word) ?? "")
                let button = PageButton(
                    status: status.rawValue, reason: word,
                    words: "Show \(Wording.heading(status)), \(word)")
                table.add(
                    HTMLText.escaped(word), Figures.count(count), Wording.heading(status), meaning,
                    button.html)
            }
        }
        return table.html
    }

    private var rate: String {
        guard let range = counts.timeline.range else { return "" }
        return TimelineHTML(timeline: counts.timeline, range: range, limit: SendingLimit(context))
            .html
    }

    private var advice: String {
        let items = context.advice.map { item in
            let command = item.command.map { " <code>\(HTMLText.escaped($0))</code>" } ?? ""
            return "<li>\(HTMLText.escaped(item.text))\(command)</li>"
        }
        return items.isEmpty ? "" : "<ul class=\"advice\">\(items.joined(separator: "\n"))</ul>"
    }
}

/// Puts a table of the page's summary together; cells are HTML.
struct PageTable {
    private let caption: String
    private let columns: [String]
    private var rows: [String] = []

    /// Makes an empty table.
    init(_ caption: String, columns: [String]) {
        self.caption = caption
        self.columns = columns
    }

    /// Adds a row, whose first cell is its heading.
    mutating func add(_ heading: String, _ cells: String...) {
        let data = zip(columns.indices.dropFirst(), cells).map { "<td\(label($0))>\($1)</td>" }
            .joined()
        rows.append("<tr><th scope=\"row\">\(heading)</th>\(data)</tr>")
    }

    /// What a narrow screen, which has no room for the headings, puts before a cell; the first
    /// number needs nothing.
    private func label(_ column: Int) -> String {
        column < 2 || columns[column].isEmpty ? "" : " data-label=\"\(columns[column])\""
    }

    /// The table's HTML; empty where it has no row.
    var html: String {
        guard !rows.isEmpty else { return "" }
        let head = columns.map { "<th scope=\"col\">\($0)</th>" }.joined()
        return "<div class=\"wide\"><table "
            + "class=\"data\"><caption>\(caption)</caption><thead><tr>\(head)</tr></thead>"
            + "<tbody>\(rows.joined(separator: "\n"))</tbody></table></div>"
    }
}

/// The configured sending rate, for the line in the chart.
struct SendingLimit {
    /// Messages a second; `nil` where no line can be drawn.
    let perSecond: Double?
    /// The limit in words with where it stands, or why there is no line.
    let words: String

    /// Takes the limit of a configuration.
    init(_ context: PageContext) {
        let file = Printable.text(context.file)
        guard let send = context.configuration?.send else {
            perSecond = nil
            words =
                "No line shows the limit, which a report does not know: \(context.hints.drawLimit)"
            return
        }
        guard send.per == .message else {
            perSecond = nil
            words =
                "No line shows the limit: send.ratePerSecond in \(file) counts segments, and the "
                + "bars count messages."
            return
        }
        perSecond = send.ratePerSecond
        words =
            "The line is the limit, \(Self.number(send.ratePerSecond)) a second "
            + "(send.ratePerSecond in \(file)). "
            + "Bars count when messages were accepted, so one may be a little over it."
    }

    private static func number(_ rate: Double) -> String {
        rate == rate.rounded() ? Figures.count(Int(rate)) : "\(rate)"
    }
}

/// A button that narrows the page's table down.
struct PageButton {
    var status = ""
    var reason = ""
    var code = ""
    var delivery = ""
    /// What it does, for those who do not see its row.
    let words: String

    var html: String {
        let all = [("status", status), ("reason", reason), ("code", code), ("delivery", delivery)]
        let filters = all.filter { !$0.1.isEmpty }
        let data = filters.map { " data-\($0.0)=\"\(HTMLText.escaped($0.1))\"" }.joined()
        return "<button type=\"button\" class=\"show\"\(data) "
            + "aria-label=\"\(HTMLText.escaped(words))\">Show</button>"
    }
}

/// Draws bars as inline SVG: numbers stand beside them, so that they are decoration for a screen
/// reader.
enum Bar {
    /// A bar of a table: a share of the cell's width.
    static func share(_ part: Int, of whole: Int, _ kind: String = "") -> String {
        let width = whole > 0 ? max(part > 0 ? 2 : 0, Int(Double(part) / Double(whole) * 1000)) : 0
        return "<svg class=\"bar \(kind)\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" "
            + "aria-hidden=\"true\">"
            + "<rect class=\"all\" width=\"1000\" height=\"10\"/><rect class=\"part\" "
            + "width=\"\(width)\" height=\"10\"/></svg>"
    }

    /// A chart of upright bars that all have one width.
    ///
    /// - Parameters:
    ///   - counts: the bars' heights.
    ///   - limit: the height of a line across the chart; `nil` for none.
    ///   - label: what the chart shows, for those who cannot see it.
    /// - Returns: the chart's HTML.
    static func chart(_ counts: [Int], limit: Double? = nil, label: String) -> String {
        let highest = max(1, Double(counts.max() ?? 1), limit ?? 1)
        let bars = counts.enumerated().map { index, count in
            let height = max(count > 0 ? 1 : 0, Int(Double(count) / highest * 100))
            return "<rect class=\"part\" x=\"\(index * 10)\" y=\"\(100 - height)\" width=\"9\" "
                + "height=\"\(height)\"/>"
        }
        let width = max(1, counts.count) * 10
        let line = limit.map { limit in
            let height = 100 - Int(limit / highest * 100)
            return
                "<line class=\"limit\" x1=\"0\" x2=\"\(width)\" y1=\"\(height)\" y2=\"\(height)\"/>"
        }
        return "<svg class=\"chart\" role=\"img\" aria-label=\"\(HTMLText.escaped(label))\" "
            + "viewBox=\"0 0 \(width) 100\" "
            + "preserveAspectRatio=\"none\">\(bars.joined())\(line ?? "")</svg>"
    }
}
