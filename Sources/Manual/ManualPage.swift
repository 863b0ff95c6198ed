// SPDX-License-Identifier: Apache-2.0

import Basics
import Commands
import TerminalKit

/// Makes the page that `man sms-campaign` shows.
struct ManualPage {
    private let program: ProgramOutline
    private let date: String

    /// Takes the program and the date of the page's footer, as `2026-05-01`.
    init(_ program: ProgramOutline, date: String) {
        self.program = program
        self.date = date
    }

    /// The whole page.
    var text: String {
        let title =
            ".TH \(program.name.uppercased()) 1 \(date) \"\(program.name) \(program.version)\" "
            + "\"User commands\""
        let parts = [
            name, synopsis, description,
            Roff.section("COMMANDS", program.commands.flatMap(command)), files, environment,
            exitStatus, examples,
        ]
        // Neither hyphens nor gaps that are not written: both mislead where words are typed again.
        return ([title, ".nh", ".ad l"] + parts.flatMap { $0 }).joined(separator: "\n") + "\n"
    }

    private var name: [String] {
        Roff.section(
            "NAME",
            [
                "\(Roff.text(program.name)) \\- send a bulk SMS campaign from a CSV file without "
                    + "texting landlines"
            ])
    }

    private var synopsis: [String] {
        let command = [
            Roff.bold(program.name), Roff.italic("COMMAND"), "[\(Roff.italic("options"))]",
        ]
        let own = program.options.flatMap { [".br", Roff.bold("\(program.name) --\($0.name)")] }
        return Roff.section("SYNOPSIS", [command.joined(separator: " ")] + own)
    }

    private var description: [String] {
        let briefs = program.commands.flatMap { Roff.item(Roff.bold($0.name), $0.brief) }
        let own = program.options.flatMap { Roff.item(Roff.bold("--" + $0.name), $0.help) }
        return Roff.section("DESCRIPTION", [Roff.text(program.summary)] + briefs + own)
    }

    /// A command's part: usage, summary, options, notes.
    private func command(_ command: CommandOutline) -> [String] {
        let usage = Roff.bold("\(program.name) \(command.name)") + " " + Roff.text(command.usage)
        let options = command.options.flatMap { Roff.item(term($0), $0.help) }
        let notes = command.notes.flatMap { [".PP", Roff.text($0)] }
        return [".SS " + Roff.text(command.name), usage, ".PP", Roff.text(command.summary)]
            + options + notes
    }

    private func term(_ option: OptionOutline) -> String {
        Roff.bold("--" + option.name) + (option.placeholder.map { " " + Roff.italic($0) } ?? "")
    }

    private var files: [String] {
        Roff.section(
            "FILES",
            Roff.item(
                Roff.italic("config.json"),
                "The configuration, in the working directory; --config names another. It names "
                    + "the variables of the environment that hold " + "the provider's credentials.")
                + Roff.item(
                    Roff.italic("NAME-report.csv"),
                    "What became of each recipient of NAME.csv, one line each."))
    }

    private var environment: [String] {
        Roff.section(
            "ENVIRONMENT",
            Roff.item(Roff.bold("NO_COLOR"), "If it is set, nothing is printed in colour."))
    }

    private var exitStatus: [String] { Roff.section("EXIT STATUS", [Roff.text(program.exitCodes)]) }

    private var examples: [String] {
        let send = "\(program.name) send list.csv --template message.txt"
        return Roff.section(
            "EXAMPLES",
            Roff.item(
                Roff.bold(send + " --dry-run"), "Shows what would be sent; no request is made.")
                + Roff.item(
                    Roff.bold(send), "Shows it, asks, and sends. The same command again resumes.")
                + Roff.item(
                    Roff.bold(
                        "\(program.name) report list-report.csv --status failed --csv again.csv"),
                    "Copies the rows that failed to a list of their own."))
    }
}

/// The language of manual pages, as far as it is used: groff's and mandoc's common part, in ASCII.
enum Roff {
    /// A text that is printed as it is written.
    static func text(_ text: String) -> String {
        let escaped = text.unicodeScalars.map(scalar).joined()
        // A line that begins with one of these would be a request.
        return escaped.hasPrefix(".") ? "\\&" + escaped : escaped
    }

    static func bold(_ text: String) -> String { "\\fB\(self.text(text))\\fP" }

    /// A text in italics, or underlined.
    static func italic(_ text: String) -> String { "\\fI\(self.text(text))\\fP" }

    /// A heading and what is under it.
    static func section(_ title: String, _ lines: [String]) -> [String] {
        [".SH " + text(title)] + lines
    }

    static func item(_ term: String, _ explanation: String) -> [String] {
        [".TP", term, text(explanation)]
    }

    private static func scalar(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\\": "\\e"
        // Otherwise they become typographic ones, which no shell understands.
        case "-": "\\-"
        case "'": "\\(aq"
        case "`": "\\(ga"
        case "^": "\\(ha"
        case "~": "\\(ti"
        case "\"": "\\(dq"
        default: scalar.isASCII ? String(scalar) : "\\[u\(hexadecimal(scalar))]"
        }
    }

    /// At least four digits in upper case.
    private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
