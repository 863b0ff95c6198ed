// SPDX-License-Identifier: Apache-2.0

/// What numbers begin with: a country code and at least an area code, such as `+1 565`.
package struct NumberPrefix: Hashable, Sendable, CustomStringConvertible {
    /// Why a text is no such beginning, as a part of a sentence.
    package enum Mistake: Error, Hashable, Sendable, CustomStringConvertible {
        case noCountryCode, tooShort

        package var description: String {
            switch self {
            case .noCountryCode: "this is not + and a country code"
            case .tooShort: "an area code is missing behind the country code"
            }
        }
    }

    private let code: UInt16
    private let digits: Digits

    init(_ country: CountryPlan, _ digits: Digits) { (code, self.digits) = (country.code, digits) }

    /// Reads `+1 565`: a plus, a country code and an area code, with spaces, dots or dashes between
    /// them.
    package init(reading text: String) throws(Mistake) {
        let bare = text.filter { !" -.()".contains($0) }
        guard let all = PlainNumber.strict(bare), let (country, digits) = CountryPlan.split(all)
        else { throw .noCountryCode }
        let fewest = country.code == 1 ? Self.areaCodeLength : 2
        guard digits.count >= fewest else { throw .tooShort }
        self.init(country, digits)
    }

    /// The digits of an area code of the North American Numbering Plan.
    fileprivate static let areaCodeLength = 3

    /// Whether a number has the country code and the digits behind it.
    package func begins(_ number: PhoneNumber) -> Bool {
        number.countryCode == code && number.nationalDigits.prefix(digits.count) == digits
    }

    /// The prefix as people write it: `+1 565`.
    package var description: String {
        var text = "+\(code) "
        for place in 0..<digits.count { text += "\(digits[place])" }
        return text
    }
}

extension NumberingPlan {
    /// The range of a number that is not valid, where nothing but the age of the plan's data can
    /// speak against it; nil where something else does.
    ///
    /// The plan knows no number in the whole range. As a range counts an area code of the North
    /// American Numbering Plan that may be given out (NPA and NXX begin with 2 to 9, and neither
    /// ends with 11), elsewhere two to four digits of a number as long as a mobile one.
    package func unknownRange(of number: PhoneNumber) -> NumberPrefix? {
        guard NumberProblem(number: number).kind == .noNumberRange, !isValid(number),
            caution(about: number) == nil, renewed(number) == nil
        else { return nil }
        let (country, digits) = (CountryPlan(of: number), number.nationalDigits)
        if country.code == 1 {
            let length = NumberPrefix.areaCodeLength
            guard Self.mayBeArea(digits), Self.mayBeArea(digits.dropping(length)) else {
                return nil
            }
            return range(country, digits.prefix(length))
        }
        guard digits.count <= mostMobileDigits(after: country.code) else { return nil }
        return (2...4).lazy.compactMap { range(country, digits.prefix($0)) }.first
    }

    /// Whether three digits may be an area code, or the exchange code behind it.
    private static func mayBeArea(_ digits: Digits) -> Bool {
        digits.first >= 2 && !(digits[1] == 1 && digits[2] == 1)
    }

    /// The range that some digits begin, where the plan has no number in it.
    private func range(_ country: CountryPlan, _ digits: Digits) -> NumberPrefix? {
        guard let node = PlanGraph.node(from: country.root, behind: digits),
            PlanGraph.lengths(from: node, where: CountryPlan.isValid).isEmpty
        else { return nil }
        return NumberPrefix(country, digits)
    }
}

extension Classification {
    /// What is known of a number that only the user knows to be one: where it belongs.
    package init(accepting number: PhoneNumber, in region: Region?) {
        self.init(region: region, lineType: nil)
    }
}
