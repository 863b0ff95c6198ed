// SPDX-License-Identifier: Apache-2.0

/// What a command's first word can be, where it says what is to be done: `import` of `opt-outs import FILE`.
package struct CommandAction: Sendable, Hashable {
    /// The word.
    package let name: String
    /// What a shell offers for the words behind it.
    package let candidates: Candidates

    /// Makes an action.
    package init(_ name: String, _ candidates: Candidates = .nothing) {
        self.name = name
        self.candidates = candidates
    }
}
