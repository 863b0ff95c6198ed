// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import PhoneNumbers
package import TerminalKit

/// The program as a function: words in, exit code out.
package enum SMSCampaign {
    /// The program's name, as it is typed.
    package static let program = "sms-campaign"

    /// The program's version.
    package static let version = "0.1.0"

    /// The line of `--version`.
    package static var versionLine: String {
        "\(program) \(version) (numbering plan \(NumberingPlanVersion.text))"
    }

    /// Runs a command line.
    ///
    /// - Parameters:
    ///   - arguments: The words after the program's name.
    ///   - context: The outside world.
    /// - Returns: The exit code.
    package static func run(_ arguments: [String], in context: CommandContext) async -> ExitCode {
        var context = context
        do {
            switch try Invocation(arguments, width: context.console.width) {
            case .help(let text): context.console.write(text, to: .output)
            case .version: context.console.write(versionLine + "\n", to: .output)
            case .run(let command):
                context = command.prepared(context)
                return try await command.run(in: context)
            }
            return .done
        } catch {
            return report(error, in: context)
        }
    }

    /// Says what ended the command.
    private static func report(_ error: any Error, in context: CommandContext) -> ExitCode {
        let error = (error as? CampaignFailure).map { CommandFailure($0) } ?? error
        context.console.write("error: \(error)\n", to: .error)
        if let usage = error as? UsageError {
            context.console.write(usage.hint(for: SMSCampaign.program) + "\n", to: .error)
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
    ///   - words: The words.
    ///   - width: The columns of the terminal, for help.
    /// - Throws: The first mistake.
    init(_ words: [String], width: Int) throws(UsageError) {
        guard let first = words.first else {
            throw UsageError("which command? one of " + Self.commandList)
        }
        let rest = Array(words.dropFirst())
        switch first {
        case "--help", "-h": self = .help(ProgramHelp.text(width: width))
        case "--version": self = .version
        default: self = try Self.command(first, rest, width: width)
        }
    }

    private static var commandList: String { CommandName.words.joined(separator: ", ") }

    private static func command(
        _ word: String,
        _ rest: [String],
        width: Int
    ) throws(UsageError) -> Invocation {
        guard let name = CommandName(rawValue: word) else { throw unknown(word) }
        return switch name {
        case .send:
            try invocation(SendOptions.syntax, rest, SendOptions(), width) {
                options throws(UsageError) in
                SendCommand(arguments: try SendArguments(options))
            }
        case .report:
            try invocation(ReportOptions.syntax, rest, ReportOptions(), width) {
                options throws(UsageError) in
                ReportCommand(arguments: try ReportArguments(options))
            }
        case .status:
            try invocation(CampaignOptions.status, rest, CampaignOptions(), width) {
                options throws(UsageError) in
                StatusCommand(arguments: try CampaignArguments(options))
            }
        case .reconcile:
            try invocation(CampaignOptions.reconcile, rest, CampaignOptions(), width) {
                options throws(UsageError) in
                ReconcileCommand(arguments: try CampaignArguments(options))
            }
        case .campaigns:
            try invocation(CampaignsOptions.syntax, rest, CampaignsOptions(), width) {
                options throws(UsageError) in
                CampaignsCommand(arguments: try CampaignsArguments(options))
            }
        case .optOuts:
            try invocation(OptOutsOptions.syntax, rest, OptOutsOptions(), width) {
                options throws(UsageError) in
                OptOutsCommand(arguments: try OptOutsArguments(options))
            }
        case .lookup:
            try invocation(LookupOptions.syntax, rest, LookupOptions(), width) {
                options throws(UsageError) in
                LookupCommand(arguments: try LookupArguments(options))
            }
        case .sandbox:
            try invocation(SandboxOptions.syntax, rest, SandboxOptions(), width) {
                options throws(UsageError) in
                SandboxCommand(arguments: try SandboxArguments(options))
            }
        }
    }

    /// Parses one command's words; what its arguments' check finds wrong points to its help too.
    private static func invocation<Options>(
        _ syntax: CommandSyntax<Options>,
        _ words: [String],
        _ empty: Options,
        _ width: Int,
        _ make: (Options) throws(UsageError) -> any Command
    ) throws(UsageError) -> Invocation {
        switch try syntax.parse(words, into: empty) {
        case .help: return .help(syntax.help(of: SMSCampaign.program, width: width))
        case .run(let options):
            do {
                return .run(try make(options))
            } catch {
                throw UsageError(error.message, command: syntax.name)
            }
        }
    }

    private static func unknown(_ word: String) -> UsageError {
        if word.hasSuffix(".csv") {
            return UsageError(
                "a command comes first: '\(SMSCampaign.program) send \(word) …' or '\(SMSCampaign.program) report \(word)'"
            )
        }
        let kind = word.hasPrefix("-") ? "option" : "command"
        let known = word.hasPrefix("-") ? ["--help", "--version"] : CommandName.words
        let hint =
            Spelling.nearest(to: word, in: known).map { "did you mean \($0)?" }
            ?? "the commands are \(commandList)"
        return UsageError("unknown \(kind) \"\(word)\"; \(hint)")
    }
}

/// A command that was understood and can be run.
protocol Command: Sendable {
    /// Does what was asked.
    ///
    /// - Returns: What the shell is told.
    /// - Throws: What ends the command: an error whose description is a sentence for a person. A
    ///   `CommandFailure` brings its own exit code; every other error is exit 2.
    func run(in context: CommandContext) async throws -> ExitCode

    /// The outside world as the command wants it: all that is said, its end by an error too, is
    /// said there.
    func prepared(_ context: CommandContext) -> CommandContext
}

extension Command {
    /// The world as it is.
    func prepared(_ context: CommandContext) -> CommandContext { context }
}

/// Every command of the contract.
enum CommandName: String, CaseIterable {
    case send, report, status, reconcile, campaigns, lookup, sandbox
    case optOuts = "opt-outs"

    /// What the command does, in a line of the program's help.
    var summary: String {
        switch self {
        case .send: "send a campaign, or preview it with --dry-run"
        case .report: "show what a campaign's report says"
        case .status: "ask the provider what has become of a campaign's messages"
        case .reconcile: "settle unconfirmed messages by the provider's message log"
        case .campaigns: "show what the ledger holds, or forget a part of it"
        case .lookup: "tell what kind of line a number is"
        case .sandbox: "run the built-in practice provider"
        case .optOuts: "show or change who gets no message"
        }
    }

    /// The words of all commands.
    static var words: [String] { allCases.map(\.rawValue) }
}

extension CommandName {
    /// The command as completions and manual show it.
    var outline: CommandOutline {
        switch self {
        case .send: SendOptions.syntax.outline(brief: summary)
        case .report: ReportOptions.syntax.outline(brief: summary)
        case .status: CampaignOptions.status.outline(brief: summary)
        case .reconcile: CampaignOptions.reconcile.outline(brief: summary)
        case .campaigns: CampaignsOptions.syntax.outline(brief: summary)
        case .lookup: LookupOptions.syntax.outline(brief: summary)
        case .sandbox: SandboxOptions.syntax.outline(brief: summary)
        case .optOuts: OptOutsOptions.syntax.outline(brief: summary)
        }
    }
}

/// The program's own help.
enum ProgramHelp {
    /// What the program does.
    static let summary =
        "Sends a text message to every recipient of a CSV file, without texting landlines."

    /// The options that stand in place of a command.
    static let options = [
        OptionOutline(name: "help", help: "show this help; after a command, that command's"),
        OptionOutline(name: "version", help: "show the version"),
    ]

    /// The text of `sms-campaign --help`.
    ///
    /// - Parameter width: The columns of the terminal.
    /// - Returns: Lines, the last with its line feed too.
    static func text(width: Int) -> String {
        let commands = CommandName.allCases.map { (term: $0.rawValue, text: $0.summary) }
        let program = SMSCampaign.program
        return """
            usage: \(program) COMMAND [options]

            \(Paragraph.wrap(summary, width: width))

            commands:
            \(DefinitionList(commands).render(width: width))

            options:
            \(DefinitionList(options.map { (term: "--" + $0.name, text: $0.help) }).render(width: width))

            \(Paragraph.wrap(ExitCode.help, width: width))

            """
    }
}

/// The whole program as completions and manual show it.
package struct ProgramOutline: Sendable, Hashable {
    /// The program's name.
    package let name: String
    /// Its version.
    package let version: String
    /// What it does, in a sentence.
    package let summary: String
    /// Its commands, in the order of its help.
    package let commands: [CommandOutline]
    /// The options that stand in place of a command.
    package let options: [OptionOutline]
    /// What its exit codes mean.
    package let exitCodes: String

    /// Makes an outline.
    package init(
        name: String,
        version: String,
        summary: String,
        commands: [CommandOutline],
        options: [OptionOutline],
        exitCodes: String
    ) {
        self.name = name
        self.version = version
        self.summary = summary
        self.commands = commands
        self.options = options
        self.exitCodes = exitCodes
    }

    /// The outline of this program.
    package static let current = ProgramOutline(
        name: SMSCampaign.program,
        version: SMSCampaign.version,
        summary: ProgramHelp.summary,
        commands: CommandName.allCases.compactMap(\.outline),
        options: ProgramHelp.options,
        exitCodes: ExitCode.help
    )
}

/// Names the numbering plan data for `--version`.
enum NumberingPlanVersion {
    static var text: String { NumberingPlan.version }
}
