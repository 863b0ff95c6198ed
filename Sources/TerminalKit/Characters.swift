// SPDX-License-Identifier: Apache-2.0

/// Counts the columns that text takes on a terminal (Unicode Standard Annex #11, East Asian Width,
/// of Unicode 16).
package enum DisplayWidth {
    /// The columns of a text without control characters.
    package static func of(_ text: some StringProtocol) -> Int {
        text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.reduce(0) { $0 + of($1) }
    }

    /// The longest beginning of a text that takes no more than these columns.
    package static func prefix<Text: StringProtocol>(
        of text: Text, _ width: Int
    ) -> Text.SubSequence {
        var used = 0
        return text.prefix { character in
            used += of(character)
            return used <= width
        }
    }

    /// Two for wide and fullwidth characters (W, F) and for what emoji presentation makes wide,
    /// none for a mark on its own.
    private static func of(_ character: Character) -> Int {
        let scalars = character.unicodeScalars
        if scalars.contains(where: isWide) { return 2 }
        return scalars.first?.properties.generalCategory == .nonspacingMark ? 0 : 1
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x1100 else { return false }
        return scalar == emojiPresentation || scalar.properties.isEmojiPresentation
            || ranges.contains { $0 ~= scalar.value }
    }

    /// VARIATION SELECTOR-16 asks for the coloured form of a character.
    private static let emojiPresentation: Unicode.Scalar = "\u{FE0F}"

    /// The blocks of EastAsianWidth.txt that are wide nearly throughout; emoji are told by their
    /// own property.
    private static let ranges: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DFF,
        0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
        0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FB,
        0x1D300...0x1D376, 0x1F200...0x1F265, 0x20000...0x3FFFD,
    ]
}

/// Makes text of others' files harmless for a terminal.
package enum Printable {
    /// Replaces control characters, which could move the cursor or pretend to be this program's own
    /// words.
    package static func text(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            result.unicodeScalars.append(isControl(scalar) ? "\u{FFFD}" : scalar)
        }
        return result
    }

    /// Cuts a text to a width in columns, with an ellipsis for what is lost.
    package static func cut(_ text: String, to width: Int) -> String {
        DisplayWidth.of(text) <= width ? text : DisplayWidth.prefix(of: text, width - 1) + "…"
    }

    /// Control characters (Cc) and the format characters (Cf) that turn the writing direction; not
    /// the joiner of emoji, which moves nothing.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar != "\u{200D}" else { return false }
        return scalar.properties.generalCategory == .control
            || scalar.properties.generalCategory == .format
    }
}

/// Names characters so that a person can find them in a text.
package enum CharacterNames {
    /// Characters beyond these are counted and not named.
    private static let most = 3

    /// The character as far as it can be seen, and its code point.
    package static func name(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        switch scalar.properties.generalCategory {
        case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator,
            .nonspacingMark:
            return scalar.properties.name.map { "\(code) (\($0.lowercased()))" } ?? code
        default: return "\(scalar) (\(code))"
        }
    }

    /// The first words, each once.
    package static func list(_ words: [String]) -> String {
        var seen: Set<String> = []
        let words = words.filter { seen.insert($0).inserted }
        let others = words.count - most
        guard others <= 0 else {
            return words.prefix(most).joined(separator: ", ") + " and \(others) more"
        }
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }
}
