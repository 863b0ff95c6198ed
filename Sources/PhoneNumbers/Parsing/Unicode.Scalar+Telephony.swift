// SPDX-License-Identifier: Apache-2.0

extension Unicode.Scalar {
    /// The value of a decimal digit of any script (general category Nd); nil for everything else.
    var decimalDigit: UInt8? {
        if isASCII { return ("0"..."9").contains(self) ? UInt8(value - 0x30) : nil }
        guard properties.numericType == .decimal, let number = properties.numericValue else { return nil }
        return UInt8(number)
    }

    /// `+`, also full-width.
    var isPlus: Bool { self == "+" || self == "\u{FF0B}" }

    /// Punctuation that may stand inside of a number (PhoneNumberUtil.VALID_PUNCTUATION), and the star.
    ///
    /// `x` is a placeholder for a carrier's code.
    var isNumberPunctuation: Bool {
        switch self {
        case "-", " ", "(", ")", ".", "[", "]", "/", "~", "*", "x", "X": true
        case "\u{2010}"..."\u{2015}", "\u{2212}", "\u{30FC}", "\u{FF0D}"..."\u{FF0F}", "\u{00A0}", "\u{00AD}",
            "\u{200B}",
            "\u{2060}", "\u{3000}", "\u{FF08}", "\u{FF09}", "\u{FF3B}", "\u{FF3D}", "\u{2053}", "\u{223C}", "\u{FF5E}":
            true
        default: false
        }
    }

    /// A to Z in either case.
    var isASCIILetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }

    /// A letter that may stand in a number; the four beyond ASCII are those that a comparison without case takes for one.
    var isNumberLetter: Bool {
        isASCIILetter || ["\u{130}", "\u{131}", "\u{17F}", "\u{212A}"].contains(self)
    }

    /// The digit of the key that carries the letter (ITU-T E.161), or the ASCII digit itself.
    var keypadDigit: UInt8? {
        switch caseFolded {
        case "0"..."9": decimalDigit
        case "a"..."c": 2
        case "d"..."f": 3
        case "g"..."i" where self != "\u{130}": 4
        case "j"..."l" where self != "\u{212A}": 5
        case "m"..."o": 6
        case "p"..."s": 7
        case "t"..."v": 8
        case "w"..."z": 9
        default: nil
        }
    }

    /// The scalar as a comparison without case sees it, for what the words for “extension” are made of.
    var caseFolded: Unicode.Scalar {
        switch self {
        case "A"..."Z", "\u{410}"..."\u{42F}", "\u{FF21}"..."\u{FF3A}":
            Unicode.Scalar(value + 0x20) ?? self
        case "\u{130}", "\u{131}": "i"
        case "\u{17F}": "s"
        case "\u{212A}": "k"
        case "\u{D3}": "\u{F3}"
        case "\u{1C81}": "\u{434}"
        case "\u{1C82}": "\u{43E}"
        default: self
        }
    }

    /// Whether a number may end with it: letters, digits and number signs of any script, and `#`.
    var mayEndNumber: Bool {
        if isASCII { return isASCIILetter || decimalDigit != nil || self == "#" }
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
        default: return properties.numericType != nil
        }
    }
}
