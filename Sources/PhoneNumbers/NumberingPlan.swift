// SPDX-License-Identifier: Apache-2.0

internal import CNumberingPlan

/// The numbering plans of the world: reads phone numbers and says what they are, without any
/// request.
///
/// The data is libphonenumber's, compiled into the program. There is nothing to load, and no call
/// but those that return text or lists allocates.
public struct NumberingPlan: Sendable {
    /// The plan that is compiled into the program.
    public static let bundled = NumberingPlan()

    /// The version of libphonenumber's metadata that the plan is made from.
    public static var version: String { String(cString: np_version_text()) }

    /// Whether the region has a country code.
    public func knows(_ region: Region) -> Bool {
        RegionPlan(region) != nil
    }

    /// Reads a number as people write it.
    ///
    /// National numbers are those of the default region; international ones begin with `+` or with
    /// the prefix that the default region dials. The result need not be valid: see `facts(about:)`.
    ///
    /// - Throws: why the text is no phone number.
    public func parse(_ text: String, defaultRegion: Region?) throws(ParseFailure) -> ParsedNumber {
        try NumberReader(home: RegionPlan(defaultRegion)).read(text)
    }
}

extension NumberingPlan {
    /// Region and line type in one walk.
    public func classify(_ number: PhoneNumber) -> Classification {
        guard let country = CountryPlan(code: number.countryCode) else {
            return Classification(region: nil, lineType: .unknown)
        }
        return country.classify(number.nationalDigits)
    }

    /// Whether a range of the plan holds the number.
    public func isValid(_ number: PhoneNumber) -> Bool {
        classify(number).isValid
    }

    /// Whether a number has more digits than any number of its country.
    ///
    /// What has fewer may be a number that lost some; this is none of the country whatever was
    /// lost.
    public func isTooLong(_ number: PhoneNumber) -> Bool {
        guard let country = CountryPlan(code: number.countryCode) else { return false }
        return country.mainRegion.lengths.check(number.nationalDigits.count) == .tooLong
    }

    /// The region of a number: of several that share a country code the one whose ranges hold it.
    public func region(of number: PhoneNumber) -> Region? {
        classify(number).region
    }

    /// The line type of a number; `unknown` when it is not valid.
    public func lineType(of number: PhoneNumber) -> LineType {
        classify(number).lineType
    }

    /// IANA names of the time zones a number may be in; empty when it is not valid or nothing is
    /// known.
    ///
    /// A number of a place has the zones of its prefix, any other those of its country.
    public func timeZones(of number: PhoneNumber) -> [String] {
        timeZones(of: number, classify(number))
    }

    /// What is wrong with a number, in words; nil when it is valid.
    public func problem(with number: PhoneNumber) -> String? {
        classify(number).isValid ? nil : problemInWords(of: number)
    }

    /// Everything the plan says of a number.
    public func facts(about number: PhoneNumber) -> NumberFacts {
        let classification = classify(number)
        return NumberFacts(
            isValid: classification.isValid,
            problem: classification.isValid ? nil : problemInWords(of: number),
            region: classification.region,
            lineType: classification.lineType,
            evidence: evidence(for: classification),
            caution: Caution.sentence(about: number, classification),
            timeZones: timeZones(of: number, classification)
        )
    }

    private func timeZones(of number: PhoneNumber, _ classification: Classification) -> [String] {
        guard classification.isValid, let country = CountryPlan(code: number.countryCode) else {
            return []
        }
        switch classification.lineType {
        case .fixedLine, .fixedLineOrMobile:
            return ZoneList(prefixOf: number.allDigits).names
        case .mobile where country.mobileIsGeographic:
            return ZoneList(prefixOf: number.allDigits).names
        default:
            return country.timeZones.names
        }
    }
}

extension NumberingPlan {
    /// Where the plan is known to mislead about a number, in a sentence; nil nearly always.
    public func caution(about number: PhoneNumber) -> String? {
        Caution.sentence(about: number, classify(number))
    }

    /// What a line type rests on, in words; nil for numbers that are not valid.
    func evidence(for classification: Classification) -> String? {
        guard let region = classification.region, let range = classification.lineType.rangeName
        else { return nil }
        return "\(region) \(range) range"
    }

    /// What is wrong with a number that is not valid.
    func problemInWords(of number: PhoneNumber) -> String {
        guard let plan = CountryPlan(code: number.countryCode)?.mainRegion else {
            return "There is no country code +\(number.countryCode)."
        }
        let count = number.nationalDigits.count
        let code = "+\(number.countryCode)"
        let expected = "\(code) is followed by \(plan.lengths.words) digits, here by \(count)."
        return switch plan.lengths.check(count) {
        case .tooShort: "Too short: \(expected)"
        case .tooLong: "Too long: \(expected)"
        case .between: "Wrong length: \(expected)"
        case .localOnly: "The area code is missing: \(expected)"
        case .possible: "No number range after \(code) holds this number."
        }
    }
}

extension LineType {
    /// The type as an adjective before “range”.
    fileprivate var rangeName: String? {
        switch self {
        case .mobile: "mobile"
        case .fixedLine: "fixed-line"
        case .fixedLineOrMobile: "fixed-line or mobile"
        case .voip: "VoIP"
        case .tollFree: "toll-free"
        case .premiumRate: "premium-rate"
        case .sharedCost: "shared-cost"
        case .personalNumber: "personal-number"
        case .pager: "pager"
        case .uan: "universal access"
        case .voicemail: "voicemail"
        case .unknown: nil
        }
    }
}

/// Spellings in wide use that the plan takes for something else.
enum Caution {
    /// What to know about a number before its line type is believed; nil nearly always.
    static func sentence(about number: PhoneNumber, _ classification: Classification) -> String? {
        let digits = number.nationalDigits
        switch number.countryCode {
        case 54 where classification.lineType == .fixedLine:
            return
                "Argentine mobile numbers written without the 9 after +54 look like landlines; "
                + "this may be one."
        case 55 where digits.count == 10 && digits[2] >= 6:
            return
                "Brazilian mobile numbers have a 9 after the area code since 2016; "
                + "this one seems to be written without it."
        case 52 where digits.count == 11 && digits.first == 1:
            return
                "Mexican mobile numbers have no 1 after +52 since 2019; "
                + "this one seems to be written with it."
        default:
            return nil
        }
    }
}
