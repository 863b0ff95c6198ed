// SPDX-License-Identifier: Apache-2.0

package import Campaign
import Spelling

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
        guard options.html != nil || options.config == nil else { throw UsageError("--config belongs to --html OUT") }
        guard options.csv != nil || !options.forExcel else { throw UsageError("--for-excel belongs to --csv OUT") }
        forExcel = options.forExcel
        json = options.json
    }

    private static func checkFiles(_ options: ReportOptions, report: String) throws(UsageError) {
        for (option, file) in [("--csv", options.csv), ("--html", options.html)] {
            guard file != "-" else { throw UsageError("\(option) needs a file") }
            guard file != report else { throw UsageError("\(option) would overwrite the report; give it another file") }
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
        Spelling.nearest(to: word, in: known).map { "did you mean \($0)?" } ?? "known: " + known.joined(separator: ", ")
    }
}
