// SPDX-License-Identifier: Apache-2.0

import Campaign

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
        let (one, two) = (Figures.count(comparison.before), Figures.count(comparison.after, "row", "rows"))
        return style.paint("From \(Printable.text(before)) to \(Printable.text(after)): \(one) and \(two)", .bold)
    }

    private var table: [String] {
        var table = Table(.left, .right)
        for (words, group) in groups { table.add(words, Figures.count(group.count)) }
        table.add("as before", Figures.count(comparison.same))
        return table.lines(width: width)
    }

    private var examples: [String] {
        guard !groups.isEmpty else { return [] }
        return [style.paint("For example", .bold)] + groups.flatMap { words, group in lines(words, group) }
    }

    private func lines(_ words: String, _ group: RowGroup) -> [String] {
        let rows = group.first.map { "row \(Printable.text($0.row)) \(Printable.text($0.name))" }
        let more = group.count > rows.count ? " …" : ""
        return ["  - " + Paragraph.wrap("\(words): \(rows.joined(separator: ", "))\(more)", width: width, indent: 4)]
    }

    /// The rows that changed, and those that only one report has.
    private var groups: [(words: String, rows: RowGroup)] {
        let changes = comparison.ranked.map { (Self.words($0.transition), $0.rows) }
        let others = [("only in \(before)", comparison.onlyBefore), ("only in \(after)", comparison.onlyAfter)]
        return changes + others.filter { $0.1.count > 0 }.map { (Printable.text($0.0), $0.1) }
    }

    private static func words(_ transition: Transition) -> String {
        let before = [Wording.heading(transition.before), transition.reasonBefore].filter { !$0.isEmpty }
        let after = [Wording.heading(transition.after), transition.reasonAfter].filter { !$0.isEmpty }
        return Printable.text("\(before.joined(separator: " ")) → \(after.joined(separator: " "))")
    }
}
