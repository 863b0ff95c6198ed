// SPDX-License-Identifier: Apache-2.0

internal import CNumberingPlan

/// One region's rules for reading numbers that were written inside it.
struct RegionPlan {
    private let record: np_region

    /// The rules of a region; nil for regions without a country code, and for `001`.
    init?(_ region: Region?) {
        guard let letters = region?.letterIndex else { return nil }
        let index = np_region_by_name_table()[letters]
        guard index != NP_NONE else { return nil }
        self.init(index: index)
    }

    init(index: UInt16) {
        record = np_region_table()[Int(index)]
    }

    var name: Region { Region(tableName: record.name) }
    var country: CountryPlan { CountryPlan(index: record.country) }
    var lengths: PossibleLengths { PossibleLengths(full: record.lengths, local: record.local_lengths) }

    /// Whether a number matches the region's general pattern.
    func canHold(_ national: Digits) -> Bool {
        PlanGraph.answer(from: record.general, for: national) != 0
    }

    /// The number without the region's international prefix (00, 011 …); nil if it does not begin with it.
    ///
    /// A zero after it means that it was none: no country code begins with zero.
    func withoutInternationalPrefix(_ digits: Digits) -> Digits? {
        guard record.international_prefix != NP_NONE else { return nil }
        guard let match = DigitPattern(start: record.international_prefix).match(digits) else { return nil }
        guard match.end == digits.count || digits[match.end] != 0 else { return nil }
        return digits.dropping(match.end)
    }

    /// The number without a national prefix or carrier code, where the region writes one, and with what the region's
    /// rule puts in their place (Argentina: 0 11 15 … becomes 9 11 …).
    ///
    /// Nothing is taken from a number that matches the general pattern as it is and would no longer match it
    /// (PhoneNumberUtil.maybeStripNationalPrefixAndCarrierCode).
    func withoutNationalPrefix(_ digits: Digits) -> Digits {
        let rule = np_rule_table()[Int(record.rule)]
        guard rule.program != NP_NONE, !digits.isEmpty else { return digits }
        guard let match = DigitPattern(start: rule.program).match(digits) else { return digits }
        let stripped = rule.result(of: match, in: digits)
        return canHold(digits) && !canHold(stripped) ? digits : stripped
    }
}

extension np_rule {
    fileprivate func result(of match: DigitPattern.Match, in digits: Digits) -> Digits {
        guard group > 0, match.hasGroup(Int(groups)) else { return digits.dropping(match.end) }
        var result = Digits(value: UInt64(prefix), count: Int(prefix_digits))
        let (first, last) = match.group(Int(group))
        result.append(digits.prefix(last).dropping(first))
        result.append(digits.dropping(match.end))
        return result
    }
}
