// SPDX-License-Identifier: Apache-2.0

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
        return split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : margin + $0 }.joined(separator: "\n")
    }
}
