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
        guard options.csv != "-" else { throw UsageError("--csv needs a file") }
        guard options.csv != report else { throw UsageError("--csv would overwrite the report; give it another file") }
        self.report = report
        status = try options.status.map(Self.status)
        reason = try options.reason.map(Self.reason)
        csv = options.csv
        guard options.csv != nil || !options.forExcel else { throw UsageError("--for-excel belongs to --csv OUT") }
        forExcel = options.forExcel
        json = options.json
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
