// SPDX-License-Identifier: Apache-2.0

/// One character of a written number, and what it can be there.
///
/// libphonenumber's rules speak of code points, so these are code points too.
struct Symbol: Sendable {
    enum Kind: Sendable {
        /// A decimal digit of any script (general category Nd).
        case digit
        /// `+`, also full-width.
        case plus
        /// Punctuation that may stand inside of a number (PhoneNumberUtil.VALID_PUNCTUATION), and
        /// the star.
        case punctuation
        /// A to Z, and the four letters beyond ASCII that a comparison without case takes for one
        /// of them.
        case letter
        /// A letter, digit or number sign of another script: no part of a number, but a number may
        /// end with it.
        case word
        /// Anything else.
        case other
    }

    let scalar: Unicode.Scalar
    let kind: Kind
    /// Zero for what is no digit.
    let digit: UInt8

    init(_ scalar: Unicode.Scalar) {
        self.scalar = scalar
        (kind, digit) =
            scalar.isASCII ? Self.classify(ascii: scalar) : Self.classify(beyondASCII: scalar)
    }

    var isDigit: Bool { kind == .digit }

    /// `x` is punctuation too: it holds the place of a carrier's code.
    var isPunctuation: Bool { kind == .punctuation || scalar == "x" || scalar == "X" }

    /// Whether it may follow the third digit of a number.
    var isNumberTail: Bool { kind == .digit || kind == .punctuation || kind == .letter }

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
        // Full-width, Arabic and Persian digits, before Unicode's tables are asked, which takes
        // longer than all the rest.
        case "\u{FF10}"..."\u{FF19}", "\u{660}"..."\u{669}", "\u{6F0}"..."\u{6F9}":
            (.digit, UInt8(truncatingIfNeeded: scalar.value & 0xF))
        case "\u{966}"..."\u{96F}", "\u{9E6}"..."\u{9EF}":
            (.digit, UInt8(truncatingIfNeeded: (scalar.value &- 6) & 0xF))
        case "\u{FF0B}": (.plus, 0)
        case "\u{130}", "\u{131}", "\u{17F}", "\u{212A}": (.letter, 0)
        case "\u{2010}"..."\u{2015}", "\u{2212}", "\u{30FC}", "\u{FF0D}"..."\u{FF0F}", "\u{A0}",
            "\u{AD}", "\u{200B}", "\u{2060}", "\u{3000}", "\u{FF08}", "\u{FF09}", "\u{FF3B}",
            "\u{FF3D}", "\u{2053}", "\u{223C}", "\u{FF5E}":
            (.punctuation, 0)
        default: classify(byProperties: scalar.properties)
        }
    }

    private static func classify(
        byProperties properties: Unicode.Scalar.Properties
    ) -> (Kind, UInt8) {
        if properties.numericType == .decimal, let value = properties.numericValue {
            return (.digit, UInt8(value))
        }
        return switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
            (.word, 0)
        default: (properties.numericType == nil ? .other : .word, 0)
        }
    }
}

extension Symbol {
    /// The digit of the key that carries the letter (ITU-T E.161), or the ASCII digit itself; nil
    /// for everything else.
    ///
    /// Digits of other scripts have no place in a vanity number, nor have two letters whose capital
    /// is not an ASCII one.
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

    /// The character as a comparison without case sees it, for what the words for “extension” are
    /// made of.
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

typealias Symbols = ArraySlice<Symbol>

extension Symbols {
    var withoutPluses: Symbols { drop { $0.kind == .plus } }

    /// Where a text first occurs, case included; nil if it does not.
    func firstIndex(of text: String) -> Int? {
        guard let first = text.unicodeScalars.first else { return nil }
        return indices.first {
            self[$0].scalar == first && self[$0...].begins(with: text, \.scalar)
        }
    }

    /// What follows a word that the piece begins with, whatever its case; nil if it does not begin
    /// with it.
    func dropping(_ word: String) -> Symbols? {
        begins(with: word, \.folded) ? dropFirst(word.unicodeScalars.count) : nil
    }

    private func begins(with text: String, _ form: (Symbol) -> Unicode.Scalar) -> Bool {
        var index = startIndex
        for scalar in text.unicodeScalars {
            guard index < endIndex, form(self[index]) == scalar else { return false }
            index += 1
        }
        return true
    }
}

extension String {
    /// What the closure makes of the text's UTF-8.
    ///
    /// `utf8.span` does the same, but on Apple's systems it needs macOS 26.
    func withUTF8Span<Result>(_ read: (Span<UInt8>) -> Result) -> Result {
        var text = self
        return text.withUTF8 { read($0.span) }
    }
}

extension Span where Element == UInt8 {
    /// The scalar that begins at a place in valid UTF-8; the place moves on to the next one.
    func scalar(at index: inout Int) -> Unicode.Scalar {
        let lead = self[index]
        index += 1
        if lead < 0x80 { return Unicode.Scalar(lead) }
        let length = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3
        var value = UInt32(lead) & (0x3F >> UInt32(length))
        for _ in 0..<length where index < count {
            value = value << 6 | UInt32(self[index] & 0x3F)
            index += 1
        }
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }
}
