// SPDX-License-Identifier: Apache-2.0

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
