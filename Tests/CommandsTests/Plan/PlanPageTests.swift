// SPDX-License-Identifier: Apache-2.0

import Foundation
@testable import Basics
@testable import Commands
import HTTP
import Pacing
@testable import ReportPage
@testable import TerminalKit
import TestSupport
import Testing

/// The plan as a person sees it, made by the command itself in a folder of its own.
@Suite struct PlanPageTests {
    private static let list = """
        name,phone,note
        Ann,(202) 555-0101,
        Bob,+1 202 555 0102,Please bring the "yellow" card.
        Cyd,202-555-0103,
        Ann again,+12025550101,
        Dan,12,
        Eve,(202) 555-0126 ext. 4,
        Fay,+44 20 7946 0123,
        Gil,+44 7400 123456,
        健太 (Kenta),+81 90 1234 5678,😊 またね
        Hostile \u{1B}[31m\u{202E}name,+44 7400 123457,
        ,+49 171 3920034,
        Ida,+49 171 3920035,
        Jon,+61 491 570156,
        Kim,+46 70 1740605,
        Leo,+33 6 39 98 00 01,
        Mia,+39 312 345 6789,
        Nia,+34 612 345 678,
        Oli,+31 6 12345678,
        Pia,+41 78 123 45 67,
        Quy,+43 664 123456,
        Rex,+7 912 345 67 89,
        Sue,+44 7400 123458,\(String(repeating: "Please read all of this before you come. ", count: 30))
        Tom,+44 7400 123459,

        """
    private static let template =
        "Hi {{name}}, your new card is ready: https://bit.ly/3xYz {{note | default: \"See you soon.\"}}"
    private static let configuration = """
        { "provider": "plivo", "from": "+12025550199", "defaultRegion": "US", "suppressionLists": ["stop.csv"],
          "allowedRegions": ["US", "GB", "DE", "AU", "SE", "FR", "IT", "ES", "NL", "CH", "AT", "JP"],
          "lookup": { "ratePerSecond": 0.01 }, "message": { "maxSegments": 5, "senderName": "Harbour Dental" },
          "prices": { "perLookup": 0.005, "perSegment": 0.0079, "currency": "USD", "regions": { "DE": 0.09 } },
          "providers": { "plivo": { "authID": "${PLIVO_AUTH_ID}", "authToken": "${PLIVO_AUTH_TOKEN}" } } }

        """

    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        try folder.write(Self.list, to: "cards.csv")
        try folder.write(Self.template, to: "card.txt")
        try folder.write(Self.configuration, to: "config.json")
        try folder.write("phone\n+12025550103\n", to: "stop.csv")
    }

    private func context(
        _ console: CapturedConsole,
        _ environment: [String: String] = [:]
    ) throws -> CommandContext {
        var context = CommandContext(
            environment: environment,
            workingDirectory: folder.path,
            console: console
        )
        context.time = ManualTime(date: Date(timeIntervalSince1970: 1_800_000_000))
        context.timeZone = try #require(TimeZone(identifier: "Europe/Berlin"))
        return context
    }

    private static let words = ["send", "cards.csv", "--template", "card.txt"]

    @Test(arguments: [60, 80, 120], [false, true])
    func `the plan is a page that fits its terminal`(width: Int, isColoured: Bool) async throws {
        let console = CapturedConsole(terminals: isColoured ? [.error] : [], width: width)
        let code = await SMSCampaign.run(
            Self.words + ["--dry-run"],
            in: try context(console, ["TERM": "xterm"])
        )
        #expect(code == .done)
        try GoldenPage.expect(console.errors, is: "plan-\(width)\(isColoured ? "-colour" : "").txt")
        let plain = console.errors.replacing(#/\u{1B}\[[0-9]+m/#, with: "")
        #expect(!plain.contains("\u{1B}"))
        #expect(plain.split(separator: "\n").filter { DisplayWidth.of($0) > width } == [])
    }

    @Test func `colour changes nothing but the colour, and NO_COLOR turns it off`() async throws {
        let plain = CapturedConsole()
        _ = await SMSCampaign.run(Self.words + ["--dry-run"], in: try context(plain))
        let off = CapturedConsole(terminals: [.error, .output])
        _ = await SMSCampaign.run(
            Self.words + ["--dry-run"],
            in: try context(off, ["NO_COLOR": "1"])
        )
        #expect(plain.errors == off.errors && !plain.errors.isEmpty)
    }

    @Test func `what is shown before it sends is what the dry run shows`() async throws {
        let preview = CapturedConsole()
        _ = await SMSCampaign.run(Self.words + ["--dry-run"], in: try context(preview))
        let real = CapturedConsole(terminals: [.input], answers: ["no"])
        let keys = ["PLIVO_AUTH_ID": "MAXXXXXXXXXXXXXXXXXX", "PLIVO_AUTH_TOKEN": "x"]
        let code = await SMSCampaign.run(Self.words, in: try context(real, keys))
        #expect(code == .refused && real.errors.hasPrefix(preview.errors), "\(real.errors)")
    }

    @Test func `a quiet dry run shows no page`() async throws {
        let console = CapturedConsole()
        _ = await SMSCampaign.run(Self.words + ["--dry-run", "--quiet"], in: try context(console))
        #expect(!console.errors.contains("Plan for") && console.output.contains("would be sent"))
    }

    @Test(arguments: [["--dry-run"], ["--dry-run", "--json"], []])
    func `no transport is made before it sends`(more: [String]) async throws {
        let console = CapturedConsole(terminals: [.input], answers: ["no"])
        let made = Guarded(0)
        var context = try context(
            console,
            ["PLIVO_AUTH_ID": "MAXXXXXXXXXXXXXXXXXX", "PLIVO_AUTH_TOKEN": "x"]
        )
        context.transport = { configuration in
            made.withLock { $0 += 1 }
            return CurlTransport(configuration: configuration)
        }
        _ = await SMSCampaign.run(Self.words + more, in: context)
        #expect(console.errors.contains("Plan for") && made.withLock { $0 } == 0)
    }

    @Test func `the way to a provider is the context's, so that the test above can fail`()
        async throws
    {
        let made = Guarded(0)
        let console = CapturedConsole()
        var context = try context(console)
        context.transport = { configuration in
            made.withLock { $0 += 1 }
            return CurlTransport(configuration: configuration)
        }
        try folder.write(#"{ "provider": "sandbox", "from": "+12025550100" }"#, to: "config.json")
        _ = await SMSCampaign.run(["lookup", "+12025550101"], in: context)
        #expect(made.withLock { $0 } == 1, "\(console.errors)")
    }
}
