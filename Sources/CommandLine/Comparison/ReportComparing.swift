// SPDX-License-Identifier: Apache-2.0

import CSV
import Campaign

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
        let text = json ? comparison.json(from: before, to: after).text + "\n" : text(comparison, in: context)
        context.console.write(text, to: .output)
    }

    private func text(_ comparison: ReportComparison, in context: CommandContext) -> String {
        let style = Style(isColoured: context.hasColour(on: .output))
        let width = context.console.width
        return ComparisonText(comparison: comparison, before: before, after: after, width: width, style: style).text
    }

    private static func read(
        _ report: String,
        in context: CommandContext,
        _ take: (ComparedRow) -> Void
    ) throws(ReportError) {
        var rows = try OpenReport(report: report, in: context)
        while let facts = try rows.next() { take(ComparedRow(facts, rows)) }
    }
}
