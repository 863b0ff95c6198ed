// SPDX-License-Identifier: Apache-2.0

/// Reads a text as a phone number, as libphonenumber's `parse` does.
struct NumberReader {
    /// The rules of the default region.
    let home: RegionPlan?

    func read(_ text: String) throws(ParseFailure) -> ParsedNumber {
        if let plain = PlainNumber(text) {
            return ParsedNumber(
                number: try resolve(plain.digits, hasPlus: plain.hasPlus), phoneExtension: nil)
        }
        let written = try WrittenNumber(text)
        let number = try resolve(written.digits, hasPlus: written.hasPlus)
        return ParsedNumber(number: number, phoneExtension: written.phoneExtension)
    }

    /// Finds country code and national number among the digits (PhoneNumberUtil.parseHelper).
    func resolve(_ digits: Digits, hasPlus: Bool) throws(ParseFailure) -> PhoneNumber {
        guard hasPlus || home != nil else { throw .invalidCountryCode }
        if let (country, national) = try international(digits, hasPlus: hasPlus) {
            return try number(of: country, rules: country.mainRegion, national)
        }
        guard let home else { throw .invalidCountryCode }
        return try number(of: home.country, rules: home, digits)
    }

    /// The country code that the digits begin with; nil if they are a national number.
    private func international(
        _ digits: Digits, hasPlus: Bool
    ) throws(ParseFailure) -> (country: CountryPlan, national: Digits)? {
        guard hasPlus else { return try withoutPlus(digits) }
        guard digits.count > PhoneNumber.shortestNationalNumber else {
            throw .tooShortAfterInternationalPrefix
        }
        if let split = CountryPlan.split(digits) { return split }
        // The plus may be a mistake: +0 44 … is read as if it were not there.
        guard let split = try withoutPlus(digits) else { throw .invalidCountryCode }
        return split
    }

    /// The country code after the international prefix of the default region, or without any
    /// prefix.
    private func withoutPlus(
        _ digits: Digits
    ) throws(ParseFailure) -> (country: CountryPlan, national: Digits)? {
        guard let home else { return nil }
        if let rest = home.withoutInternationalPrefix(digits) {
            guard rest.count > PhoneNumber.shortestNationalNumber else {
                throw .tooShortAfterInternationalPrefix
            }
            guard let split = CountryPlan.split(rest) else { throw .invalidCountryCode }
            return split
        }
        return bareCountryCode(digits, home)
    }

    /// The default region's own country code, written without a plus: believed if the number makes
    /// sense only that way.
    private func bareCountryCode(
        _ digits: Digits, _ home: RegionPlan
    ) -> (country: CountryPlan, national: Digits)? {
        let country = home.country
        guard let (found, rest) = CountryPlan.split(digits), found.code == country.code else {
            return nil
        }
        let national = home.withoutNationalPrefix(rest)
        let onlyThen = !home.canHold(digits) && home.canHold(national)
        guard onlyThen || home.lengths.check(digits.count) == .tooLong else { return nil }
        return (country, national)
    }

    private func number(
        of country: CountryPlan, rules: RegionPlan, _ digits: Digits
    ) throws(ParseFailure) -> PhoneNumber {
        guard digits.count >= PhoneNumber.shortestNationalNumber else { throw .tooShort }
        let stripped = rules.withoutNationalPrefix(digits)
        let national =
            switch rules.lengths.check(stripped.count) {
            case .possible, .tooLong: stripped
            case .tooShort, .localOnly, .between: digits
            }
        guard national.count >= PhoneNumber.shortestNationalNumber else { throw .tooShort }
        guard national.count <= PhoneNumber.longestNationalNumber else { throw .tooLong }
        return PhoneNumber(country: country, national: national)
    }
}

/// The common case, read in one pass and without allocation: words, then perhaps a plus, then
/// digits with punctuation between them.
///
/// What needs more thought (letters or `#` after a digit, URIs, fewer than three digits) is left to
/// `WrittenNumber`.
struct PlainNumber {
    private var collector = DigitCollector()
    private(set) var hasPlus = false
    private var state = State.before

    private enum State {
        /// No digit or plus was seen: any text may stand there.
        case before
        /// Right after a plus; more of them may follow.
        case pluses
        /// Among digits and punctuation.
        case number
        /// After something that no number holds: nothing that a number can end with may follow.
        case after
    }

    /// Nil if the text is not of this simple form.
    init?(_ text: String) {
        guard let number = text.withUTF8Span({ Self($0) }) else { return nil }
        self = number
    }

    private init?(_ bytes: Span<UInt8>) {
        guard bytes.count <= WrittenNumber.longestText else { return nil }
        var index = 0
        while index < bytes.count {
            if state == .number, case 0x30...0x39 = bytes[index] {
                collector.append(bytes[index] & 0xF)
                index += 1
            } else {
                guard take(Symbol(bytes.scalar(at: &index))) else { return nil }
            }
        }
        guard collector.count > 2 else { return nil }
    }

    /// Without the plus.
    var digits: Digits { collector.digits }

    /// Answers whether the text may still be simple.
    private mutating func take(_ symbol: Symbol) -> Bool {
        switch (symbol.kind, state) {
        case (.digit, .before), (.digit, .pluses), (.digit, .number):
            collector.append(symbol.digit)
            state = .number
        case (.plus, .before), (.plus, .pluses):
            hasPlus = true
            state = .pluses
        case (_, .before): return symbol.scalar != ";"
        case (.punctuation, .pluses), (.punctuation, .number):
            state = .number
            return !symbol.isTilde
        default:
            state = .after
            return !symbol.mayEndNumber
        }
        return true
    }

    /// The digits of a text that is a plus and digits, nothing else; nil for any other.
    static func strict(_ text: String) -> Digits? { text.withUTF8Span(strict) }

    private static func strict(_ bytes: Span<UInt8>) -> Digits? {
        guard 1...Digits.capacity ~= bytes.count, bytes[0] == UInt8(ascii: "+") else { return nil }
        var collector = DigitCollector()
        for index in 1..<bytes.count {
            guard case 0x30...0x39 = bytes[index] else { return nil }
            collector.append(bytes[index] & 0xF)
        }
        return collector.digits
    }
}

extension Symbol {
    /// A tilde may announce an extension.
    fileprivate var isTilde: Bool { scalar == "~" || scalar == "\u{FF5E}" }
}
