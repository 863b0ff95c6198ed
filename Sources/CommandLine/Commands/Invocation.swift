// SPDX-License-Identifier: Apache-2.0

import Spelling

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
        guard let first = words.first else { throw UsageError("which command? one of " + Self.commandList) }
        let rest = Array(words.dropFirst())
        switch first {
        case "--help", "-h": self = .help(ProgramHelp.text(width: width))
        case "--version": self = .version
        default: self = try Self.command(first, rest, width: width)
        }
    }

    private static var commandList: String { CommandName.words.joined(separator: ", ") }

    private static func command(_ word: String, _ rest: [String], width: Int) throws(UsageError) -> Invocation {
        guard let name = CommandName(rawValue: word) else { throw unknown(word) }
        return switch name {
        case .send:
            try invocation(SendOptions.syntax, rest, SendOptions(), width) { options throws(UsageError) in
                SendCommand(arguments: try SendArguments(options))
            }
        case .report:
            try invocation(ReportOptions.syntax, rest, ReportOptions(), width) { options throws(UsageError) in
                ReportCommand(arguments: try ReportArguments(options))
            }
        case .status:
            try invocation(CampaignOptions.status, rest, CampaignOptions(), width) { options throws(UsageError) in
                StatusCommand(arguments: try CampaignArguments(options))
            }
        case .reconcile:
            try invocation(CampaignOptions.reconcile, rest, CampaignOptions(), width) { options throws(UsageError) in
                ReconcileCommand(arguments: try CampaignArguments(options))
            }
        case .campaigns:
            try invocation(CampaignsOptions.syntax, rest, CampaignsOptions(), width) { options throws(UsageError) in
                CampaignsCommand(arguments: try CampaignsArguments(options))
            }
        case .optOuts:
            try invocation(OptOutsOptions.syntax, rest, OptOutsOptions(), width) { options throws(UsageError) in
                OptOutsCommand(arguments: try OptOutsArguments(options))
            }
        case .lookup:
            try invocation(LookupOptions.syntax, rest, LookupOptions(), width) { options throws(UsageError) in
                LookupCommand(arguments: try LookupArguments(options))
            }
        case .sandbox:
            try invocation(SandboxOptions.syntax, rest, SandboxOptions(), width) { options throws(UsageError) in
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
        case .help: return .help(syntax.help(width: width))
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
            Spelling.nearest(to: word, in: known).map { "did you mean \($0)?" } ?? "the commands are \(commandList)"
        return UsageError("unknown \(kind) \"\(word)\"; \(hint)")
    }
}
