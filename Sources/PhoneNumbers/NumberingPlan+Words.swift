// SPDX-License-Identifier: Apache-2.0

extension NumberingPlan {
    /// Where the plan is known to mislead about a number, in a sentence; nil nearly always.
    public func caution(about number: PhoneNumber) -> String? {
        Caution.sentence(about: number, classify(number))
    }

    /// What a line type rests on, in words; nil for numbers that are not valid.
    func evidence(for classification: Classification) -> String? {
        guard let region = classification.region, let range = classification.lineType.rangeName else { return nil }
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
        return switch plan.lengths.judge(count) {
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
