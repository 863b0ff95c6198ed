// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import Basics
@testable import Commands
@testable import TerminalKit

/// Whatever numbers a configuration and a command line have, a preview ends with an exit code.
@Suite struct ConfiguredNumberTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        let rows = (0..<40).map { "+1202555\(1000 + $0),N\($0)" }
        try folder.write((["phone,name"] + rows).joined(separator: "\n"), to: "l.csv")
        try folder.write("{ provider: 'sandbox', from: '+12025550100' }", to: "config.json")
    }

    private func run(_ words: [String]) async -> (code: ExitCode, console: CapturedConsole) {
        let console = CapturedConsole()
        var context = CommandContext(
            environment: [:], workingDirectory: folder.path, console: console)
        context.time = ManualTime(date: Date(timeIntervalSince1970: 1_800_000_000))
        return (await SMSCampaign.run(words, in: context), console)
    }

    private static let preview = ["send", "l.csv", "--message", "Hi {{name}}", "--dry-run"]

    @Test(
        arguments: [
            "send: { ratePerSecond: # }",
            "send: { ratePerSecond: #, per: 'segment', burst: 10000 }",
            "lookup: { mode: 'always', ratePerSecond: # }", "retry: { baseSeconds: # }",
            "retry: { timeoutSeconds: # }", "retry: { baseSeconds: 1e-300, maxSeconds: # }",
            "prices: { perSegment: #, perLookup: 1 }", "prices: { perSegment: 1, perLookup: # }",
            "prices: { perSegment: #, perLookup: #, regions: { US: # } }",
            "prices: { perSegment: #, perLookup: # }, caps: { cost: # }", "caps: { messages: # }",
            "caps: { perDay: #, segmentsPerDay: # }", "message: { maxSegments: # }",
            "lookup: { cacheDays: # }", "minHoursBetweenCampaigns: #",
        ],
        [
            "0", "-0.0", "1e-300", "1e-128", "1e-120", "1e-20", "1e-19", "1.1e-19", "1e-18", "1e-9",
            "0.001", "0.5", "1", "60", "255", "600", "3600", "8760", "1e4", "1e6", "1e9",
        ])
    func `a number never ends the program`(section: String, number: String) async throws {
        let values = section.replacing("#", with: number)
        try folder.write(
            "{ provider: 'sandbox', from: '+12025550100',\n\(values) }", to: "config.json")
        for more in [[], ["--json"]] {
            let (code, console) = await run(Self.preview + more)
            #expect(
                code == .done || (code == .refused && console.errors.contains("config.json:2: ")),
                "\(code) \(console.errors)")
        }
    }

    @Test(
        arguments: [
            ("--limit", "from 1"), ("--canary", "from 1 to 1000"), ("--port", "from 1 to 65535"),
        ],
        [
            "-1", "0", "-0", "1e3", "1.5", "1e-19", "9223372036854775808", "NaN", "inf", "0x1",
            " 1",
            "١", "",
        ])
    func `a number of the command line has bounds`(
        option: (name: String, range: String), value: String
    ) async {
        let words = option.name == "--port" ? ["sandbox"] : Self.preview
        let (code, console) = await run(words + ["\(option.name)=\(value)"])
        #expect(code == .refused)
        #expect(
            console.errors.hasPrefix(
                "error: \(option.name) needs a whole number \(option.range), not \"\(value)\""))
    }

    @Test func `the largest limit is no limit`() async {
        #expect(await run(Self.preview + ["--limit", "9223372036854775807"]).code == .done)
    }
}
