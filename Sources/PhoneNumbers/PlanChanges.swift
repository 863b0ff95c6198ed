// SPDX-License-Identifier: Apache-2.0

internal import CNumberingPlan

// Numbers of yesterday: spellings that a country's plan no longer has, where only one number of
// today can be meant.

extension NumberingPlan {
    /// What a number from before a change of its country's plan is today; nil for any other number.
    ///
    /// Only changes are known after which one number is left, whatever was meant: Benin 2024, Ivory
    /// Coast 2021, Mexico 2019, Vietnam 2018, Cameroon 2014; and Kosovo's numbers of before 2017
    /// that begin with Serbia's code, where they were mobile phones'.
    ///
    /// - Parameter number: a number that is not valid.
    /// - Returns: a valid number.
    package func renewed(_ number: PhoneNumber) -> PhoneNumber? {
        let digits = number.nationalDigits
        let changes = PlanChange.all.filter { $0.code == number.countryCode }
        guard let change = changes.first(where: { $0.holds(digits) }) else {
            let handset = number.handset
            return handset.countryCode != number.countryCode && isValid(handset) ? handset : nil
        }
        return valid(CountryPlan(of: number), change.today(digits))
    }

    /// The number with the zero that it lost, where all mobile numbers of its country begin with
    /// one; nil where it does not become valid by that.
    ///
    /// Elsewhere a number that a zero would make valid may as well have lost any other digit.
    ///
    /// - Parameter number: a number that is not valid.
    /// - Returns: a valid number.
    package func withLostZero(_ number: PhoneNumber) -> PhoneNumber? {
        let country = CountryPlan(of: number)
        guard number.nationalDigits.first != 0, country.hasMobilesOnZeroOnly else { return nil }
        var national = Digits(value: 0, count: 1)
        national.append(number.nationalDigits)
        return valid(country, national)
    }

    /// Whether every mobile number of a region begins with 0 after its country code, by the plan
    /// itself.
    ///
    /// This is no trunk prefix: the zero is part of the number, as in Ivory Coast.
    package func mobilesBeginWithZero(in region: Region) -> Bool {
        RegionPlan(region)?.country.hasMobilesOnZeroOnly ?? false
    }

    /// The most digits that follow a country code in a mobile number, or one that may be mobile; 0
    /// where there is none.
    package func mostMobileDigits(after countryCode: UInt16) -> Int {
        CountryPlan.mobileDigits[countryCode]?.max() ?? 0
    }

    /// The most digits that follow a country code in a mobile number with a certain first digit;
    /// where none begins so, the fewest of any mobile number.
    package func mostMobileDigits(after countryCode: UInt16, first: Int) -> Int {
        guard let counts = CountryPlan.mobileDigits[countryCode], counts.indices.contains(first)
        else { return 0 }
        return counts[first] > 0 ? counts[first] : counts.filter { $0 > 0 }.min() ?? 0
    }

    private func valid(_ country: CountryPlan, _ national: Digits) -> PhoneNumber? {
        guard national.count <= PhoneNumber.longestNationalNumber else { return nil }
        let number = PhoneNumber(country: country, national: national)
        return isValid(number) ? number : nil
    }
}

extension CountryPlan {
    /// Whether mobile numbers, and numbers that may be mobile ones, all begin with 0.
    var hasMobilesOnZeroOnly: Bool { Self.codesOnZero.contains(code) }

    /// Found out once, by a walk over the whole plan.
    private static let codesOnZero = Set(all.filter(\.beginsMobilesWithZero).map(\.code))

    /// The most digits of mobile numbers by country code and first digit; found out once, by a walk
    /// over the whole plan.
    static let mobileDigits = Dictionary(
        uniqueKeysWithValues: all.map { country in
            (country.code, PlanGraph.mostDigits(from: country.root, where: isMobile))
        })

    private var beginsMobilesWithZero: Bool {
        PlanGraph.firstDigits(from: root, where: Self.isMobile) == [0]
    }

    static func isValid(_ answer: Int) -> Bool {
        LineType(tableNumber: np_answer_table()[answer].line_type) != nil
    }

    private static func isMobile(_ answer: Int) -> Bool {
        switch LineType(tableNumber: np_answer_table()[answer].line_type) {
        case .mobile?, .fixedLineOrMobile?: true
        default: false
        }
    }
}

/// How a country wrote numbers before its plan changed.
struct PlanChange: Sendable {
    /// The country code.
    let code: UInt16
    /// How many digits such a number has after the country code.
    let count: Int
    /// What it may begin with.
    let heads: [Digits]
    /// So many digits at its beginning go.
    let dropped: Int
    /// And these come in their place.
    let head: Digits

    init(_ code: UInt16, count: Int, _ heads: [String], dropped: Int = 0, head: String) {
        self.code = code
        self.count = count
        self.heads = heads.map(Self.digits)
        self.dropped = dropped
        self.head = Self.digits(head)
    }

    func holds(_ number: Digits) -> Bool {
        number.count == count && heads.contains { number.prefix($0.count) == $0 }
    }

    func today(_ number: Digits) -> Digits {
        var digits = head
        digits.append(number.dropping(dropped))
        return digits
    }

    private static func digits(_ text: String) -> Digits {
        Digits(value: UInt64(text) ?? 0, count: text.utf8.count)
    }

    static let all = benin + ivoryCoast + mexico + vietnam + cameroon

    /// 30 November 2024: 01 before all numbers (ARCEP Bénin; ITU Operational Bulletin 1299).
    private static let benin = [
        PlanChange(229, count: 8, ["2", "4", "5", "6", "9"], head: "01")
    ]

    /// 31 January 2021: two digits for the operator before mobile numbers (ARTCI).
    ///
    /// The operator was told by the second of the old digits. Landlines began with 2 and 3; theirs
    /// is told by more digits, and nobody texts them.
    private static let ivoryCoast = [("123", "01"), ("456", "05"), ("789", "07")].map {
        seconds, head in
        PlanChange(
            225, count: 8, "0456789".flatMap { first in seconds.map { "\(first)\($0)" } },
            head: head)
    }

    /// 3 August 2019: ten digits from anywhere, without 01, 044, 045 and the 1 behind +52 (IFT).
    private static let mexico = [
        PlanChange(52, count: 11, ["1"], dropped: 1, head: ""),
        PlanChange(52, count: 12, ["01"], dropped: 2, head: ""),
        PlanChange(52, count: 13, ["044", "045"], dropped: 3, head: ""),
    ]

    /// September to November 2018: mobile numbers of eleven digits have ten (Ministry of
    /// Information and Communications, plan of 21 May 2018).
    private static let vietnam = [
        ("120", "70"), ("121", "79"), ("122", "77"), ("126", "76"), ("128", "78"),
        ("123", "83"), ("124", "84"), ("125", "85"), ("127", "81"), ("129", "82"),
        ("162", "32"), ("163", "33"), ("164", "34"), ("165", "35"), ("166", "36"),
        ("167", "37"), ("168", "38"), ("169", "39"), ("186", "56"), ("188", "58"), ("199", "59"),
    ].map { PlanChange(84, count: 10, [$0], dropped: 3, head: $1) }

    /// 21 November 2014: 6 before mobile numbers (ART Cameroun).
    private static let cameroon = [PlanChange(237, count: 8, ["7", "9"], head: "6")]
}

extension PlanGraph {
    /// The first digits of the numbers that have a certain answer.
    static func firstDigits(from root: UInt16, where isWanted: (Int) -> Bool) -> [Int] {
        guard root < UInt16(NP_BRANCHES) else { return [] }
        return (0...9).filter { digit in
            !lengths(from: successor(of: root, digit), where: isWanted).isEmpty
        }
    }

    /// The most digits of numbers that have a certain answer, by their first digit; 0 for none.
    static func mostDigits(from root: UInt16, where isWanted: (Int) -> Bool) -> [Int] {
        guard root < UInt16(NP_BRANCHES) else { return [] }
        return (0...9).map { digit in
            let rest = lengths(from: successor(of: root, digit), where: isWanted)
            return rest.max().map { $0 + 1 } ?? 0
        }
    }

    /// How many digits numbers have that have a certain answer, counted from a node.
    static func lengths(from root: UInt16, where isWanted: (Int) -> Bool) -> Set<Int> {
        var (nodes, lengths) = (Set([root]), Set<Int>())
        // No number is longer, so the walk ends though the graph goes in circles.
        for depth in 0...PhoneNumber.longestNationalNumber where !nodes.isEmpty {
            for node in nodes {
                lengths.formUnion(
                    answers(at: node).filter { isWanted($0.answer) }.map {
                        depth + $0.digitsLeft
                    })
            }
            let branches = nodes.filter { $0 < UInt16(NP_BRANCHES) }
            nodes = Set(branches.flatMap { node in (0...9).map { successor(of: node, $0) } })
        }
        return lengths
    }

    /// The node that some digits lead to; nil where the walk ends before.
    static func node(from root: UInt16, behind digits: Digits) -> UInt16? {
        var node = root
        for place in 0..<digits.count {
            guard node < UInt16(NP_BRANCHES) else { return nil }
            node = successor(of: node, Int(digits[place]))
        }
        return node
    }

    private static func successor(of branch: UInt16, _ digit: Int) -> UInt16 {
        np_successor_table()[Int(branch) * 10 + digit]
    }

    /// The answers that stand at a node, each with the count of digits that it is for.
    private static func answers(at node: UInt16) -> [(digitsLeft: Int, answer: Int)] {
        guard node >= UInt16(NP_BRANCHES) else {
            return [(0, Int(np_branch_answer_table()[Int(node)]))]
        }
        let leaf = Int(node) - Int(NP_BRANCHES)
        let start = Int(np_leaf_start_table()[leaf])
        return (0..<Int(np_leaf_count_table()[leaf])).map {
            ($0, Int(np_leaf_answer_table()[start + $0]))
        }
    }
}
