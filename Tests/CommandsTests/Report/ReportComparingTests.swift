// SPDX-License-Identifier: Apache-2.0

import Basics
import Commands
import ReportPage
import TerminalKit
import Foundation
import Testing

@Suite struct ReportComparingTests {
    private func run(
        _ words: [String],
        earlier: [String]
    ) async throws -> (code: ExitCode, output: String, errors: String) {
        let report = try SampleReport()
        let text = try String(contentsOfFile: report.path, encoding: .utf8)
        let header = text.components(separatedBy: "\r\n")[0]
        try Data(([header] + earlier).map { $0 + "\r\n" }.joined().utf8).write(
            to: URL(filePath: report.sibling("monday.csv"))
        )
        let console = CapturedConsole()
        let folder = report.folder.path(percentEncoded: false)
        let context = CommandContext(environment: [:], workingDirectory: folder, console: console)
        let code = await SMSCampaign.run(
            ["report", "spring-report.csv", "--against", "monday.csv"] + words,
            in: context
        )
        return (code, console.output, console.errors)
    }

    private static let earlier = [
        "1,(202) 555-0101,+12025550101,US,mobile,lookup,T-Mobile,pending,stopped,,GSM-7,1,,,,,,,,,Ann",
        SampleReport.rows[1], SampleReport.rows[2], SampleReport.rows[3], SampleReport.rows[4],
        SampleReport.rows[5],
        "7,(202) 555-0103,+12025550103,US,mobile,lookup,,pending,stopped,,GSM-7,1,,,,,,,,,Gus",
        "8,(202) 555-0104,+12025550104,US,mobile,lookup,,sent,,,GSM-7,1,,,,,,,,,Hal",
    ]

    @Test func `what changed is shown with examples`() async throws {
        let result = try await run([], earlier: Self.earlier)
        #expect(
            result.output == """
                From monday.csv to spring-report.csv: 8 and 7 rows

                  pending → sent      2
                  only in monday.csv  1
                  as before           5

                For example
                  - pending → sent: row 1 +12025550101, row 7 +12025550103
                  - only in monday.csv: row 8 +12025550104

                """
        )
        #expect(result.code == .done && result.errors.isEmpty)
    }

    @Test func `nothing changed`() async throws {
        let result = try await run([], earlier: SampleReport.rows)
        #expect(
            result.output
                == "From monday.csv to spring-report.csv: 7 and 7 rows\n\n  as before  7\n"
        )
    }

    @Test func `JSON has the same`() async throws {
        let result = try await run(["--json"], earlier: Self.earlier)
        #expect(
            result.output == """
                { "before": { "report": "monday.csv", "rows": 8 }, "after": { "report": "spring-report.csv", "rows": 7 }, \
                "same": 5, "changes": [{ "from": "pending", "to": "sent", "count": 2, "examples": \
                [{ "row": "1", "number": "+12025550101" }, { "row": "7", "number": "+12025550103" }] }], \
                "onlyBefore": { "count": 1, "examples": [{ "row": "8", "number": "+12025550104" }] }, \
                "onlyAfter": { "count": 0, "examples": [] } }

                """
        )
    }

    @Test func `the earlier report must be one`() async throws {
        let result = try await run([], earlier: ["1,x"])
        #expect(
            result.errors
                == "error: monday.csv:2: the row has 2 cells but the header has 21; was the report edited?\n"
        )
        #expect(result.code == .refused && result.output.isEmpty)
    }
}
