// SPDX-License-Identifier: Apache-2.0

internal import CNumberingPlan

/// One country code of the plan.
struct CountryPlan {
    private let record: np_country

    /// The plan of a country code; nil if there is no such code.
    init?(code: UInt16) {
        guard code < 1000 else { return nil }
        let index = np_country_by_code_table()[Int(code)]
        guard index != NP_NONE else { return nil }
        self.init(index: index)
    }

    init(index: UInt16) {
        record = np_country_table()[Int(index)]
    }

    /// Splits digits into a country code and the rest.
    ///
    /// No code is the beginning of another (ITU-T E.164).
    static func split(_ digits: Digits) -> (country: CountryPlan, national: Digits)? {
        guard digits.first != 0 else { return nil }
        var code: UInt16 = 0
        for length in 1...3 where length <= digits.count {
            code = code * 10 + UInt16(digits[length - 1])
            if let country = CountryPlan(code: code) { return (country, digits.dropping(length)) }
        }
        return nil
    }

    var code: UInt16 { record.code }

    /// The region whose rules are used for parsing: the first of the country code's.
    var mainRegion: RegionPlan { RegionPlan(index: record.first_region) }

    /// Whether mobile numbers belong to a place (libphonenumber's list of such countries).
    var mobileIsGeographic: Bool { record.mobile_is_geographic != 0 }

    /// Zones of numbers that belong to no place.
    var timeZones: ZoneList { ZoneList(index: Int(record.zones)) }

    /// Region and line type of a national number.
    func classify(_ national: Digits) -> Classification {
        let answer = np_answer_table()[PlanGraph.answer(from: record.root, for: national)]
        let region =
            answer.region < record.region_count
            ? RegionPlan(index: record.first_region + UInt16(answer.region)).name : nil
        return Classification(region: region, lineType: LineType(tableNumber: answer.line_type))
    }
}
