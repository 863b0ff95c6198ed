// SPDX-License-Identifier: Apache-2.0

/// A command as completions and manual show it: its syntax, without the arguments that it is parsed
/// into.
package struct CommandOutline: Sendable, Hashable {
    /// The word after the program's name.
    package let name: String
    /// What the command does, in a few words that begin in lower case.
    package let brief: String
    /// What follows the name in the usage line.
    package let usage: String
    /// What the command does, as a sentence.
    package let summary: String
    /// The options of this version, in the order of the help.
    package let options: [OptionOutline]
    /// Paragraphs under the options; the exit codes are not among them.
    package let notes: [String]
    /// What a shell offers for a word that is no option.
    package let candidates: CompletionCandidates
    /// What the first such word may be; empty where it is free.
    package let actions: [CommandAction]

    package init(
        name: String, brief: String, usage: String, summary: String, options: [OptionOutline],
        notes: [String] = [], candidates: CompletionCandidates = .nothing,
        actions: [CommandAction] = []
    ) {
        self.name = name
        self.brief = brief
        self.usage = usage
        self.summary = summary
        self.options = options
        self.notes = notes
        self.candidates = candidates
        self.actions = actions
    }
}

/// One row of a command's option table, as completions and manual show it.
package struct OptionOutline: Sendable, Hashable {
    /// The name without dashes.
    package let name: String
    /// What stands for the value; nil for a flag.
    package let placeholder: String?
    /// What the option does.
    package let help: String
    /// What a shell offers for the value.
    package let candidates: CompletionCandidates

    package init(
        name: String, placeholder: String? = nil, help: String,
        candidates: CompletionCandidates = .nothing
    ) {
        self.name = name
        self.placeholder = placeholder
        self.help = help
        self.candidates = candidates
    }

    /// The option that every command has.
    package static let help = OptionOutline(name: "help", help: "show this help")
}
