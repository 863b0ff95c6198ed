// SPDX-License-Identifier: Apache-2.0

import Basics
import Commands
import ReportPage
import TerminalKit
import Foundation
import TestSupport
import Testing

/// `send --wait`, on a clock that leaps over the waiting: it is 07:00 in London and 16:00 in Tokyo.
@Suite struct WaitingRunTests {
    private let folder: ScratchFolder
    private let console = CapturedConsole()
    private let time: LeapingTime

    init() throws {
        folder = try ScratchFolder()
        time = LeapingTime(date: try Date("2026-01-15T07:00:00Z", strategy: .iso8601))
        try folder.write(
            "phone,zone\n+12025550101,Asia/Tokyo\n+12025550102,Europe/London\n+12025550103,America/Chicago\n",
            to: "list.csv"
        )
    }

    private func run(_ more: [String] = []) async throws -> ExitCode {
        let configuration = """
            {
              "provider": "sandbox", "from": "+12025550199", "lookup": { "mode": "never" },
              "quietHours": { "start": "21:00", "end": "08:00" }, "columns": { "timeZone": "zone" }
            }
            """
        try folder.write(configuration, to: "config.json")
        var context = CommandContext(
            environment: [:],
            workingDirectory: folder.path,
            console: console
        )
        context.time = time
        context.timeZone = .gmt
        let words = ["send", "list.csv", "--message", "Hi", "--yes", "--quiet", "--json", "--wait"]
        return await SMSCampaign.run(words + more, in: context)
    }

    /// How often a word is a whole cell of the report.
    private func cells(_ word: String) throws -> Int {
        try folder.read("list-report.csv").split(whereSeparator: { ",\n".contains($0) }).count {
            $0 == word
        }
    }

    @Test func `each pass sends to those whose window has opened, until nobody is left`()
        async throws
    {
        #expect(try await run() == .done, "\(console.errors)")
        #expect(console.errors.contains("2 rows left. Waiting until "), "\(console.errors)")
        #expect(console.errors.contains("1 row left. Waiting until "), "\(console.errors)")
        #expect(try cells("sent") == 3)
        #expect(console.output.contains(#""sent": 3"#), "\(console.output)")
        // 14:00 UTC is 08:00 in Chicago.
        #expect(time.date >= (try Date("2026-01-15T14:00:00Z", strategy: .iso8601)))
        #expect(time.date < (try Date("2026-01-15T14:30:00Z", strategy: .iso8601)))
    }

    @Test func `whoever cannot be sent a message in time is left out by a later pass`() async throws
    {
        #expect(
            try await run(["--send-before", "2026-01-15T10:00Z"]) == .done,
            "\(console.errors)"
        )
        #expect(try cells("sent") == 2 && cells("expired") == 1)
    }
}
