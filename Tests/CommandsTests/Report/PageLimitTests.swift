// SPDX-License-Identifier: Apache-2.0

@testable import Basics
import Campaign
@testable import Commands
import Configuration
import Lists
@testable import ReportPage
@testable import TerminalKit
import Foundation
import Testing

/// The line of the limit in the chart of the sending rate.
@Suite struct PageLimitTests {
    private static let rows = [
        "1,x,+12025550101,US,mobile,lookup,,sent,,,GSM-7,1,p,id,,1,,,2026-11-22T09:00:00.000Z,,Ann"
    ]

    private func run(
        _ words: [String],
        config: String
    ) async throws -> (console: CapturedConsole, page: String) {
        let report = try SampleReport(rows: Self.rows)
        try Data(config.utf8).write(to: URL(filePath: report.sibling("config.json")))
        let console = CapturedConsole()
        let folder = report.folder.path(percentEncoded: false)
        let context = CommandContext(environment: [:], workingDirectory: folder, console: console)
        _ = await SMSCampaign.run(
            ["report", "spring-report.csv", "--html", "page.html"] + words,
            in: context
        )
        return (
            console,
            (try? String(contentsOfFile: report.sibling("page.html"), encoding: .utf8)) ?? ""
        )
    }

    @Test func `a configuration that is named draws the limit, and needs no credentials`()
        async throws
    {
        let config =
            #"{ "send": { "ratePerSecond": 12.5 }, "providers": { "p": { "type": "twilio", "authToken": "${GONE}" } } }"#
        let page = try await run(["--config", "config.json"], config: config).page
        #expect(
            page.contains(
                "The line is the limit, 12.5 a second (send.ratePerSecond in config.json)."
            )
        )
        #expect(page.contains("<line class=\"limit\" x1=\"0\" x2=\"10\" y1=\"0\" y2=\"0\"/>"))
    }

    @Test func `a limit of segments is no limit of messages`() async throws {
        let page = try await run(
            ["--config", "config.json"],
            config: #"{ "send": { "per": "segment" } }"#
        ).page
        #expect(
            page.contains(
                "send.ratePerSecond in config.json counts segments, and the bars count messages."
            )
        )
        #expect(!page.contains("<line"))
    }

    @Test
    func `a configuration that is not named is not looked for, and the page says what is missing`()
        async throws
    {
        let page = try await run([], config: "broken").page
        #expect(
            page.contains(
                "No line shows the limit, which a report does not know: --config FILE draws it."
            )
        )
        #expect(!page.contains("<line"))
    }

    @Test(arguments: [
        ("no.json", "{}", "no.json"), ("config.json", "{", "config.json:1"),
        ("config.json", #"{ "send": { "ratePerSecond": 0 } }"#, "send.ratePerSecond"),
    ])
    func `a configuration that is named and cannot be read is an error`(
        file: String,
        config: String,
        part: String
    ) async throws {
        let result = try await run(["--config", file], config: config)
        #expect(
            result.console.errors.contains(part) && result.page.isEmpty,
            "\(result.console.errors)"
        )
    }

    @Test(arguments: [
        (["--config", "c.json"], "--config belongs to --html OUT"),
        (
            ["--config", "c.json", "--against", "b.csv"],
            "--config does not go with --against, which compares all rows"
        ),
    ])
    func `it goes with the page alone`(words: [String], sentence: String) async throws {
        let console = CapturedConsole()
        let context = CommandContext(environment: [:], workingDirectory: "/tmp", console: console)
        #expect(await SMSCampaign.run(["report", "r.csv"] + words, in: context) == .refused)
        #expect(console.errors.contains(sentence), "\(console.errors)")
    }
}
