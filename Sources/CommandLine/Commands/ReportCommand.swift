// SPDX-License-Identifier: Apache-2.0

import CSV
import Campaign

/// The command `report`: reads a report, sums it up, and shows or copies the rows that were asked for.
struct ReportCommand: Command {
    let arguments: ReportArguments

    private var filter: RowFilter { RowFilter(status: arguments.status, reason: arguments.reason) }

    func run(in context: CommandContext) async throws -> ExitCode {
        try refuseOverwriting(in: context)
        var tally = Tally()
        var excerpt = RowExcerpt()
        var rows = try openReport(in: context)
        var copy = try arguments.csv.map {
            try RowCopy(path: context.absolute($0), header: rows.header, forExcel: arguments.forExcel)
        }
        while let row = try rows.next() {
            guard filter.fits(row) else { continue }
            tally.add(row)
            excerpt.add(rows)
            try copy?.add(rows.fields)
        }
        try copy?.finish()
        show(Summary(reading: tally, report: arguments.report), excerpt, in: context)
        return .done
    }

    private func refuseOverwriting(in context: CommandContext) throws(CommandFailure) {
        guard let csv = arguments.csv,
            FileIdentity(context.absolute(csv)) == FileIdentity(context.absolute(arguments.report))
        else { return }
        throw CommandFailure("--csv \(csv): this would overwrite the report; give the copy another name")
    }

    private func openReport(in context: CommandContext) throws(ReportError) -> ReportReader<FileByteSource> {
        let source: FileByteSource
        do {
            source = try FileByteSource(path: context.absolute(arguments.report))
        } catch {
            throw .unreadable(CSVError(file: arguments.report, line: error.line, kind: error.kind))
        }
        return try ReportReader(source, name: arguments.report)
    }

    private func show(_ summary: Summary, _ excerpt: RowExcerpt, in context: CommandContext) {
        if arguments.json {
            context.console.write(summary.json.text + "\n", to: .output)
        } else {
            context.console.write(text(summary, excerpt, in: context), to: .output)
        }
        guard let csv = arguments.csv else { return }
        context.console.write("\(Figures.count(summary.tally.rows, "row", "rows")) written to \(csv)\n", to: .error)
    }

    private func text(_ summary: Summary, _ excerpt: RowExcerpt, in context: CommandContext) -> String {
        let width = context.console.width
        let style = Style(isColoured: context.hasColour(on: .output))
        guard filter.isActive else { return SummaryText(summary: summary, width: width, style: style).text }
        let count = Figures.count(summary.tally.rows, "row", "rows")
        let title = style.paint("\(Printable.text(arguments.report)): \(count) (\(filter.words))", .bold)
        return ([title] + excerpt.lines(width: width)).joined(separator: "\n") + "\n"
    }
}

extension Summary {
    /// The summary of a report that was read, with what its rows tell about the run.
    fileprivate init(reading tally: Tally, report: String) {
        self.init(tally, report: report)
        if tally.providers.count == 1 { provider = tally.providers.first }
        if tally.costs.count == 1 { currency = tally.costs.keys.first.flatMap { $0.isEmpty ? nil : $0 } }
    }
}
