// SPDX-License-Identifier: Apache-2.0

import CSV

/// The words for what stands between two cells.
package enum DelimiterWord {
    private static let words: [(byte: UInt8, word: String)] = [
        (UInt8(ascii: ","), "comma"), (UInt8(ascii: ";"), "semicolon"), (UInt8(ascii: "\t"), "tab"),
        (UInt8(ascii: "|"), "pipe"), (UInt8(ascii: " "), "space"),
    ]

    /// Reads a word, or the character itself; nil for what cannot delimit cells.
    package static func read(_ text: String) -> UInt8? {
        let name = text.lowercased()
        if let known = words.first(where: { $0.word == name }) { return known.byte }
        if text == "\\t" { return UInt8(ascii: "\t") }
        guard text.utf8.count == 1, let byte = text.utf8.first, CSVDialect.canDelimit(byte) else { return nil }
        return byte
    }

    /// The words of the help.
    package static let names = words.prefix(4).map(\.word)

    /// A delimiter in a sentence: `“;”`, `a tab`.
    static func sentence(_ byte: UInt8) -> String {
        byte == UInt8(ascii: "\t") ? "a tab" : "“\(Unicode.Scalar(byte))”"
    }
}
