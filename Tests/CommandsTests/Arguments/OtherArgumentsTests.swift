// SPDX-License-Identifier: Apache-2.0

@testable import Basics
import Campaign
@testable import Commands
import Configuration
import Lists
@testable import ReportPage
@testable import TerminalKit
import Testing

@Suite struct OtherArgumentsTests {
    private func report(_ words: [String]) throws(UsageError) -> ReportArguments? {
        guard case .run(let options) = try ReportOptions.syntax.parse(words, into: ReportOptions())
        else { return nil }
        return try ReportArguments(options)
    }

    private func lookup(_ words: [String]) throws(UsageError) -> LookupArguments? {
        guard case .run(let options) = try LookupOptions.syntax.parse(words, into: LookupOptions())
        else { return nil }
        return try LookupArguments(options)
    }

    private func sandbox(_ words: [String]) throws(UsageError) -> SandboxArguments? {
        guard
            case .run(let options) = try SandboxOptions.syntax.parse(words, into: SandboxOptions())
        else {
            return nil
        }
        return try SandboxArguments(options)
    }

    private func reconcile(_ words: [String]) throws(UsageError) -> CampaignArguments? {
        guard
            case .run(let options) = try CampaignOptions.reconcile.parse(
                words,
                into: CampaignOptions()
            )
        else {
            return nil
        }
        return try CampaignArguments(options)
    }

    @Test func `reconcile takes a campaign`() throws {
        let plain = try reconcile(["spring"])
        #expect(
            plain?.campaign == "spring" && plain?.config == "config.json" && plain?.report == nil
        )
        let all = try reconcile(["--config", "c.json", "--report", "r.csv", "--json", "spring"])
        #expect(all?.config == "c.json" && all?.report == "r.csv" && all?.json == true)
    }

    @Test(arguments: [
        (
            [],
            "which campaign? name one; without --campaign its name is that of the list, without .csv"
        ),
        (
            [""],
            "which campaign? name one; without --campaign its name is that of the list, without .csv"
        ),
        (["a", "b"], "one campaign at a time: \"b\" is one too many"),
        (["a", "--report", "-"], "--report needs a file"),
    ])
    func `a mistake of reconcile's gets a sentence`(words: [String], message: String) {
        let error = #expect(throws: UsageError.self) { try reconcile(words) }
        #expect(error?.message == message)
    }

    private func status(_ words: [String]) throws(UsageError) -> CampaignArguments? {
        guard
            case .run(let options) = try CampaignOptions.status.parse(
                words,
                into: CampaignOptions()
            )
        else {
            return nil
        }
        return try CampaignArguments(options)
    }

    @Test func `status takes a campaign`() throws {
        let plain = try status(["spring"])
        #expect(
            plain?.campaign == "spring" && plain?.config == "config.json" && plain?.report == nil
        )
        let all = try status(["--config", "c.json", "--report", "r.csv", "--json", "spring"])
        #expect(all?.config == "c.json" && all?.report == "r.csv" && all?.json == true)
    }

    @Test(arguments: [
        (
            [],
            "which campaign? name one; without --campaign its name is that of the list, without .csv"
        ),
        (["a", "b"], "one campaign at a time: \"b\" is one too many"),
        (["a", "--report", "-"], "--report needs a file"),
    ])
    func `a mistake of status's gets a sentence`(words: [String], message: String) {
        let error = #expect(throws: UsageError.self) { try status(words) }
        #expect(error?.message == message)
    }

    @Test func `report takes filters`() throws {
        let arguments = try report([
            "r.csv", "--status", "would_send", "--reason", "lookup_needed", "--csv", "o.csv",
            "--for-excel", "--json",
            "--html", "o.html",
        ])
        #expect(arguments?.status == .wouldSend)
        #expect(arguments?.reason == .lookupNeeded)
        #expect(arguments?.csv == "o.csv" && arguments?.html == "o.html")
        #expect(arguments?.json == true && arguments?.forExcel == true)
    }

    @Test(arguments: [
        ([], "which report? name a report file"),
        (["a", "b"], "one report at a time: \"b\" is one too many"),
        (["a", "--csv", "-"], "--csv needs a file"),
        (["a", "--csv", "a"], "--csv would overwrite the report; give it another file"),
        (["a", "--status", "send"], "there is no status \"send\"; did you mean sent?"),
        (
            ["a", "--status", "elephant"],
            "there is no status \"elephant\"; known: sent, would_send, skipped, failed, unconfirmed, pending"
        ),
        (
            ["a", "--reason", "fixedline"],
            "there is no reason \"fixedline\"; did you mean fixed_line?"
        ),
        (["a", "--html", "-"], "--html needs a file"),
        (["a", "--html", "a"], "--html would overwrite the report; give it another file"),
        (
            ["a", "--against", "b", "--html", "c"],
            "--html does not go with --against, which compares all rows"
        ),
        (
            ["a", "--against", "b", "--status", "sent"],
            "--status does not go with --against, which compares all rows"
        ),
        (["a", "--for-excel"], "--for-excel belongs to --csv OUT"),
    ])
    func `a mistake of report's gets a sentence`(words: [String], message: String) {
        let error = #expect(throws: UsageError.self) { try report(words) }
        #expect(error?.message == message)
    }

    @Test func `lookup takes numbers, or standard input`() throws {
        let given = try lookup([
            "+12025550123", "(202) 555-0124", "--offline", "--region", "gb", "--json", "--yes",
            "--repair",
        ])
        #expect(given?.numbers == .given(["+12025550123", "(202) 555-0124"]))
        #expect(
            given?.offline == true && given?.region.map { "\($0)" } == "GB" && given?.json == true
                && given?.assumesYes == true && given?.repairs == true
        )
        #expect(try lookup(["-"])?.numbers == .standardInput)
    }

    @Test(arguments: [
        ([], "which number? give one or more, or - for standard input"),
        (["-", "1"], "- and numbers exclude each other"),
        (
            ["1", "--region", "USA"],
            "--region: \"USA\" is no ISO 3166 region; did you mean \"US\"?"
        ),
    ])
    func `a mistake of lookup's gets a sentence`(words: [String], message: String) {
        let error = #expect(throws: UsageError.self) { try lookup(words) }
        #expect(error?.message == message)
    }

    @Test func `sandbox takes a port`() throws {
        #expect(try sandbox([])?.port == nil)
        #expect(try sandbox(["--port", "8080"])?.port == 8080)
        #expect(
            throws: UsageError(
                "--port needs a whole number from 1 to 65535, not \"65536\"",
                command: "sandbox"
            )
        ) {
            try sandbox(["--port", "65536"])
        }
        #expect(throws: UsageError("\"x\" means nothing here")) { try sandbox(["x"]) }
    }
}
