// SPDX-License-Identifier: Apache-2.0

/// Counts the columns that text takes on a terminal (Unicode Standard Annex #11, East Asian Width, of Unicode 16).
enum DisplayWidth {
    /// The columns of a text without control characters.
    static func of(_ text: some StringProtocol) -> Int {
        text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.reduce(0) { $0 + of($1) }
    }

    /// The longest beginning of a text that takes no more than these columns.
    static func prefix<Text: StringProtocol>(of text: Text, _ width: Int) -> Text.SubSequence {
        var used = 0
        return text.prefix { character in
            used += of(character)
            return used <= width
        }
    }

    /// Two for wide and fullwidth characters (W, F) and for what emoji presentation makes wide, none for a mark on its own.
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

    /// The blocks of EastAsianWidth.txt that are wide nearly throughout; emoji are told by their own property.
    private static let ranges: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DFF, 0x4E00...0xA4CF,
        0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
        0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FB, 0x1D300...0x1D376, 0x1F200...0x1F265, 0x20000...0x3FFFD,
    ]
}
