// SPDX-License-Identifier: Apache-2.0

/// A word of a text: letters and digits without a break.
struct TextWord {
    /// The word as it is written.
    let text: Substring
    /// The word in small letters.
    let small: String

    /// Whether the word has letters, all of them capitals.
    var isCapitals: Bool { small != text && text.uppercased() == text }

    /// Whether the word has a small letter.
    var hasSmallLetters: Bool { text.uppercased() != text }

    /// The words of a text in their order.
    static func words(of text: String) -> [TextWord] {
        text.unicodeScalars.split { !isPart($0) }.map { part in
            let word = Substring(part)
            return TextWord(text: word, small: word.lowercased())
        }
    }

    private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x80 else {
            return switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9": true
            default: false
            }
        }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}
