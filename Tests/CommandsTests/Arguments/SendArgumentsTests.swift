// SPDX-License-Identifier: Apache-2.0

import CSV
@testable import Basics
import Campaign
@testable import Commands
import Configuration
import Lists
@testable import ReportPage
@testable import TerminalKit
import Testing

@Suite struct SendArgumentsTests {
    private func parse(_ words: String...) throws(UsageError) -> SendArguments {
        try parse(words)
    }

    private func parse(_ words: [String]) throws(UsageError) -> SendArguments {
        guard case .run(let options) = try SendOptions.syntax.parse(words, into: SendOptions())
        else {
            throw UsageError("help")
        }
        return try SendArguments(options)
    }

    @Test func `what is not said follows from the file's name`() throws {
        let arguments = try parse("lists/spring.2026.csv", "--template", "t.txt")
        #expect(arguments.recipients == .file("lists/spring.2026.csv"))
        #expect(arguments.message == .templateFile("t.txt"))
        #expect(arguments.mode == .send)
        #expect(arguments.config == "config.json")
        #expect(arguments.report == "lists/spring.2026-report.csv")
        #expect(arguments.campaign == "spring.2026")
        #expect(
            arguments.limit == nil && !arguments.assumesYes && !arguments.json && !arguments.quiet
        )
        #expect(arguments.allowances == Overrides())
    }

    @Test func `every option is taken over`() throws {
        let arguments = try parse(
            "--message=Hi {{name}}",
            "--config",
            "c.json",
            "--report=r.csv",
            "--campaign",
            "c",
            "--phone-column",
            "Cell",
            "--encoding",
            "latin-9",
            "--delimiter",
            "tab",
            "--no-repair",
            "--limit",
            "5",
            "--include-messages",
            "--yes",
            "--json",
            "--quiet",
            "--again",
            "--accept-new-template",
            "--keep-earlier",
            "--accept-new-provider",
            "--new-ledger",
            "--",
            "-list.csv"
        )
        #expect(arguments.recipients == .file("-list.csv"))
        #expect(arguments.message == .text("Hi {{name}}"))
        #expect(
            arguments.config == "c.json" && arguments.report == "r.csv" && arguments.campaign == "c"
        )
        #expect(
            arguments.list
                == ListOptions(
                    phoneColumn: "Cell",
                    encoding: FileEncoding(named: "iso-8859-15"),
                    delimiter: 9
                )
        )
        #expect(!arguments.repairsNumbers && arguments.limit == 5)
        #expect(
            arguments.includesMessages && arguments.assumesYes && arguments.json && arguments.quiet
        )
        let allowances = arguments.allowances
        #expect(allowances.sameListAgain && allowances.newTemplate && allowances.earlierTexts)
        #expect(allowances.newProvider && arguments.allowsNewLedger)
    }

    @Test func `a dry run has a report of another name`() throws {
        let arguments = try parse("a.csv", "--message", "-10 % today", "--dry-run", "--lookup")
        #expect(arguments.mode == .preview(lookups: true))
        #expect(arguments.report == "a-preview.csv")
        #expect(arguments.message == .text("-10 % today"))
    }

    @Test func `standard input needs names`() throws {
        let arguments = try parse("-", "--message", "x", "--campaign", "c", "--report", "r.csv")
        #expect(arguments.recipients == .standardInput)
    }

    @Test(arguments: [
        (["--message", "x"], "which list? name a CSV file of recipients"),
        (["", "--message", "x"], "the name of the recipients file is empty"),
        (
            ["a.csv", "b.csv", "--message", "x"],
            "one list at a time: \"b.csv\" is one too many (a message of several words needs quotes)"
        ),
        (["a.csv"], "what should be sent? give --template FILE or --message TEXT"),
        (
            ["a.csv", "--message", "x", "--template", "y"],
            "--template and --message exclude each other"
        ),
        (
            ["a.csv", "--template", "-"],
            "--template needs a file; standard input can only be the list"
        ),
        (["a.csv", "--message", "x", "--lookup"], "--lookup belongs to --dry-run"),
        (
            ["a.csv", "--message", "x", "--report", "a.csv"],
            "the report would overwrite the list; give --report another file"
        ),
        (
            ["a.csv", "--message", "x", "--report", "-"],
            "--report needs a file; the report does not go to standard output"
        ),
        (
            ["-", "--message", "x", "--campaign", "c"],
            "the list comes from standard input: name a file with --report"
        ),
        (
            ["-", "--message", "x", "--report", "r"],
            "the list comes from standard input: name the campaign with --campaign"
        ),
        (["a.csv", "--message", "x", "--campaign", " "], "--campaign needs a name in one line"),
        (
            ["a.csv", "--message", "x", "--limit", "0"],
            "--limit needs a whole number from 1, not \"0\""
        ),
        (
            ["a.csv", "--message", "x", "--limit", "ten"],
            "--limit needs a whole number from 1, not \"ten\""
        ),
        (
            ["a.csv", "--message", "x", "--limit=99999999999999999999"],
            "--limit needs a whole number from 1, not \"99999999999999999999\""
        ),
        (["a.csv", "--message"], "--message needs a value: --message TEXT"),
        (["a.csv", "--message", "--yes"], "--message needs a value: --message TEXT"),
        (["a.csv", "--message="], "the value of --message is empty"),
        (["a.csv", "--yes=no"], "--yes takes no value"),
        (["a.csv", "--yes", "--yes"], "--yes is given twice"),
        (["a.csv", "--dryrun"], "unknown option --dryrun; did you mean --dry-run?"),
        (["a.csv", "--dry-rnu=x"], "unknown option --dry-rnu; did you mean --dry-run?"),
        (["a.csv", "-y"], "unknown option -y"),
        (
            ["a.csv", "--message", "x", "--progress", "bar"],
            "--progress is one of live, plain, json, none, not \"bar\""
        ),
        (
            ["a.csv", "--message", "x", "--progress", "json", "--quiet"],
            "--quiet and --progress exclude each other"
        ),
        (["a.csv", "--frobnicate"], "unknown option --frobnicate"),
    ])
    func `a mistake gets a sentence`(words: [String], message: String) {
        let error = #expect(throws: UsageError.self) { try parse(words) }
        #expect(error?.message == message)
    }

    @Test(arguments: ProgressMode.allCases)
    func `progress has its kinds`(mode: ProgressMode) throws {
        #expect(try parse("a.csv", "--message", "x", "--progress", mode.rawValue).progress == mode)
        #expect(try parse("a.csv", "--message", "x").progress == nil)
    }

    @Test func `a text that looks like an option can be given behind an equals sign`() throws {
        #expect(try parse("a.csv", "--message=--yes").message == .text("--yes"))
    }
}
