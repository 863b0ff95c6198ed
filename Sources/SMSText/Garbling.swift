// SPDX-License-Identifier: Apache-2.0

/// Knows text that went through a wrong encoding, or whose characters are spelled by codes.
enum Garbling {
    /// Whether a byte of UTF-8 may begin something garbled: a character of which UTF-8 in a wrong
    /// encoding is made (Ã and the like, √ ├ ┬, 锟, the replacement character), or a code.
    static func mayBegin(with byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "\\"), UInt8(ascii: "%"), UInt8(ascii: "<"),
            UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "?"), 0xC3, 0xE2, 0xE9, 0xEF:
            true
        default: false
        }
    }

    static func isIn(_ text: [Unicode.Scalar]) -> Bool {
        text.indices.contains { isGarbled(at: $0, of: text) }
            || !WrittenOutSign.find(in: text).isEmpty
    }

    private static func isGarbled(at place: Int, of text: [Unicode.Scalar]) -> Bool {
        switch text[place] {
        case "\u{FFFD}", "├", "┬": true
        // What GBK makes of replacement characters.
        case "锟": text[place...].starts(with: "锟斤拷".unicodeScalars)
        // What the Macintosh's encoding makes of UTF-8.
        case "√": follows(place, in: text) { macintoshContinuations.contains($0) }
        case "‚": follows(place, in: text) { $0 == "Ä" }
        case "_": isSpreadsheetCode(place, of: text)
        case "\\": isStringCode(place, of: text)
        case "=": isQuotedPrintable(place, of: text)
        case "?": isLostLetter(place, of: text)
        default: isMisread(at: place, of: text)
        }
    }

    private static let macintoshContinuations = Set(
        "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø".unicodeScalars)

    private static func follows(
        _ place: Int, in text: [Unicode.Scalar], _ fits: (Unicode.Scalar) -> Bool
    ) -> Bool { place + 1 < text.count && fits(text[place + 1]) }

    /// `_x000D_`, as spreadsheets write control characters.
    private static func isSpreadsheetCode(_ place: Int, of text: [Unicode.Scalar]) -> Bool {
        let code = text[place...].prefix(7)
        return code.count == 7 && code.last == "_" && text[place + 1] == "x"
            && code.dropFirst(2).dropLast().allSatisfy(\.properties.isASCIIHexDigit)
    }

    /// `\u00e9`, `\xe9`.
    private static func isStringCode(_ place: Int, of text: [Unicode.Scalar]) -> Bool {
        let digits = text[place...].dropFirst(2).prefix(4)
        let known = digits.prefix(while: \.properties.isASCIIHexDigit).count
        return follows(place, in: text) { ($0 == "u" && known == 4) || ($0 == "x" && known >= 2) }
    }

    /// `=C3=A9`, as mail spells letters.
    private static func isQuotedPrintable(_ place: Int, of text: [Unicode.Scalar]) -> Bool {
        let code = Array(text[place...].prefix(6))
        return code.count == 6 && code[3] == "=" && (code[1] == "C" || code[1] == "E")
            && [code[2], code[4], code[5]].allSatisfy(\.properties.isASCIIHexDigit)
    }

    /// `M?ller`: a letter that an encoding did not have; not in an address.
    private static func isLostLetter(_ place: Int, of text: [Unicode.Scalar]) -> Bool {
        place > 0 && text[place - 1].properties.isAlphabetic
            && follows(place, in: text) { $0.properties.isLowercase }
            && !text.contains("/") && !text.contains("=")
    }
}

extension Garbling {
    /// Whether UTF-8 that was read as Windows-1252 begins at a place: `Ã«`, `â€™`, `Â°`.
    ///
    /// The characters are turned back into bytes, and these must be the bytes of one character.
    /// Behind a capital a quotation mark, a dash or a space may stand by chance.
    private static func isMisread(at place: Int, of text: [Unicode.Scalar]) -> Bool {
        guard let count = continuations(after: text[place]) else { return false }
        let rest = text[place...].dropFirst().prefix(count)
        guard rest.count == count, rest.allSatisfy(isContinuation) else { return false }
        if rest.contains(where: { !letters.contains($0) && !marks.contains($0) }) { return true }
        guard count == 1, let next = rest.first, !letters.contains(next) else { return false }
        switch text[place] {
        // ê ë û î ú, and signs: no word has such a pair.
        case "Ã" where !quotes.contains(next), "Â" where next.value < 0x100: return true
        default: return follows(place + 1, in: text) { $0.properties.isLowercase }
        }
    }

    /// How many bytes follow the one that a character stands for; nil where that begins none.
    private static func continuations(after scalar: Unicode.Scalar) -> Int? {
        switch scalar.value {
        case 0xC2...0xDF: 1
        case 0xE0...0xEF: 2
        case 0xF0...0xF4: 3
        default: nil
        }
    }

    private static func isContinuation(_ scalar: Unicode.Scalar) -> Bool {
        0x80...0xBF ~= scalar.value || highCharacters.contains(scalar)
    }

    /// The characters of Windows-1252 from 0x80 to 0x9F.
    private static let highCharacters = Set("€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ".unicodeScalars)
    private static let letters = Set("ŠšŽžŒœŸƒ".unicodeScalars)
    private static let quotes = Set("‘’“”„…–—\u{A0}".unicodeScalars)
    /// What may stand behind a letter.
    private static let marks = quotes.union("«»°·ªº™®".unicodeScalars)
}
