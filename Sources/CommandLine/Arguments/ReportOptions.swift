// SPDX-License-Identifier: Apache-2.0

import Campaign

/// The words of a `report` command line as typed.
struct ReportOptions: Sendable {
    var operands: [String] = []
    var status, reason, csv, html, config, against: String?
    var forExcel = false
    var json = false

    static let syntax = CommandSyntax<ReportOptions>(
        name: "report",
        usage: "REPORT.csv [options]",
        summary: "Shows what a campaign's report says: how many were sent, who was left out and why.",
        options: [
            .value(
                "status",
                "S",
                \.status,
                "only rows with this status: sent, would_send, skipped, failed, unconfirmed or pending"
            )
            .choosing(Status.allCases.map(\.rawValue)),
            .value("reason", "R", \.reason, "only rows with this reason: fixed_line, duplicate, …")
                .choosing(Reason.allWords),
            .value("csv", "OUT", \.csv, "write these rows to a CSV file"),
            .flag("for-excel", \.forExcel, "with --csv: write numbers so that a spreadsheet leaves them alone"),
            .value("html", "OUT", \.html, "write a page for the browser: charts, failures, and a table of these rows"),
            .value(
                "config",
                "FILE",
                \.config,
                "with --html: draw the limit of send.ratePerSecond into the chart of the sending rate"
            ),
            .value("against", "EARLIER.csv", \.against, "show what changed since this earlier report"),
            .flag("json", \.json, "print the summary, or what changed, as one JSON object"),
        ],
        candidates: .files,
        operand: { $0.operands.append($1) }
    )
}
