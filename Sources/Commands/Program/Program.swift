// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import PhoneNumbers
package import TerminalKit

extension SMSCampaign {
    package static var versionLine: String {
        "\(program) \(version) (numbering plan \(NumberingPlan.version))"
    }

    /// Runs a command line, given the words after the program's name.
    package static func run(_ arguments: [String], in context: CommandContext) async -> ExitCode {
        var context = context
        do {
            switch try Invocation(arguments, width: context.console.width) {
            case .help(let text): context.console.write(text, to: .output)
            case .version: context.console.writeLine(versionLine, to: .output)
            case .run(let command):
                context = command.prepared(context)
                return try await command.run(in: context)
            }
            return .done
        } catch { return report(error, in: context) }
    }

    /// Says what ended the command.
    private static func report(_ error: any Error, in context: CommandContext) -> ExitCode {
        let error = (error as? CampaignFailure).map { CommandFailure($0) } ?? error
        context.console.writeLine("error: \(Hints.sentence(of: error))", to: .error)
        if let usage = error as? UsageError {
            context.console.writeLine(usage.hint(for: SMSCampaign.program), to: .error)
        }
        return (error as? CommandFailure)?.exitCode ?? .refused
    }
}

/// What a whole command line asks for.
enum Invocation {
    case help(String)
    case version
    case run(any Command)

    /// Reads the words after the program's name.
    ///
    /// - Parameters:
    ///   - words: the words.
    ///   - width: the columns of the terminal, for help.
    /// - Throws: the first mistake.
    init(_ words: [String], width: Int) throws(UsageError) {
        guard let first = words.first else {
            throw UsageError("which command? one of " + Self.commandList)
        }
        switch first {
        case "--help", "-h": self = .help(ProgramHelp.text(width: width))
        case "--version": self = .version
        default:
            guard let entry = CommandEntry.all.first(where: { $0.name == first }) else {
                throw Self.unknown(first)
            }
            self = try entry.invocation(Array(words.dropFirst()), width)
        }
    }

    private static var commandList: String { CommandEntry.names.joined(separator: ", ") }

    private static func unknown(_ word: String) -> UsageError {
        if word.hasSuffix(".csv") {
            let program = SMSCampaign.program
            return UsageError(
                "a command comes first: '\(program) send \(word) …' or '\(program) report \(word)'")
        }
        let kind = word.hasPrefix("-") ? "option" : "command"
        let known = word.hasPrefix("-") ? ["--help", "--version"] : CommandEntry.names
        let hint =
            Spelling.nearest(to: word, in: known).map { "did you mean \($0)?" }
            ?? "the commands are \(commandList)"
        return UsageError("unknown \(kind) \"\(word)\"; \(hint)")
    }
}

/// A command as the program knows it.
struct CommandEntry: Sendable {
    /// The command as completions and manual show it.
    let outline: CommandOutline
    /// Reads the words after the command's name; help is as wide as the terminal.
    let invocation: @Sendable ([String], _ width: Int) throws(UsageError) -> Invocation

    var name: String { outline.name }

    /// Enters a command.
    ///
    /// - Parameters:
    ///   - syntax: what it accepts.
    ///   - empty: the options of a command line without any.
    ///   - brief: what it does, in a line of the program's help.
    ///   - make: checks the options against each other; what it finds wrong points to the command's
    ///     help, too.
    private init<Options: Sendable>(
        _ syntax: CommandSyntax<Options>, _ empty: Options, brief: String,
        make: @escaping @Sendable (Options) throws(UsageError) -> any Command
    ) {
        outline = syntax.outline(brief: brief, without: ExitCode.help)
        invocation = { words, width throws(UsageError) in
            switch try syntax.parse(words, into: empty) {
            case .help: return .help(syntax.help(of: SMSCampaign.program, width: width))
            case .run(let options):
                do throws(UsageError) { return .run(try make(options)) } catch {
                    throw UsageError(error.message, command: syntax.name)
                }
            }
        }
    }

    static let names = all.map(\.name)

    /// All commands, in the order of the help.
    static let all = [
        CommandEntry(
            SendOptions.syntax, SendOptions(),
            brief: "send a campaign, or preview it with --dry-run"
        ) { options throws(UsageError) in SendCommand(arguments: try SendArguments(options)) },
        CommandEntry(
            ReportOptions.syntax, ReportOptions(), brief: "show what a campaign's report says"
        ) { options throws(UsageError) in ReportCommand(arguments: try ReportArguments(options)) },
        CommandEntry(
            CampaignOptions.status, CampaignOptions(),
            brief: "ask the provider what has become of a campaign's messages"
        ) { options throws(UsageError) in StatusCommand(arguments: try CampaignArguments(options))
        },
        CommandEntry(
            CampaignOptions.reconcile, CampaignOptions(),
            brief: "settle unconfirmed messages by the provider's message log"
        ) { options throws(UsageError) in
            ReconcileCommand(arguments: try CampaignArguments(options))
        },
        CommandEntry(
            CampaignsOptions.syntax, CampaignsOptions(),
            brief: "show what the ledger holds, or forget a part of it"
        ) { options throws(UsageError) in
            CampaignsCommand(arguments: try CampaignsArguments(options))
        },
        CommandEntry(
            LookupOptions.syntax, LookupOptions(), brief: "tell what kind of line a number is"
        ) { options throws(UsageError) in LookupCommand(arguments: try LookupArguments(options)) },
        CommandEntry(
            SandboxOptions.syntax, SandboxOptions(), brief: "run the built-in practice provider"
        ) { options throws(UsageError) in SandboxCommand(arguments: try SandboxArguments(options))
        },
        CommandEntry(
            OptOutsOptions.syntax, OptOutsOptions(), brief: "show or change who gets no message"
        ) { options throws(UsageError) in OptOutsCommand(arguments: try OptOutsArguments(options))
        },
    ]
}

enum ProgramHelp {
    static let summary =
        "Sends a text message to every recipient of a CSV file, without texting landlines."

    /// The options that stand in place of a command.
    static let options = [
        OptionOutline(name: "help", help: "show this help; after a command, that command's"),
        OptionOutline(name: "version", help: "show the version"),
    ]

    /// The text of `sms-campaign --help` for a terminal of so many columns, with a line feed at the
    /// end of its last line too.
    static func text(width: Int) -> String {
        let commands = CommandEntry.all.map { (term: $0.name, text: $0.outline.brief) }
        let program = SMSCampaign.program
        let own = options.map { (term: "--" + $0.name, text: $0.help) }
        return """
            usage: \(program) COMMAND [options]

            \(Paragraph.wrap(summary, width: width))

            commands:
            \(DefinitionList(commands).render(width: width))

            options:
            \(DefinitionList(own).render(width: width))

            \(Paragraph.wrap(ExitCode.help, width: width))

            """
    }
}

/// The whole program as completions and manual show it.
package struct ProgramOutline: Sendable, Hashable {
    package let name: String
    package let version: String
    /// What it does, in a sentence.
    package let summary: String
    /// Its commands, in the order of its help.
    package let commands: [CommandOutline]
    /// The options that stand in place of a command.
    package let options: [OptionOutline]
    /// What its exit codes mean, in a sentence.
    package let exitCodes: String

    package init(
        name: String, version: String, summary: String, commands: [CommandOutline],
        options: [OptionOutline], exitCodes: String
    ) {
        self.name = name
        self.version = version
        self.summary = summary
        self.commands = commands
        self.options = options
        self.exitCodes = exitCodes
    }

    package static let current = ProgramOutline(
        name: SMSCampaign.program, version: SMSCampaign.version, summary: ProgramHelp.summary,
        commands: CommandEntry.all.map(\.outline), options: ProgramHelp.options,
        exitCodes: ExitCode.help)
}
