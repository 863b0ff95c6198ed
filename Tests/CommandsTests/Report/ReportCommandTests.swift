// SPDX-License-Identifier: Apache-2.0

import Basics
import Commands
import ReportPage
import TerminalKit
import Foundation
import Testing

@Suite struct ReportCommandTests {
    private func run(
        _ report: SampleReport,
        _ words: [String],
        terminals: Set<ConsoleStream> = []
    ) async -> (code: ExitCode, output: String, errors: String) {
        let console = CapturedConsole(terminals: terminals)
        let folder = report.folder.path(percentEncoded: false)
        let context = CommandContext(environment: [:], workingDirectory: folder, console: console)
        let code = await SMSCampaign.run(["report"] + words, in: context)
        return (code, console.output, console.errors)
    }

    @Test func `a report is summed up in words and numbers`() async throws {
        let result = await run(try SampleReport(), ["spring-report.csv"])
        #expect(
            result.output == """
                spring-report.csv: 7 recipients

                  sent         2  28.6 %  accepted by the provider
                  skipped      2  28.6 %  left out on purpose
                  failed       1  14.3 %  refused by the provider
                  unconfirmed  1  14.3 %  may or may not have been accepted
                  pending      1  14.3 %  not accepted so far
                  in all       7

                Why
                  skipped      fixed_line      1  a landline
                  skipped      invalid_number  1  not a phone number, or one that cannot exist
                  failed       rejected        1  refused for this recipient
                  unconfirmed  server_error    1  the provider had a fault of its own
                  pending      limit           1  left out by --limit

                  line types  mobile 5, fixed_line 1
                  segments    3 in 2 messages (GSM-7 1, UCS-2 1)
                  cost        0.0237 USD

                What next
                  - 1 row is unconfirmed: the message may have arrived, and another run leaves
                    them alone, so that nobody gets it twice. The provider's message log may
                    know:
                      sms-campaign reconcile CAMPAIGN
                  - 1 row is left out by --limit: run the command again without it to send the
                    rest.
                  - 1 row is refused by the provider. See why, and have these rows as a list of
                    their own:
                      sms-campaign report spring-report.csv --status failed --csv spring-report-failed.csv
                  - 1 row has a mistake in the list: repair them there and run the same command
                    again; whoever was sent a message does not get another. This shows them:
                      sms-campaign report spring-report.csv --status skipped

                """
        )
        #expect(result.code == .done && result.errors.isEmpty)
    }

    @Test func `JSON says what a report can know`() async throws {
        let result = await run(try SampleReport(), ["spring-report.csv", "--json"])
        #expect(
            result.output == """
                { "provider": "sandbox", "rows": 7, "counts": { "sent": 2, "skipped": 2, "failed": 1, "unconfirmed": 1, "pending": 1 }, \
                "reasons": { "fixed_line": 1, "invalid_number": 1, "limit": 1, "rejected": 1, "server_error": 1 }, "segments": 3, \
                "currency": "USD", "report": "spring-report.csv" }

                """
        )
    }

    @Test func `a filter shows the rows and why`() async throws {
        let result = await run(try SampleReport(), ["spring-report.csv", "--status", "skipped"])
        #expect(
            result.output == """
                spring-report.csv: 2 rows (skipped)
                  row 2  +12025550150  fixed_line      a landline gets no message
                  row 3  =nope         invalid_number  this is no number

                """
        )
    }

    @Test func `two filters must both fit`() async throws {
        let result = await run(
            try SampleReport(),
            ["spring-report.csv", "--status", "failed", "--reason", "fixed_line"]
        )
        #expect(result.output == "spring-report.csv: 0 rows (failed, fixed_line)\n")
        #expect(result.code == .done)
    }

    @Test func `more rows than fit a screen are counted`() async throws {
        let rows = (1...25).map { "\($0),x,,,,,,skipped,invalid_number,no number,,,,,,,,,,,N" }
        let result = await run(
            try SampleReport(rows: rows),
            ["spring-report.csv", "--reason", "invalid_number"]
        )
        #expect(result.output.split(separator: "\n").count == 22)
        #expect(result.output.hasSuffix("  … and 5 more; --csv FILE writes them all\n"))
    }

    @Test func `chosen rows are written as a report that only the owner reads`() async throws {
        let report = try SampleReport()
        let result = await run(
            report,
            ["spring-report.csv", "--status", "sent", "--csv", "out.csv", "--json"]
        )
        #expect(result.errors == "2 rows written to out.csv\n")
        let path = report.sibling("out.csv")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.hasSuffix(SampleReport.rows[0] + "\r\n" + SampleReport.rows[6] + "\r\n"))
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: report.folder.path()).sorted() == [
                "out.csv", "spring-report.csv",
            ]
        )
        #expect(
            await run(report, ["out.csv", "--json"]).output.hasPrefix(
                "{ \"provider\": \"sandbox\", \"rows\": 2, "
            )
        )
    }

    @Test func `colour is for terminals`() async throws {
        let report = try SampleReport()
        #expect(
            await run(report, ["spring-report.csv"], terminals: [.output]).output.contains(
                "\u{1B}[32m"
            )
        )
        #expect(await !run(report, ["spring-report.csv"]).output.contains("\u{1B}"))
    }

    @Test(arguments: [
        ("no.csv", "error: no.csv: there is no such file; check the path\n"),
        (
            "list.csv",
            "error: list.csv: this is no report: it has no columns row, phone, number, region, …; give the file that 'sms-campaign send' wrote\n"
        ),
        (
            "empty.csv",
            "error: empty.csv: this is no report: it has no columns row, phone, number, region, …; give the file that 'sms-campaign send' wrote\n"
        ),
    ])
    func `a file that is no report is refused`(name: String, errors: String) async throws {
        let report = try SampleReport()
        try Data("name,phone\nAnn,1\n".utf8).write(to: URL(filePath: report.sibling("list.csv")))
        try Data().write(to: URL(filePath: report.sibling("empty.csv")))
        let result = await run(report, [name])
        #expect(result.errors == errors)
        #expect(result.code == .refused && result.output.isEmpty)
    }

    @Test(arguments: [
        (
            "1,x,,,,,,sended,,,,,,,,,,,,,N",
            "error: spring-report.csv:2: \"sended\" cannot stand in the column status; was the report edited?\n"
        ),
        (
            "1,x,,,,,,sent,,,,-1,,,,,,,,,N",
            "error: spring-report.csv:2: \"-1\" cannot stand in the column segments; was the report edited?\n"
        ),
        (
            "1,x,,,,,,sent,,,,,,,,,abc,,,,N",
            "error: spring-report.csv:2: \"abc\" cannot stand in the column cost; was the report edited?\n"
        ),
        (
            "1,x",
            "error: spring-report.csv:2: the row has 2 cells but the header has 21; was the report edited?\n"
        ),
    ])
    func `a row that no report has is named`(row: String, errors: String) async throws {
        let result = await run(try SampleReport(rows: [row]), ["spring-report.csv"])
        #expect(result.errors == errors)
        #expect(result.code == .refused)
    }

    @Test func `a mistake leaves an earlier copy alone`() async throws {
        let report = try SampleReport(rows: [SampleReport.rows[0], "broken"])
        try Data("precious".utf8).write(to: URL(filePath: report.sibling("out.csv")))
        let result = await run(report, ["spring-report.csv", "--csv", "out.csv"])
        #expect(result.code == .refused)
        #expect(
            try String(contentsOfFile: report.sibling("out.csv"), encoding: .utf8) == "precious"
        )
    }

    @Test func `a report without rows is a report`() async throws {
        let result = await run(try SampleReport(rows: []), ["spring-report.csv"])
        #expect(result.output == "spring-report.csv: 0 recipients\n")
    }
}
