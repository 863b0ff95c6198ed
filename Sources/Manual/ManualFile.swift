// SPDX-License-Identifier: Apache-2.0

import Basics
package import Commands
import TerminalKit

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

extension String {
    /// The text as one word of bash and zsh.
    var shellQuoted: String { "'" + replacing("'", with: "'\\''") + "'" }

    /// The text as one word of fish, where a backslash counts inside quotes too.
    var fishQuoted: String { "'" + replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'" }

    /// The text with a backslash before each of some characters.
    func escaping(_ characters: String) -> String {
        reduce(into: "") { text, character in
            if character == "\\" || characters.contains(character) { text.append("\\") }
            text.append(character)
        }
    }

    /// The text as an identifier: `sms_campaign`.
    var identifier: String { replacing("-", with: "_") }

    /// The text's lines, each that is not empty behind an indent.
    func indented(_ columns: Int) -> String {
        let margin = String(repeating: " ", count: columns)
        return split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.isEmpty ? "" : margin + $0
        }.joined(separator: "\n")
    }
}
