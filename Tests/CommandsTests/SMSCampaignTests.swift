// SPDX-License-Identifier: Apache-2.0

import Basics
import Commands
import ReportPage
import TerminalKit
import Testing

@Suite struct SMSCampaignTests {
    private func run(
        _ words: [String],
        width: Int = 80
    ) async -> (code: ExitCode, output: String, errors: String) {
        let console = CapturedConsole(width: width)
        let context = CommandContext(environment: [:], workingDirectory: "/", console: console)
        let code = await SMSCampaign.run(words, in: context)
        return (code, console.output, console.errors)
    }

    @Test func `the version names the numbering plan too`() async {
        let result = await run(["--version"])
        #expect(result.output == "sms-campaign 0.1.0 (numbering plan 9.0.43)\n")
        #expect(result.code == .done && result.errors.isEmpty)
    }

    @Test(arguments: [
        ["--help"], ["-h"], ["send", "--help"], ["send", "a.csv", "-h"], ["report", "--help"],
        ["lookup", "--help"],
        ["campaigns", "--help"], ["opt-outs", "--help"], ["reconcile", "--help"],
        ["status", "--help"],
        ["sandbox", "-h"],
    ])
    func `help goes to standard output and fits 80 columns`(words: [String]) async {
        let result = await run(words)
        #expect(result.code == .done && result.errors.isEmpty)
        #expect(result.output.hasPrefix("usage: sms-campaign ") && result.output.hasSuffix("\n"))
        #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test func `the help of a command is made from its option table`() async {
        let result = await run(["sandbox", "--help"])
        #expect(
            result.output == """
                usage: sms-campaign sandbox [options]

                Runs the built-in practice provider on this machine until it is interrupted. It
                sends nothing to anybody.

                options:
                  --port N  the port to listen on (default: any that is free)
                  --help    show this help

                """
        )
    }

    @Test func `every command that can be run has an outline for completions and manual`() async {
        let commands = ProgramOutline.current.commands
        let named = await run([]).errors
        #expect(
            named.contains("one of \(commands.map(\.name).joined(separator: ", "))\n"),
            "\(named)"
        )
        for command in commands {
            let help = await run([command.name, "--help"]).output
            #expect(!command.options.isEmpty && command.options.last == .help, "\(command)")
            for option in command.options {
                #expect(help.contains("  --\(option.name) "), "\(option)")
            }
        }
    }

    @Test(arguments: [
        (
            [],
            "error: which command? one of send, report, status, reconcile, campaigns, lookup, sandbox, opt-outs\nsee 'sms-campaign --help'\n"
        ),
        (
            ["sned"],
            "error: unknown command \"sned\"; did you mean send?\nsee 'sms-campaign --help'\n"
        ),
        (
            ["dance"],
            "error: unknown command \"dance\"; the commands are send, report, status, reconcile, campaigns, lookup, sandbox, opt-outs\nsee 'sms-campaign --help'\n"
        ),
        (
            ["--verison"],
            "error: unknown option \"--verison\"; did you mean --version?\nsee 'sms-campaign --help'\n"
        ),
        (
            ["a.csv"],
            "error: a command comes first: 'sms-campaign send a.csv …' or 'sms-campaign report a.csv'\nsee 'sms-campaign --help'\n"
        ),
        (
            ["send"],
            "error: which list? name a CSV file of recipients\nsee 'sms-campaign send --help'\n"
        ),
        (
            ["send", "--lmit=3"],
            "error: unknown option --lmit; did you mean --limit?\nsee 'sms-campaign send --help'\n"
        ),
        (
            ["reconcile"],
            "error: which campaign? name one; without --campaign its name is that of the list, without .csv\n"
                + "see 'sms-campaign reconcile --help'\n"
        ),
        (
            ["campaigns", "spring"],
            "error: \"spring\" means nothing here; --forget names what is to be forgotten\nsee 'sms-campaign campaigns --help'\n"
        ),
        (
            ["campaigns", "--yes"],
            "error: --yes belongs to --forget\nsee 'sms-campaign campaigns --help'\n"
        ),
        (
            ["opt-outs"],
            "error: what shall be done? one of list, add NUMBER…, remove NUMBER…, import FILE\nsee 'sms-campaign opt-outs --help'\n"
        ),
        (
            ["opt-outs", "imprt", "x"],
            "error: \"imprt\" is none of its actions; did you mean import?\nsee 'sms-campaign opt-outs --help'\n"
        ),
        (
            ["opt-outs", "add"],
            "error: which number? add needs one or more\nsee 'sms-campaign opt-outs --help'\n"
        ),
        (
            ["opt-outs", "import"],
            "error: import needs one CSV file\nsee 'sms-campaign opt-outs --help'\n"
        ),
        (
            ["opt-outs", "list", "x"],
            "error: \"x\" means nothing here; list shows all opt-outs\nsee 'sms-campaign opt-outs --help'\n"
        ),
    ])
    func `wrong usage is exit 2, a sentence and where to read more`(
        words: [String],
        errors: String
    ) async {
        let result = await run(words)
        #expect(result.errors == errors)
        #expect(result.code == .refused && result.output.isEmpty)
    }

    @Test func `colour needs a terminal and no NO_COLOR`() {
        let console = CapturedConsole(terminals: [.output])
        var context = CommandContext(environment: [:], workingDirectory: "/", console: console)
        #expect(context.hasColour(on: .output) && !context.hasColour(on: .error))
        context.environment = ["NO_COLOR": "1"]
        #expect(!context.hasColour(on: .output))
        context.environment = ["TERM": "dumb"]
        #expect(!context.hasColour(on: .output))
    }
}
