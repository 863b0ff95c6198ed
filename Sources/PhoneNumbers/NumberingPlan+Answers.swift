// SPDX-License-Identifier: Apache-2.0

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
    /// What has fewer may be a number that lost some; this is none of the country whatever was lost.
    public func isTooLong(_ number: PhoneNumber) -> Bool {
        guard let country = CountryPlan(code: number.countryCode) else { return false }
        return country.mainRegion.lengths.judge(number.nationalDigits.count) == .tooLong
    }

    /// The region of a number: of several that share a country code the one whose ranges hold it.
    public func region(of number: PhoneNumber) -> Region? {
        classify(number).region
    }

    /// The line type of a number; `unknown` when it is not valid.
    public func lineType(of number: PhoneNumber) -> LineType {
        classify(number).lineType
    }

    /// IANA names of the time zones a number may be in; empty when it is not valid or nothing is known.
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
        guard classification.isValid, let country = CountryPlan(code: number.countryCode) else { return [] }
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
