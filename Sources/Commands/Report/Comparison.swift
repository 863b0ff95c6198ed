// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
import Campaign
import Configuration
import Lists
import ReportPage
import TerminalKit

/// A comparison of two reports as a person reads it.
struct ComparisonText {
    let comparison: ReportComparison
    /// The earlier report's name.
    let before: String
    /// The later report's name.
    let after: String
    let width: Int
    let style: Style

    /// The text, with a line feed at the end of its last line too.
    var text: String {
        let paragraphs = [[title], table, examples].filter { !$0.isEmpty }
        return paragraphs.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private var title: String {
        let (one, two) = (
            Figures.count(comparison.before), Figures.count(comparison.after, "row", "rows")
        )
        return style.paint(
            "From \(before) to \(after): \(one) and \(two)", .bold)
    }

    private var table: [String] {
        var table = Table(.left, .right)
        for (words, group) in groups { table.add(words, Figures.count(group.count)) }
        table.add("as before", Figures.count(comparison.same))
        return table.lines(width: width)
    }

    private var examples: [String] {
        guard !groups.isEmpty else { return [] }
        return [style.paint("For example", .bold)]
            + groups.flatMap { words, group in lines(words, group) }
    }

    private func lines(_ words: String, _ group: RowGroup) -> [String] {
        let rows = group.first.map { "row \($0.row) \($0.name)" }
        let more = group.count > rows.count ? " …" : ""
        return [
            "  - "
                + Paragraph.wrap(
                    "\(words): \(rows.joined(separator: ", "))\(more)", width: width, indent: 4)
        ]
    }

    /// The rows that changed, and those that only one report has.
    private var groups: [(words: String, rows: RowGroup)] {
        let changes = comparison.ranked.map { (Self.words($0.transition), $0.rows) }
        let others = [
            ("only in \(before)", comparison.onlyBefore),
            ("only in \(after)", comparison.onlyAfter),
        ]
        return changes + others.filter { $0.1.count > 0 }.map { ($0.0, $0.1) }
    }

    private static func words(_ transition: Transition) -> String {
        let before = [Wording.heading(transition.before), transition.reasonBefore].filter {
            !$0.isEmpty
        }
        let after = [Wording.heading(transition.after), transition.reasonAfter].filter {
            !$0.isEmpty
        }
        return "\(before.joined(separator: " ")) → \(after.joined(separator: " "))"
    }
}

/// Reads two reports and shows what changed.
struct ReportComparing {
    /// The earlier report.
    let before: String
    /// The later report.
    let after: String
    let json: Bool

    func run(in context: CommandContext) throws(ReportError) {
        var comparison = ReportComparison()
        try Self.read(before, in: context) { comparison.addBefore($0) }
        try Self.read(after, in: context) { comparison.addAfter($0) }
        comparison.finish()
        let text =
            json
            ? comparison.json(from: before, to: after).text + "\n" : text(comparison, in: context)
        context.console.write(text, to: .output)
    }

    private func text(_ comparison: ReportComparison, in context: CommandContext) -> String {
        let style = Style(isColoured: context.hasColour(on: .output))
        let width = context.console.width
        return ComparisonText(
            comparison: comparison, before: before, after: after, width: width, style: style
        ).text
    }

    private static func read(
        _ report: String, in context: CommandContext, _ take: (ComparedRow) -> Void
    ) throws(ReportError) {
        var rows = try OpenReport(report: report, in: context)
        while let facts = try rows.next() { take(ComparedRow(facts, rows)) }
    }
}

extension ReportComparison {
    /// The comparison as one JSON object.
    ///
    /// - Parameters:
    ///   - earlier: the earlier report's name.
    ///   - later: the later report's name.
    /// - Returns: the counts, and the first rows of each change.
    func json(from earlier: String, to later: String) -> JSONText {
        .object([
            ("before", .object([("report", .string(earlier)), ("rows", .integer(before))])),
            ("after", .object([("report", .string(later)), ("rows", .integer(after))])),
            ("same", .integer(same)), ("changes", .array(ranked.map(Self.json))),
            ("onlyBefore", .object(Self.members(onlyBefore))),
            ("onlyAfter", .object(Self.members(onlyAfter))),
        ])
    }

    private static func json(_ transition: Transition, _ rows: RowGroup) -> JSONText {
        var members: [JSONText.Member] = [
            ("from", .string(transition.before.rawValue)),
            ("to", .string(transition.after.rawValue)),
        ]
        if transition.reasonBefore != transition.reasonAfter {
            members += [
                ("fromReason", .string(transition.reasonBefore)),
                ("toReason", .string(transition.reasonAfter)),
            ]
        }
        return .object(members + self.members(rows))
    }

    private static func members(_ group: RowGroup) -> [JSONText.Member] {
        let examples = group.first.map { row in
            JSONText.object([("row", .string(row.row)), ("number", .string(row.name))])
        }
        return [("count", .integer(group.count)), ("examples", .array(examples))]
    }
}
