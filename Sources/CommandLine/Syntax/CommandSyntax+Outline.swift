// SPDX-License-Identifier: Apache-2.0

extension CommandSyntax {
    /// The syntax without what depends on the arguments' type.
    ///
    /// - Parameter brief: The command's line in the program's help.
    /// - Returns: The outline, with --help as its last option.
    func outline(brief: String) -> CommandOutline {
        CommandOutline(
            name: name,
            brief: brief,
            usage: usage,
            summary: summary,
            options: options.map(\.outline) + [.help],
            notes: notes.filter { $0 != ExitCode.help },
            candidates: candidates,
            actions: actions
        )
    }
}

extension OptionSpec {
    /// The option without the way it is taken over.
    var outline: OptionOutline {
        let guess = placeholder.map(Candidates.init(placeholder:)) ?? .nothing
        return OptionOutline(name: name, placeholder: placeholder, help: help, candidates: candidates ?? guess)
    }
}
