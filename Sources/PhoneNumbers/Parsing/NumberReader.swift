// SPDX-License-Identifier: Apache-2.0

/// Reads a text as a phone number, as libphonenumber's `parse` does.
struct NumberReader {
    /// The rules of the default region; nil without one.
    let home: RegionPlan?

    func read(_ text: String) throws(ParseFailure) -> ParsedNumber {
        if let plain = PlainNumber(text) {
            return ParsedNumber(number: try resolve(plain.digits, hasPlus: plain.hasPlus), phoneExtension: nil)
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
        _ digits: Digits,
        hasPlus: Bool
    ) throws(ParseFailure) -> (country: CountryPlan, national: Digits)? {
        guard hasPlus else { return try withoutPlus(digits) }
        guard digits.count > PhoneNumber.shortestNationalNumber else { throw .tooShortAfterInternationalPrefix }
        if let split = CountryPlan.split(digits) { return split }
        // The plus may be a mistake: +0 44 … is read as if it were not there.
        guard let split = try withoutPlus(digits) else { throw .invalidCountryCode }
        return split
    }

    /// The country code after the international prefix of the default region, or without any prefix.
    private func withoutPlus(_ digits: Digits) throws(ParseFailure) -> (country: CountryPlan, national: Digits)? {
        guard let home else { return nil }
        if let rest = home.withoutInternationalPrefix(digits) {
            guard rest.count > PhoneNumber.shortestNationalNumber else { throw .tooShortAfterInternationalPrefix }
            guard let split = CountryPlan.split(rest) else { throw .invalidCountryCode }
            return split
        }
        return bareCountryCode(digits, home)
    }

    /// The default region's own country code, written without a plus: believed if the number makes sense only that way.
    private func bareCountryCode(_ digits: Digits, _ home: RegionPlan) -> (country: CountryPlan, national: Digits)? {
        let country = home.country
        guard let (found, rest) = CountryPlan.split(digits), found.code == country.code else { return nil }
        let national = home.withoutNationalPrefix(rest)
        let onlyThen = !home.canHold(digits) && home.canHold(national)
        guard onlyThen || home.lengths.judge(digits.count) == .tooLong else { return nil }
        return (country, national)
    }

    private func number(
        of country: CountryPlan,
        rules: RegionPlan,
        _ digits: Digits
    ) throws(ParseFailure) -> PhoneNumber {
        guard digits.count >= PhoneNumber.shortestNationalNumber else { throw .tooShort }
        let stripped = rules.withoutNationalPrefix(digits)
        let national =
            switch rules.lengths.judge(stripped.count) {
            case .possible, .tooLong: stripped
            case .tooShort, .localOnly, .between: digits
            }
        guard national.count >= PhoneNumber.shortestNationalNumber else { throw .tooShort }
        guard national.count <= PhoneNumber.longestNationalNumber else { throw .tooLong }
        return PhoneNumber(countryCode: country.code, national: national)
    }
}
