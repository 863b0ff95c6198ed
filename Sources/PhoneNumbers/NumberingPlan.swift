// SPDX-License-Identifier: Apache-2.0

internal import CNumberingPlan

/// The numbering plans of the world: reads phone numbers, says what they are and writes them,
/// without any request.
///
/// The data is libphonenumber's, compiled into the program: nothing is loaded, and a value of this
/// type takes no memory. Only calls that return text or lists allocate. All calls may be made from
/// any thread.
public struct NumberingPlan: Sendable {
    /// The plan that is compiled into the program.
    public static let bundled = NumberingPlan()

    /// The version of libphonenumber's metadata that the plan is made from.
    public static var version: String { String(cString: np_version_text()) }

    /// Reads a number as people write it.
    ///
    /// National numbers are those of the default region; international ones begin with `+` or with
    /// the prefix that the default region dials. Punctuation, digits of other scripts, letters on
    /// keys (`1-800-FLOWERS`), extensions, `tel:` URIs and words before the number are understood,
    /// as libphonenumber's `parse` does. The result need not be valid: see ``facts(about:)``.
    ///
    /// - Parameters:
    ///   - text: at most 250 characters.
    ///   - defaultRegion: the region that a number without a country code is dialled in; nil if
    ///     only numbers with `+` are to be read.
    /// - Returns: the number and its extension.
    /// - Throws: why the text is no phone number.
    public func parse(_ text: String, defaultRegion: Region?) throws(ParseFailure) -> ParsedNumber {
        try NumberReader(home: RegionPlan(defaultRegion)).read(text)
    }
}

// MARK: - What a number is

extension NumberingPlan {
    /// Region and line type in one walk.
    public func classify(_ number: PhoneNumber) -> Classification {
        CountryPlan(of: number).classify(number.nationalDigits)
    }

    /// Whether a range of the plan holds the number; not whether somebody has it.
    public func isValid(_ number: PhoneNumber) -> Bool { classify(number).isValid }

    /// Whether a number has more digits than any number of its country.
    ///
    /// What has fewer may be a number that lost some; this is none of the country whatever was
    /// lost.
    public func isTooLong(_ number: PhoneNumber) -> Bool {
        let lengths = CountryPlan(of: number).mainRegion.lengths
        return lengths.check(number.nationalDigits.count) == .tooLong
    }

    /// The region of a number: of several that share a country code the one whose ranges hold it.
    ///
    /// Nil if none holds it. A number that is not valid has a region too, if its country code has
    /// only one, or if its first digits belong to one (libphonenumber's `leadingDigits`).
    public func region(of number: PhoneNumber) -> Region? { classify(number).region }

    /// The line type of a number; nil when it is not valid.
    public func lineType(of number: PhoneNumber) -> LineType? { classify(number).lineType }

    /// IANA names of the time zones a number may be in; empty when it is not valid or nothing is
    /// known.
    ///
    /// A number of a place has the zones of its prefix, any other those of its country.
    public func timeZones(of number: PhoneNumber) -> [String] {
        timeZones(of: number, classify(number))
    }

    /// What is wrong with a number; nil when it is valid.
    public func problem(with number: PhoneNumber) -> NumberProblem? {
        classify(number).isValid ? nil : NumberProblem(number: number)
    }

    /// Where the plan is known to mislead about a number; nil nearly always.
    public func caution(about number: PhoneNumber) -> Caution? {
        Caution(about: number, classify(number))
    }

    /// Everything the plan says of a number.
    public func facts(about number: PhoneNumber) -> NumberFacts {
        let classification = classify(number)
        return NumberFacts(
            number: number, classification: classification,
            timeZones: timeZones(of: number, classification))
    }

    private func timeZones(of number: PhoneNumber, _ classification: Classification) -> [String] {
        let country = CountryPlan(of: number)
        return switch classification.lineType {
        case nil: []
        case .fixedLine, .fixedLineOrMobile: ZoneList(prefixOf: number.allDigits).names
        case .mobile where country.mobileIsGeographic: ZoneList(prefixOf: number.allDigits).names
        default: country.timeZones.names
        }
    }
}

// MARK: - What the plan holds

extension NumberingPlan {
    /// All regions with a country code, in the order of their codes; ``Region/nonGeographic`` is
    /// not among them.
    public var regions: [Region] { RegionPlan.all.map(\.name) }

    /// All country codes, those that belong to no country included, from the lowest.
    public var countryCodes: [UInt16] { CountryPlan.all.map(\.code) }

    /// Whether the region has a country code.
    public func knows(_ region: Region) -> Bool { RegionPlan(region) != nil }

    /// The country code of a region: 1 to 999; nil for regions the plan does not know, and for
    /// ``Region/nonGeographic``, which has several.
    public func countryCode(of region: Region) -> UInt16? { RegionPlan(region)?.country.code }

    /// The regions that share a country code, the main one first (US among the 25 of +1); only
    /// ``Region/nonGeographic`` for a code of no country, and none where there is no such code.
    public func regions(sharing countryCode: UInt16) -> [Region] {
        CountryPlan(code: countryCode)?.regions.map(\.name) ?? []
    }
}
