// SPDX-License-Identifier: Apache-2.0

/// A number as people write it, taken apart: its digits, whether a plus stands before them, and its
/// extension.
struct WrittenNumber {
    let digits: Digits
    let hasPlus: Bool
    let phoneExtension: String?

    /// Longer texts are not looked at (PhoneNumberUtil.MAX_INPUT_STRING_LENGTH).
    static let longestText = 250

    init(_ text: String) throws(ParseFailure) {
        let candidate = try Self.numberPart(of: Self.symbols(of: text))
        guard Self.isViable(candidate) else { throw .notANumber }
        let (number, phoneExtension) = Self.splitExtension(candidate)
        self.phoneExtension = phoneExtension
        hasPlus = number.first?.kind == .plus
        digits = Self.digits(of: number.withoutPluses)
    }

    private static func symbols(of text: String) throws(ParseFailure) -> Symbols {
        guard let symbols = text.withUTF8Span(symbols) else { throw .tooLong }
        return symbols[...]
    }

    private static func symbols(of bytes: Span<UInt8>) -> [Symbol]? {
        var symbols: [Symbol] = []
        symbols.reserveCapacity(min(bytes.count, longestText))
        var index = 0
        while index < bytes.count {
            guard symbols.count < longestText else { return nil }
            symbols.append(Symbol(bytes.scalar(at: &index)))
        }
        return symbols
    }

    /// The part of the text that may be a number (PhoneNumberUtil.buildNationalNumberForParsing).
    private static func numberPart(of text: Symbols) throws(ParseFailure) -> Symbols {
        let found = try TelephoneURI.number(in: text) ?? possibleNumber(in: text)
        guard let subaddress = found.firstIndex(of: ";isub="), subaddress > found.startIndex else {
            return found
        }
        return found[..<subaddress]
    }

    /// From the first digit or plus to the last letter, digit or `#`, without a second number that
    /// begins with `/x`.
    private static func possibleNumber(in text: Symbols) -> Symbols {
        let begun = text.drop { $0.kind != .digit && $0.kind != .plus }
        guard let last = begun.lastIndex(where: \.mayEndNumber) else { return [] }
        let number = begun[...last]
        guard let second = number.indices.first(where: { beginsSecondNumber(number[$0...]) }) else {
            return number
        }
        return number[..<second]
    }

    private static func beginsSecondNumber(_ text: Symbols) -> Bool {
        guard text.first?.scalar == "/" || text.first?.scalar == "\\" else { return false }
        return text.dropFirst().drop { $0.scalar == " " }.first?.scalar == "x"
    }

    /// Whether the text has the form of a number (PhoneNumberUtil.VALID_PHONE_NUMBER).
    ///
    /// Two digits, or three digits with punctuation before letters may follow, and perhaps an
    /// extension.
    private static func isViable(_ text: Symbols) -> Bool {
        if text.count == 2, text.allSatisfy(\.isDigit) { return true }
        guard let head = endOfThirdDigit(in: text.withoutPluses) else { return false }
        let tail = text[head...].drop(while: \.isNumberTail)
        if tail.isEmpty { return true }
        guard let scanner = ExtensionScanner(text) else { return false }
        return text[head...tail.startIndex].indices.contains { scanner.begins(at: $0, of: text) }
    }

    private static func endOfThirdDigit(in text: Symbols) -> Int? {
        var digits = 0
        for index in text.indices {
            if text[index].isDigit {
                digits += 1
                if digits == 3 { return index + 1 }
            } else if !text[index].isPunctuation {
                return nil
            }
        }
        return nil
    }

    /// Takes off an extension, if what is left has the form of a number
    /// (PhoneNumberUtil.maybeStripExtension).
    private static func splitExtension(
        _ text: Symbols
    ) -> (number: Symbols, phoneExtension: String?) {
        guard let scanner = ExtensionScanner(text), let start = scanner.firstPlace(in: text),
            isViable(text[..<start])
        else { return (text, nil) }
        return (text[..<start], scanner.digits(in: text))
    }

    /// The digits to dial; with three letters or more it is a vanity number, and letters count as
    /// their keys.
    private static func digits(of text: Symbols) -> Digits {
        let isVanity = text.count(where: \.isASCIILetter) >= 3
        var digits = DigitCollector()
        for symbol in text {
            if isVanity {
                if let digit = symbol.keypadDigit { digits.append(digit) }
            } else if symbol.isDigit {
                digits.append(symbol.digit)
            }
        }
        return digits.digits
    }
}

/// The `tel:` form of RFC 3966, where a phone-context says what stands before the number.
enum TelephoneURI {
    private static let contextMark = ";phone-context="
    private static let scheme = "tel:"

    /// The number with its context in front, if the context is the beginning of a number; nil
    /// without a context.
    ///
    /// - Throws: `notANumber` if the context is neither a number's beginning nor a domain name.
    static func number(in text: Symbols) throws(ParseFailure) -> Symbols? {
        guard let mark = text.firstIndex(of: contextMark) else { return nil }
        let context = text[(mark + contextMark.unicodeScalars.count)...].prefix { $0.scalar != ";" }
        let isGlobal = isGlobalNumber(context)
        guard isGlobal || isDomainName(context) else { throw .notANumber }
        let start =
            text.firstIndex(of: scheme).map { $0 + scheme.unicodeScalars.count } ?? text.startIndex
        let number = start < mark ? text[start..<mark] : []
        return isGlobal ? context + number : number
    }

    /// `+`, then digits and visual separators with at least one digit.
    private static func isGlobalNumber(_ text: Symbols) -> Bool {
        guard text.first?.scalar == "+" else { return false }
        let rest = text.dropFirst()
        return rest.contains(where: \.isDigit)
            && rest.allSatisfy { $0.isDigit || isVisualSeparator($0.scalar) }
    }

    private static func isVisualSeparator(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "-" || scalar == "." || scalar == "(" || scalar == ")"
    }

    /// Labels between dots; the last begins with a letter, and a dot may end the name.
    private static func isDomainName(_ text: Symbols) -> Bool {
        let name = text.last?.scalar == "." ? text.dropLast() : text
        let labels = name.split(omittingEmptySubsequences: false) { $0.scalar == "." }
        guard let top = labels.last?.first, top.isASCIILetter else { return false }
        return labels.allSatisfy(isLabel)
    }

    private static func isLabel(_ label: Symbols) -> Bool {
        guard let first = label.first?.scalar, let last = label.last?.scalar, first != "-",
            last != "-"
        else { return false }
        return label.allSatisfy { $0.scalar == "-" || $0.isASCIILetter || $0.isDigit }
    }
}
