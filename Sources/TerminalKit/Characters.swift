// SPDX-License-Identifier: Apache-2.0

import Basics

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

/// Makes text of others' files harmless for a terminal: what would command it is shown instead.
package enum Printable {
    /// The text in one line, with every control and hidden format character made visible.
    ///
    /// Such characters could move the cursor, set a window's title, turn the writing direction, or
    /// begin a line that pretends to be this program's own words. What is visible stays as it is,
    /// so that a text may pass here twice.
    package static func text(_ text: String) -> String { shown(text, keepsLines: false) }

    /// The same for a text of several lines, whose line ends become line feeds.
    package static func lines(_ text: String) -> String {
        let hasReturn = text.utf8.contains(0x0D)
        return shown(
            hasReturn ? text.replacing("\r\n", with: "\n") : text, keepsLines: true)
    }

    /// Cuts a text to a width in columns, with an ellipsis for what is lost.
    package static func cut(_ text: String, to width: Int) -> String {
        DisplayWidth.of(text) <= width ? text : DisplayWidth.prefix(of: text, width - 1) + "…"
    }

    /// How a terminal is shown a character; nil for one that is harmless.
    ///
    /// C0 has pictures of its own (U+2400…U+2421); the others are named by their code points.
    static func picture(of scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0x20..<0x7F: nil
        case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value).map(String.init)
        case 0x7F: "\u{2421}"
        default: scalar.isHidden ? "<\(CharacterNames.code(scalar))>" : nil
        }
    }

    private static func shown(_ text: String, keepsLines: Bool) -> String {
        guard !text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) || (keepsLines && $0 == 0x0A) })
        else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if !(keepsLines && scalar == "\n"), let shown = picture(of: scalar) {
                result += shown
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

/// Names characters so that a person can find them in a text.
package enum CharacterNames {
    /// Characters beyond these are counted and not named.
    private static let most = 3

    /// The character as far as it can be seen, and its code point.
    package static func name(_ scalar: Unicode.Scalar) -> String {
        let point = code(scalar)
        switch scalar.properties.generalCategory {
        case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator,
            .nonspacingMark:
            return scalar.properties.name.map { "\(point) (\($0.lowercased()))" } ?? point
        default: return "\(scalar) (\(point))"
        }
    }

    /// The code point as it is usually written: `U+202E`.
    static func code(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
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
