// SPDX-License-Identifier: Apache-2.0

/// One character of a written number, and what it can be there.
///
/// libphonenumber's rules speak of code points, so these are code points too.
struct Symbol: Sendable {
    /// What a character can be in a number.
    enum Kind: Sendable {
        /// A decimal digit of any script (general category Nd).
        case digit
        /// `+`, also full-width.
        case plus
        /// Punctuation that may stand inside of a number (PhoneNumberUtil.VALID_PUNCTUATION), and the star.
        case punctuation
        /// A to Z, and the four letters beyond ASCII that a comparison without case takes for one of them.
        case letter
        /// A letter, digit or number sign of another script: no part of a number, but a number may end with it.
        case word
        /// Anything else.
        case other
    }

    let scalar: Unicode.Scalar
    let kind: Kind
    /// The value of a digit; zero for everything else.
    let digit: UInt8

    init(_ scalar: Unicode.Scalar) {
        self.scalar = scalar
        (kind, digit) = scalar.isASCII ? Self.classify(ascii: scalar) : Self.classify(beyondASCII: scalar)
    }

    var isDigit: Bool { kind == .digit }

    /// `x` is punctuation too: it holds the place of a carrier's code.
    var isPunctuation: Bool { kind == .punctuation || scalar == "x" || scalar == "X" }

    /// Whether it may follow the third digit of a number.
    var isNumberTail: Bool { kind == .digit || kind == .punctuation || kind == .letter }

    /// Whether a number may end with it.
    var mayEndNumber: Bool { kind == .digit || kind == .letter || kind == .word || scalar == "#" }

    /// Whether it counts for a vanity number.
    var isASCIILetter: Bool { kind == .letter && scalar.isASCII }

    private static func classify(ascii scalar: Unicode.Scalar) -> (Kind, UInt8) {
        switch scalar {
        case "0"..."9": (.digit, UInt8(truncatingIfNeeded: scalar.value & 0xF))
        case "a"..."z", "A"..."Z": (.letter, 0)
        case "+": (.plus, 0)
        case "-", " ", "(", ")", ".", "[", "]", "/", "~", "*": (.punctuation, 0)
        default: (.other, 0)
        }
    }

    private static func classify(beyondASCII scalar: Unicode.Scalar) -> (Kind, UInt8) {
        switch scalar {
        // Full-width, Arabic and Persian digits, before Unicode's tables are asked, which takes longer than all the rest.
        case "\u{FF10}"..."\u{FF19}", "\u{660}"..."\u{669}", "\u{6F0}"..."\u{6F9}":
            (.digit, UInt8(truncatingIfNeeded: scalar.value & 0xF))
        case "\u{966}"..."\u{96F}", "\u{9E6}"..."\u{9EF}":
            (.digit, UInt8(truncatingIfNeeded: (scalar.value &- 6) & 0xF))
        case "\u{FF0B}": (.plus, 0)
        case "\u{130}", "\u{131}", "\u{17F}", "\u{212A}": (.letter, 0)
        case "\u{2010}"..."\u{2015}", "\u{2212}", "\u{30FC}", "\u{FF0D}"..."\u{FF0F}", "\u{A0}", "\u{AD}", "\u{200B}",
            "\u{2060}",
            "\u{3000}", "\u{FF08}", "\u{FF09}", "\u{FF3B}", "\u{FF3D}", "\u{2053}", "\u{223C}", "\u{FF5E}":
            (.punctuation, 0)
        default: classify(byProperties: scalar.properties)
        }
    }

    private static func classify(byProperties properties: Unicode.Scalar.Properties) -> (Kind, UInt8) {
        if properties.numericType == .decimal, let value = properties.numericValue { return (.digit, UInt8(value)) }
        return switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: (.word, 0)
        default: (properties.numericType == nil ? .other : .word, 0)
        }
    }
}
