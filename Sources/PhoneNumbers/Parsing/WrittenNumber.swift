// SPDX-License-Identifier: Apache-2.0

/// A number as people write it, taken apart: its digits, whether a plus stands before them, and its extension.
struct WrittenNumber {
    let digits: Digits
    let hasPlus: Bool
    let phoneExtension: String?

    /// Longer texts are not looked at (PhoneNumberUtil.MAX_INPUT_STRING_LENGTH).
    static let longestText = 250

    init(_ text: String) throws(ParseFailure) {
        let scalars = Array(text.unicodeScalars)[...]
        guard scalars.count <= Self.longestText else { throw .tooLong }
        let candidate = try Self.candidate(in: scalars)
        guard Self.isViable(candidate) else { throw .notANumber }
        let (number, phoneExtension) = Self.splitExtension(candidate)
        self.phoneExtension = phoneExtension
        hasPlus = number.first?.isPlus ?? false
        digits = Self.digits(of: number.withoutPluses)
    }

    /// The part of the text that may be a number (PhoneNumberUtil.buildNationalNumberForParsing).
    private static func candidate(in text: Scalars) throws(ParseFailure) -> Scalars {
        let found = try TelephoneURI.number(in: text) ?? possibleNumber(in: text)
        guard let subaddress = found.firstIndex(of: ";isub="), subaddress > found.startIndex else { return found }
        return found[..<subaddress]
    }

    /// From the first digit or plus to the last letter, digit or `#`, without a second number that begins with `/x`.
    private static func possibleNumber(in text: Scalars) -> Scalars {
        guard let start = text.firstIndex(where: { $0.isPlus || $0.decimalDigit != nil }) else { return [] }
        var number = text[start...]
        while let last = number.last, !last.mayEndNumber { number.removeLast() }
        guard let second = number.indices.first(where: { beginsSecondNumber(number[$0...]) }) else { return number }
        return number[..<second]
    }

    private static func beginsSecondNumber(_ text: Scalars) -> Bool {
        guard text.first == "/" || text.first == "\\" else { return false }
        return text.dropFirst().drop { $0 == " " }.first == "x"
    }

    /// Whether the text has the form of a number: two digits, or three digits with punctuation before letters may follow, and
    /// perhaps an extension (PhoneNumberUtil.VALID_PHONE_NUMBER).
    static func isViable(_ text: Scalars) -> Bool {
        if text.count == 2, text.allSatisfy({ $0.decimalDigit != nil }) { return true }
        guard let head = endOfThirdDigit(in: text.withoutPluses) else { return false }
        let tail = text[head...].drop { $0.isNumberPunctuation || $0.isNumberLetter || $0.decimalDigit != nil }
        if tail.isEmpty { return true }
        guard let scanner = ExtensionScanner(text) else { return false }
        return (head...tail.startIndex).contains { scanner.begins(at: $0) }
    }

    private static func endOfThirdDigit(in text: Scalars) -> Int? {
        var digits = 0
        for (index, scalar) in zip(text.indices, text) {
            if scalar.decimalDigit != nil {
                digits += 1
                if digits == 3 { return index + 1 }
            } else if !scalar.isNumberPunctuation {
                return nil
            }
        }
        return nil
    }

    /// Takes off an extension, if what is left has the form of a number (PhoneNumberUtil.maybeStripExtension).
    private static func splitExtension(_ text: Scalars) -> (number: Scalars, phoneExtension: String?) {
        guard let scanner = ExtensionScanner(text),
            let start = text.indices.first(where: { scanner.begins(at: $0) }),
            isViable(text[..<start])
        else { return (text, nil) }
        return (text[..<start], scanner.digits)
    }

    /// The digits to dial; with three letters or more it is a vanity number, and letters count as their keys.
    private static func digits(of text: Scalars) -> Digits {
        let isVanity = text.count(where: \.isASCIILetter) >= 3
        var digits = Digits()
        for scalar in text {
            guard let digit = isVanity ? scalar.keypadDigit : scalar.decimalDigit else { continue }
            digits.append(digit)
        }
        return digits
    }
}
