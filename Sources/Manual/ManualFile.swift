// SPDX-License-Identifier: Apache-2.0

package import CommandLine

/// A file that is installed beside the program and made from its option tables.
package enum ManualFile: Sendable, Hashable {
    case bash, zsh, fish
    /// The page of `man`, with the date of its footer as `2026-05-01`.
    case man(date: String)

    /// How the program that prints them is called.
    package static let usage = "usage: write-manual (bash | zsh | fish | man DATE)"

    /// Reads the words of a command line; nil where they are not those of ``usage``.
    package init?(_ words: [String]) {
        switch (words.first, words.count) {
        case ("bash", 1): self = .bash
        case ("zsh", 1): self = .zsh
        case ("fish", 1): self = .fish
        case ("man", 2): self = .man(date: words[1])
        default: return nil
        }
    }

    /// The file's text, with a line feed at its end.
    package func text(_ program: ProgramOutline) -> String {
        switch self {
        case .bash: BashCompletion(program).text
        case .zsh: ZshCompletion(program).text
        case .fish: FishCompletion(program).text
        case .man(let date): ManualPage(program, date: date).text
        }
    }
}
