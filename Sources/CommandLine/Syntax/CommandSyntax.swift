// SPDX-License-Identifier: Apache-2.0

/// What a command accepts and how it explains itself.
struct CommandSyntax<Arguments>: Sendable {
    /// The word after the program's name.
    let name: String
    /// What follows the name in the usage line: `RECIPIENTS.csv (--template FILE | --message TEXT) [options]`.
    let usage: String
    /// What the command does, in a line.
    let summary: String
    /// The option table, in the order of the help.
    let options: [OptionSpec<Arguments>]
    /// Paragraphs under the options.
    var notes: [String] = []
    /// What a shell offers for a word that is no option.
    var candidates = Candidates.nothing
    /// What the first such word may be, with the candidates for those behind it; empty where it is free.
    var actions: [CommandAction] = []
    /// Takes over a word that is no option.
    let operand: @Sendable (inout Arguments, String) -> Void

    /// The names by which `--help` is asked for.
    static var helpWords: [String] { ["--help", "-h"] }
}
