// SPDX-License-Identifier: Apache-2.0

import CSV
@testable import Basics
import Campaign
@testable import Commands
import Configuration
import Lists
@testable import ReportPage
@testable import TerminalKit
import Foundation
import PhoneNumbers
import SMSText
import Testing

/// A report with every status and reason that there is: whoever counts it counts the same.
@Suite struct EveryReasonTests {
    /// The status that a reason belongs to; all others are reasons to skip.
    ///
    /// A new reason to wait or to doubt is one more word here.
    private static let statuses: [Status: [String]] = [
        .sent: [""],
        .wouldSend: ["", "lookup_needed"],
        .failed: ["rejected"],
        .unconfirmed: ["timed_out", "connection_lost", "server_error", "bad_response", "crashed"],
        .pending: [
            "quiet_hours", "interrupted", "stopped", "capped", "limit", "unreachable",
            "rate_limited",
        ],
    ]

    private static var cases: [(status: Status, reason: Reason?)] {
        let named = statuses.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { status, words in
            words.map { (status: status, reason: Reason(word: $0)) }
        }
        let taken = Set(statuses.values.joined())
        return named
            + Reason.allWords.filter { !taken.contains($0) }.map { (.skipped, Reason(word: $0)) }
    }

    /// Each fate once more than the one before it, so that no two have one count.
    private static func rows() -> [ReportRow] {
        var rows: [ReportRow] = []
        for (index, one) in cases.enumerated() {
            for _ in 0...index { rows.append(row(rows.count + 1, one.status, one.reason)) }
        }
        return rows
    }

    private static func row(_ number: Int, _ status: Status, _ reason: Reason?) -> ReportRow {
        let phone = "+1202555\(1000 + number)"
        var row = ReportRow(
            Recipient(row: number, line: number + 1, phone: phone, cells: [phone]),
            Verdict(status, reason, "why")
        )
        row.number = PhoneNumber(e164: phone)
        row.size = TextSize(encoding: .gsm7, segments: 2)
        if case .lineType(let type) = reason {
            row.line = LineKnowledge(type: type, source: .plan, carrier: nil)
        }
        guard status == .sent else { return row }
        row.delivery = ProviderReceipt(
            provider: "plivo",
            messageID: "id\(number)",
            attempts: 1,
            cost: 0.25,
            currency: "USD"
        )
        return row
    }

    private func report(_ rows: [ReportRow]) throws -> SampleReport {
        let report = try SampleReport()
        var writer = CSVWriter()
        writer.append(row: ReportColumn.header(input: ["phone"], withMessage: false))
        for row in rows {
            writer.append(
                row: row.cells(columns: [0], withMessage: false).map(CSVWriter.spreadsheetSafe)
            )
        }
        try Data(writer.takeBytes()).write(to: URL(filePath: report.path))
        return report
    }

    private func run(_ report: SampleReport, _ words: [String]) async -> CapturedConsole {
        let console = CapturedConsole()
        let folder = report.folder.path(percentEncoded: false)
        let context = CommandContext(environment: [:], workingDirectory: folder, console: console)
        _ = await SMSCampaign.run(["report", "spring-report.csv"] + words, in: context)
        return console
    }

    @Test func `the run's tally, the report's summary, its JSON and its page count the same`()
        async throws
    {
        let rows = Self.rows()
        let tally = rows.reduce(into: Tally()) { $0.add($1.facts) }
        var summary = Summary(tally, report: "spring-report.csv")
        (summary.provider, summary.currency) = ("plivo", "USD")
        let report = try report(rows)
        let result = await run(report, ["--json", "--html", "page.html"])
        #expect(result.output == summary.json.text + "\n")
        let text = await run(report, []).output
        #expect(
            text == SummaryText(summary: summary, width: 80, style: Style(isColoured: false)).text
        )
        try expectPage(
            try String(contentsOfFile: report.sibling("page.html"), encoding: .utf8),
            tally
        )
    }

    private func expectPage(_ page: String, _ tally: Tally) throws {
        for status in Status.allCases {
            #expect(
                tally[status] > 0
                    && page.contains("<b>\(tally[status])</b> \(Wording.heading(status))")
            )
            for (word, count) in tally.reasons[status, default: [:]] {
                let cells =
                    "<th scope=\"row\">\(word)</th><td>\(count)</td><td data-label=\"Status\">\(Wording.heading(status))</td>"
                #expect(page.contains(cells), "\(status) \(word)")
            }
        }
        #expect(page.contains("<b>\(tally.count(of: .lineType(.fixedLine)))</b> landlines"))
        let last = try #require(Funnel(tally).steps.last)
        #expect(last.left == tally[.sent] + tally[.wouldSend])
    }

    @Test func `each status and reason finds its own rows`() async throws {
        let report = try report(Self.rows())
        for (index, one) in Self.cases.enumerated() {
            guard let reason = one.reason else { continue }
            let output = await run(
                report,
                ["--status", one.status.rawValue, "--reason", reason.word, "--json"]
            ).output
            #expect(
                output.contains("\"rows\": \(index + 1),"),
                "\(one.status) \(reason.word): \(output)"
            )
        }
    }
}
