// SPDX-License-Identifier: Apache-2.0

extension Symbol {
    /// The digit of the key that carries the letter (ITU-T E.161), or the ASCII digit itself; nil for everything else.
    ///
    /// Digits of other scripts have no place in a vanity number, nor have two letters whose capital is not an ASCII one.
    var keypadDigit: UInt8? {
        switch folded {
        case "0"..."9": digit
        case "a"..."c": 2
        case "d"..."f": 3
        case "g"..."i" where scalar != "\u{130}": 4
        case "j"..."l" where scalar != "\u{212A}": 5
        case "m"..."o": 6
        case "p"..."s": 7
        case "t"..."v": 8
        case "w"..."z": 9
        default: nil
        }
    }

    /// The character as a comparison without case sees it, for what the words for “extension” are made of.
    var folded: Unicode.Scalar {
        switch scalar {
        case "A"..."Z", "\u{410}"..."\u{42F}", "\u{FF21}"..."\u{FF3A}":
            Unicode.Scalar(scalar.value + 0x20) ?? scalar
        case "\u{130}", "\u{131}": "i"
        case "\u{17F}": "s"
        case "\u{212A}": "k"
        case "\u{D3}": "\u{F3}"
        case "\u{1C81}": "\u{434}"
        case "\u{1C82}": "\u{43E}"
        default: scalar
        }
    }
}
