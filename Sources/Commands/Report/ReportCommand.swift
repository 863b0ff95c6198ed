// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
import Campaign
import Configuration
package import Lists
import ReportPage
import TerminalKit

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The command `report`: reads a report, sums it up, and shows or copies the rows that were asked
/// for; or compares two reports.
struct ReportCommand: Command {
    let arguments: ReportArguments

    private var filter: RowFilter { RowFilter(status: arguments.status, reason: arguments.reason) }

    func run(in context: CommandContext) async throws -> ExitCode {
        if let earlier = arguments.against {
            try ReportComparing(before: earlier, after: arguments.report, json: arguments.json).run(
                in: context)
            return .done
        }
        try OutputFiles(arguments: arguments, context: context).check()
        try sumUp(in: context)
        return .done
    }

    private func sumUp(in context: CommandContext) throws {
        var known = try pageContext(in: context)
        var tally = Tally()
        var excerpt = RowExcerpt()
        var rows = try OpenReport(report: arguments.report, in: context)
        var copy = try arguments.csv.map {
            try RowCopy(
                path: context.absolute($0), header: rows.header, forExcel: arguments.forExcel)
        }
        var page = try arguments.html.map {
            try PageFile(
                path: context.absolute($0), title: arguments.report,
                layout: PageLayout(header: rows.header, places: rows.places))
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
        known.advice = SummaryAdvice(summary: summary).items
        let note = try page?.finish(summary, known)
        show(summary, excerpt, in: context)
        if let note { context.console.writeLine(note, to: .error) }
    }

    /// What the page shows besides the report; read first, so that a mistake in the configuration
    /// is told before any work is done.
    private func pageContext(in context: CommandContext) throws(ConfigurationError) -> PageContext {
        var page = PageContext(filter: filter.words, hints: .ofReports)
        guard let config = arguments.config else { return page }
        page.configuration = try ConfigurationOutline(path: context.absolute(config), file: config)
        page.file = config
        return page
    }

    private func show(_ summary: Summary, _ excerpt: RowExcerpt, in context: CommandContext) {
        if arguments.json {
            context.console.writeLine(summary.json.text, to: .output)
        } else {
            context.console.write(text(summary, excerpt, in: context), to: .output)
        }
        for file in [arguments.csv, arguments.html].compactMap({ $0 }) {
            context.console.writeLine(
                "\(Figures.count(summary.tally.rows, "row", "rows")) written to \(file)",
                to: .error)
        }
    }

    private func text(
        _ summary: Summary, _ excerpt: RowExcerpt, in context: CommandContext
    ) -> String {
        let width = context.console.width
        let style = Style(isColoured: context.hasColour(on: .output))
        guard filter.isActive else {
            return SummaryText(summary: summary, width: width, style: style).text
        }
        let count = Figures.count(summary.tally.rows, "row", "rows")
        let title = style.paint(
            "\(arguments.report): \(count) (\(filter.words))", .bold)
        return ([title] + excerpt.lines(width: width)).joined(separator: "\n") + "\n"
    }
}

extension Summary {
    /// The summary of a report that was read, with what its rows tell about the run.
    fileprivate init(reading tally: Tally, report: String) {
        self.init(tally, report: report)
        if tally.providers.count == 1 { provider = tally.providers.first }
        if tally.costs.count == 1 {
            currency = tally.costs.keys.first.flatMap { $0.isEmpty ? nil : $0 }
        }
    }
}

extension PageHints {
    /// The page speaks of the commands that make it.
    static let ofReports = PageHints(
        tryAgain: "Then run the same command again with --retry-rejected.",
        makeSmaller: "--status or --reason makes a smaller page.",
        drawLimit: "--config FILE draws it.", reasons: reasons)

    private static let reasons = ["limit": "left out by --limit"]

    /// What a reason means; `nil` for a word that this version does not know.
    static func meaning(ofReason word: String) -> String? {
        reasons[word] ?? Wording.meaning(ofReason: word)
    }
}

/// What `report` was asked to show.
package struct ReportArguments: Sendable, Hashable {
    /// The report to read.
    package var report: String
    /// Only rows with this status.
    package var status: Status?
    /// Only rows with this reason.
    package var reason: Reason?
    /// Where the chosen rows are written to.
    package var csv: String?
    /// Whether the numbers among them are protected from a spreadsheet.
    package var forExcel: Bool
    /// Where the page for the browser is written to.
    package var html: String?
    /// The configuration whose limit the page shows; never looked for where it is not named.
    package var config: String?
    /// The earlier report that this one is compared with.
    package var against: String?
    /// Whether the summary is JSON.
    package var json: Bool

    /// Checks the options against each other.
    init(_ options: ReportOptions) throws(UsageError) {
        guard let report = options.operands.first, !report.isEmpty else {
            throw UsageError("which report? name a report file")
        }
        guard options.operands.count == 1 else {
            throw UsageError("one report at a time: \"\(options.operands[1])\" is one too many")
        }
        try Self.checkFiles(options, report: report)
        try Self.checkComparison(options)
        self.report = report
        status = try options.status.map(Self.status)
        reason = try options.reason.map(Self.reason)
        (csv, html, config, against) = (options.csv, options.html, options.config, options.against)
        guard options.html != nil || options.config == nil else {
            throw UsageError("--config belongs to --html OUT")
        }
        guard options.csv != nil || !options.forExcel else {
            throw UsageError("--for-excel belongs to --csv OUT")
        }
        forExcel = options.forExcel
        json = options.json
    }

    private static func checkFiles(_ options: ReportOptions, report: String) throws(UsageError) {
        for (option, file) in [("--csv", options.csv), ("--html", options.html)] {
            guard file != "-" else { throw UsageError("\(option) needs a file") }
            guard file != report else {
                throw UsageError("\(option) would overwrite the report; give it another file")
            }
        }
    }

    private static func checkComparison(_ options: ReportOptions) throws(UsageError) {
        guard options.against != nil else { return }
        let others = [
            ("--status", options.status), ("--reason", options.reason), ("--csv", options.csv),
            ("--html", options.html), ("--config", options.config),
        ]
        for (option, value) in others where value != nil {
            throw UsageError("\(option) does not go with --against, which compares all rows")
        }
    }

    private static func status(_ word: String) throws(UsageError) -> Status {
        if let status = Status(rawValue: word) { return status }
        let known = Status.allCases.map(\.rawValue)
        throw UsageError("there is no status \"\(word)\"; " + hint(word, known: known))
    }

    private static func reason(_ word: String) throws(UsageError) -> Reason {
        if let reason = Reason(word: word) { return reason }
        throw UsageError("there is no reason \"\(word)\"; " + hint(word, known: Reason.allWords))
    }

    private static func hint(_ word: String, known: [String]) -> String {
        Spelling.nearest(to: word, in: known).map { "did you mean \($0)?" } ?? "known: "
            + known.joined(separator: ", ")
    }
}

/// The words of a `report` command line as typed.
struct ReportOptions: Sendable {
    var operands: [String] = []
    var status, reason, csv, html, config, against: String?
    var forExcel = false
    var json = false

    static let syntax = CommandSyntax<ReportOptions>(
        name: "report", usage: "REPORT.csv [options]",
        summary:
            "Shows what a campaign's report says: how many were sent, who was left out and why.",
        options: [
            .value(
                "status", "S", into: \.status,
                help: "only rows with this status: sent, would_send, skipped, failed, "
                    + "unconfirmed or pending"
            ).choosing(Status.allCases.map(\.rawValue)),
            .value(
                "reason", "R", into: \.reason,
                help: "only rows with this reason: fixed_line, duplicate, …"
            ).choosing(Reason.allWords),
            .value("csv", "OUT", into: \.csv, help: "write these rows to a CSV file"),
            .flag(
                "for-excel", into: \.forExcel,
                help: "with --csv: write numbers so that a spreadsheet leaves them alone"),
            .value(
                "html", "OUT", into: \.html,
                help: "write a page for the browser: charts, failures, and a table of these rows"),
            .value(
                "config", "FILE", into: \.config,
                help: "with --html: draw the limit of send.ratePerSecond into the chart of the "
                    + "sending rate"),
            .value(
                "against", "EARLIER.csv", into: \.against,
                help: "show what changed since this earlier report"),
            .flag(
                "json", into: \.json, help: "print the summary, or what changed, as one JSON object"
            ),
        ], candidates: .files, operand: { $0.operands.append($1) })
}

/// Looks after what `report` writes: nothing that somebody needs may be overwritten.
struct OutputFiles {
    let arguments: ReportArguments
    let context: CommandContext

    /// Finds a name that would destroy a file.
    func check() throws(CommandFailure) {
        let report = FileIdentity(context.absolute(arguments.report))
        for (option, name) in [("--csv", arguments.csv), ("--html", arguments.html)] {
            guard let name, FileIdentity(context.absolute(name)) == report else { continue }
            throw CommandFailure(
                "\(option) \(name): this would overwrite the report; give the copy another name")
        }
        guard let page = arguments.html else { return }
        if let csv = arguments.csv,
            FileIdentity(context.absolute(csv)) == FileIdentity(context.absolute(page))
        {
            throw CommandFailure(
                "--html \(page): --csv writes this file; give the page another name")
        }
        guard isFree(page) else {
            throw CommandFailure(
                "--html \(page): there is a file already, which is no page of a report; give "
                    + "another name")
        }
    }

    /// Whether there is no such file, or an empty one, or an earlier page: a list or a report is
    /// not to be lost by a slip.
    private func isFree(_ page: String) -> Bool {
        let path = context.absolute(page)
        var status = stat()
        // What is no regular file is refused, with a sentence, when it is to be written.
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0
        else { return true }
        return Self.beginsAsPage(path)
    }

    private static func beginsAsPage(_ path: String) -> Bool {
        let start = Array(PageText.start.utf8)
        guard var source = try? FileByteSource(path: path) else { return false }
        let bytes = withUnsafeTemporaryAllocation(byteCount: start.count, alignment: 1) { buffer in
            let count = (try? source.read(into: buffer)) ?? 0
            return Array(buffer.prefix(count))
        }
        return bytes == start
    }
}
