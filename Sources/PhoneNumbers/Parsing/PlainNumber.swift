// SPDX-License-Identifier: Apache-2.0

/// The common case, read in one pass over the bytes: ASCII digits, a plus in front, and the punctuation between them.
///
/// Whatever needs more thought (letters, extensions, other scripts, fewer than three digits) is left to `WrittenNumber`.
struct PlainNumber {
    private(set) var digits = Digits()
    private(set) var hasPlus = false

    /// Nil if the text is not of this simple form.
    init?(_ text: String) {
        let bytes = text.utf8.span
        guard bytes.count <= WrittenNumber.longestText else { return nil }
        var mayTakePlus = true
        for index in bytes.indices {
            switch bytes[index] {
            case 0x30...0x39:
                digits.append(bytes[index] &- 0x30)
                mayTakePlus = false
            case UInt8(ascii: "+") where mayTakePlus:
                hasPlus = true
            case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "."),
                UInt8(ascii: "/"), UInt8(ascii: "["), UInt8(ascii: "]"):
                // A second plus is taken only right after the first.
                mayTakePlus = mayTakePlus && !hasPlus
            default:
                return nil
            }
        }
        guard digits.count > 2 else { return nil }
    }

    /// The digits of a text that is a plus and digits, nothing else; nil for any other.
    static func strict(_ text: String) -> Digits? {
        let bytes = text.utf8.span
        guard 1...Digits.capacity ~= bytes.count, bytes[0] == UInt8(ascii: "+") else { return nil }
        var digits = Digits()
        for index in 1..<bytes.count {
            guard case 0x30...0x39 = bytes[index] else { return nil }
            digits.append(bytes[index] &- 0x30)
        }
        return digits
    }
}
