// SPDX-License-Identifier: Apache-2.0

import Campaign

/// The command `report`: reads a report, sums it up, and shows or copies the rows that were asked for; or compares two reports.
struct ReportCommand: Command {
    let arguments: ReportArguments

    private var filter: RowFilter { RowFilter(status: arguments.status, reason: arguments.reason) }

    func run(in context: CommandContext) async throws -> ExitCode {
        if let earlier = arguments.against {
            try ReportComparing(before: earlier, after: arguments.report, json: arguments.json).run(in: context)
            return .done
        }
        try OutputFiles(arguments: arguments, context: context).check()
        try sumUp(in: context)
        return .done
    }

    private func sumUp(in context: CommandContext) throws {
        let pageContext = try self.pageContext(in: context)
        var tally = Tally()
        var excerpt = RowExcerpt()
        var rows = try OpenReport(report: arguments.report, in: context)
        var copy = try arguments.csv.map {
            try RowCopy(path: context.absolute($0), header: rows.header, forExcel: arguments.forExcel)
        }
        var page = try arguments.html.map {
            try PageFile(
                path: context.absolute($0),
                title: arguments.report,
                layout: PageLayout(header: rows.header, places: rows.places)
            )
        }
        while let row = try rows.next() {
            guard filter.fits(row) else { continue }
            tally.add(row)
            excerpt.add(rows)
            try copy?.add(rows.fields)
            try page?.add(row, rows)
        }
        let summary = Summary(reading: tally, report: arguments.report)
        try copy?.finish()
        let note = try page?.finish(summary, pageContext)
        show(summary, excerpt, in: context)
        if let note { context.console.write("\(note)\n", to: .error) }
    }

    /// What the page shows besides the report; read first, so that a mistake in the configuration is told before any work is done.
    private func pageContext(in context: CommandContext) throws(ConfigurationError) -> PageContext {
        var page = PageContext(filter: filter.words)
        guard let config = arguments.config else { return page }
        page.configuration = try ConfigurationOutline(path: context.absolute(config), file: config)
        page.file = config
        return page
    }

    private func show(_ summary: Summary, _ excerpt: RowExcerpt, in context: CommandContext) {
        if arguments.json {
            context.console.write(summary.json.text + "\n", to: .output)
        } else {
            context.console.write(text(summary, excerpt, in: context), to: .output)
        }
        for file in [arguments.csv, arguments.html].compactMap({ $0 }) {
            context.console.write(
                "\(Figures.count(summary.tally.rows, "row", "rows")) written to \(file)\n",
                to: .error
            )
        }
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
