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

    init(index: UInt16) { record = np_country_table()[Int(index)] }

    /// The plan of a number's country code; a number cannot be made without one.
    init(of number: PhoneNumber) {
        self.init(index: np_country_by_code_table()[Int(number.countryCode)])
    }

    /// From the lowest code.
    static var all: [CountryPlan] { (0..<UInt16(NP_COUNTRIES)).map(CountryPlan.init(index:)) }

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

    /// All regions that share the code, the main one first.
    var regions: [RegionPlan] {
        (0..<UInt16(record.region_count)).map { RegionPlan(index: record.first_region + $0) }
    }

    /// Where the walk to a number's region and line type begins.
    var root: UInt16 { record.root }

    /// Whether mobile numbers belong to a place (libphonenumber's list of such countries).
    var mobileIsGeographic: Bool { record.mobile_is_geographic != 0 }

    /// Zones of numbers that belong to no place.
    var timeZones: ZoneList { ZoneList(index: Int(record.zones)) }

    /// By which layouts a national number is written.
    func format(of national: Digits) -> np_format {
        np_format_table()[PlanGraph.answer(from: record.formats, for: national)]
    }

    /// What stands between a number and its extension.
    var extensionPrefix: String { String(cString: np_extension_prefix(record.extension_prefix)) }

    /// Region and line type of a national number.
    func classify(_ national: Digits) -> Classification {
        let answer = np_answer_table()[PlanGraph.answer(from: root, for: national)]
        let region =
            answer.region < record.region_count
            ? RegionPlan(index: record.first_region + UInt16(answer.region)).name : nil
        return Classification(region: region, lineType: LineType(tableNumber: answer.line_type))
    }
}

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

    init(index: UInt16) { record = np_region_table()[Int(index)] }

    /// In the order of their names; without those of the region `001`.
    static var all: [RegionPlan] {
        (0..<26 * 26).map { np_region_by_name_table()[$0] }.filter { $0 != NP_NONE }.map(
            RegionPlan.init(index:))
    }

    var name: Region { Region(tableName: record.name) }
    var country: CountryPlan { CountryPlan(index: record.country) }
    var lengths: PossibleLengths {
        PossibleLengths(full: record.lengths, local: record.local_lengths)
    }

    /// Whether a number matches the region's general pattern.
    func canHold(_ national: Digits) -> Bool {
        PlanGraph.answer(from: record.general, for: national) != 0
    }

    /// The number without the region's international prefix (00, 011 …); nil if it does not begin
    /// with it.
    ///
    /// A zero after it means that it was none: no country code begins with zero.
    func withoutInternationalPrefix(_ digits: Digits) -> Digits? {
        guard record.international_prefix != NP_NONE else { return nil }
        guard let match = DigitPattern(start: record.international_prefix).match(digits) else {
            return nil
        }
        guard match.end == digits.count || digits[match.end] != 0 else { return nil }
        return digits.dropping(match.end)
    }

    /// The number without a national prefix or carrier code, where the region writes one, and with
    /// what the region's rule puts in their place (Argentina: 0 11 15 … becomes 9 11 …).
    ///
    /// Nothing is taken from a number that matches the general pattern as it is and would no longer
    /// match it (PhoneNumberUtil.maybeStripNationalPrefixAndCarrierCode).
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

/// How many digits a region's national numbers have.
struct PossibleLengths {
    enum Check { case possible, localOnly, tooShort, tooLong, between }

    /// One bit for each count.
    let full: UInt32
    /// Counts of numbers that can be dialled inside their area only.
    let local: UInt32

    /// What a count of digits means (PhoneNumberUtil.testNumberLength).
    func check(_ count: Int) -> Check {
        let bit: UInt32 = 1 << UInt32(clamping: min(count, 31))
        if local & bit != 0 { return .localOnly }
        if full & bit != 0 { return .possible }
        if full == 0 || bit > full { return .tooLong }
        return bit < full & ~(full &- 1) ? .tooShort : .between
    }

    /// From the fewest.
    var counts: [Int] { (0..<32).filter { full >> UInt32($0) & 1 == 1 } }

    /// The counts in words: `9 or 10`.
    var words: String {
        let numerals = counts.map(String.init)
        guard let last = numerals.last, numerals.count > 1 else { return numerals.first ?? "no" }
        return numerals.dropLast().joined(separator: ", ") + " or " + last
    }
}

/// A list of time zones in the compiled tables.
struct ZoneList {
    let index: Int

    /// The zones of numbers that begin with these digits, country code included: those of the
    /// longest known prefix.
    init(prefixOf digits: Digits) {
        index = PlanGraph.answer(from: UInt16(NP_ZONE_ROOT), for: digits)
    }

    init(index: Int) { self.index = index }

    /// IANA names; empty when nothing is known.
    var names: [String] {
        let starts = np_zone_list_start_table()
        let places = Int(starts[index])..<Int(starts[index + 1])
        return places.map { String(cString: np_zone_name(np_zone_list_zone_table()[$0])) }
    }
}

/// The deterministic graph that holds every pattern of every country (see
/// `scripts/numberingplan/graph.py`).
///
/// All indices come from the generated tables themselves; a test follows every one of them, so the
/// walks need no checks.
enum PlanGraph {
    /// The answer number for a row of digits.
    static func answer(from root: UInt16, for digits: Digits) -> Int {
        let successors = np_successor_table()
        let branches = UInt16(NP_BRANCHES)
        var node = root
        var digitsLeft = digits.count
        var rest = digits.bits
        while node < branches {
            guard digitsLeft > 0 else { return Int(np_branch_answer_table()[Int(node)]) }
            node = successors[Int(node) &* 10 &+ Int(truncatingIfNeeded: rest >> 124)]
            rest <<= 4
            digitsLeft &-= 1
        }
        return leafAnswer(Int(node &- branches), digitsLeft: digitsLeft)
    }

    private static func leafAnswer(_ leaf: Int, digitsLeft: Int) -> Int {
        let last = Int(np_leaf_count_table()[leaf]) &- 1
        let place = Int(np_leaf_start_table()[leaf]) &+ min(digitsLeft, last)
        return Int(np_leaf_answer_table()[place])
    }
}

/// A pattern over digits as a program for a backtracking matcher, for the prefixes, where the first
/// way to match wins.
///
/// Programs have no loops (repeats are bounded and written out), so every match ends.
/// `scripts/numberingplan/patterns.py` writes them.
struct DigitPattern {
    /// Where the program begins.
    let start: UInt16

    /// Where a match ended, and what its groups held.
    struct Match {
        var end = 0
        /// Begin and end of each group; -1 where it took no part.
        fileprivate var marks = SIMD4<Int8>(repeating: -1)

        /// Whether a group, counted from one, took part.
        func hasGroup(_ number: Int) -> Bool { marks[number * 2 - 1] >= 0 }

        /// Begin and end of a group, counted from one.
        func group(_ number: Int) -> (first: Int, last: Int) {
            (Int(marks[number * 2 - 2]), Int(marks[number * 2 - 1]))
        }
    }

    /// Matches at the first digit; the rest may follow the match.
    func match(_ digits: Digits) -> Match? { run(from: 0, at: Match(), digits) }

    private func run(from first: Int, at state: Match, _ digits: Digits) -> Match? {
        let program = np_program_table() + Int(start)
        var (counter, state) = (first, state)
        while true {
            let argument = Int(program[counter] & 0xFFF)
            switch program[counter] >> 12 {
            case 0:
                guard state.end < digits.count, argument >> Int(digits[state.end]) & 1 == 1 else {
                    return nil
                }
                state.end += 1
            case 1:
                if let match = run(from: counter + 1, at: state, digits) { return match }
                counter = argument
                continue
            case 2:
                counter = argument
                continue
            case 3: state.marks[argument] = Int8(truncatingIfNeeded: state.end)
            case 4: guard state.end == digits.count else { return nil }
            default: return state
            }
            counter += 1
        }
    }
}
