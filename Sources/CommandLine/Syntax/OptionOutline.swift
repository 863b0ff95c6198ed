// SPDX-License-Identifier: Apache-2.0

/// One row of a command's option table, as completions and manual show it.
package struct OptionOutline: Sendable, Hashable {
    /// The name without dashes.
    package let name: String
    /// What stands for the value; nil for a flag.
    package let placeholder: String?
    /// What the option does.
    package let help: String
    /// What a shell offers for the value.
    package let candidates: Candidates

    /// Makes an outline.
    package init(name: String, placeholder: String? = nil, help: String, candidates: Candidates = .nothing) {
        self.name = name
        self.placeholder = placeholder
        self.help = help
        self.candidates = candidates
    }

    /// The option that every command has.
    package static let help = OptionOutline(name: "help", help: "show this help")
}
