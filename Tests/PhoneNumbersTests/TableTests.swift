// SPDX-License-Identifier: Apache-2.0

import CNumberingPlan
import Testing

@testable import PhoneNumbers

/// The walks follow indices without checks; here every index of the generated tables is checked.
@Suite struct TableTests {
    private let nodes = 0..<(NP_BRANCHES + NP_LEAVES)
    private let regions = (0..<UInt16(NP_REGIONS)).map { np_region_table()[Int($0)] }
    private let countries = (0..<UInt16(NP_COUNTRIES)).map { np_country_table()[Int($0)] }

    @Test func `Every step leads to a node`() {
        let steps = (0..<Int(NP_BRANCHES * 10)).map { np_successor_table()[$0] }
        #expect(steps.allSatisfy { nodes.contains(Int32($0)) })
    }

    @Test func `Every leaf has answers, all of them in the table`() {
        for leaf in 0..<Int(NP_LEAVES) {
            let range = places(ofLeaf: leaf)
            #expect(!range.isEmpty && Int32(range.upperBound) <= NP_LEAF_ANSWERS)
        }
    }

    @Test func `Every record points into the tables`() {
        for region in regions {
            #expect(
                nodes.contains(Int32(region.general)) && Int32(region.rule) < NP_RULES
                    && Int32(region.country) < NP_COUNTRIES
            )
            #expect(
                region.international_prefix == NP_NONE
                    || Int32(region.international_prefix) < NP_PROGRAM_WORDS
            )
            #expect(region.lengths != 0)
        }
        for country in countries {
            #expect(
                nodes.contains(Int32(country.root)) && nodes.contains(Int32(country.formats))
            )
            #expect(Int32(country.extension_prefix) < NP_EXTENSION_PREFIXES)
            #expect(
                Int32(country.zones) < NP_ZONE_LISTS
                    && country.region_count > 0
            )
            #expect(Int32(country.first_region) + Int32(country.region_count) <= NP_REGIONS)
        }
        for rule in (0..<Int(NP_RULES)).map({ np_rule_table()[$0] }) {
            #expect(rule.program == NP_NONE || Int32(rule.program) < NP_PROGRAM_WORDS)
            #expect(rule.groups <= 2 && rule.group <= rule.groups)
        }
    }

    @Test func `Every jump of every program stays in the programs, and goes forward`() {
        let words = (0..<Int(NP_PROGRAM_WORDS)).map { np_program_table()[$0] }
        var start = 0
        for (place, word) in words.enumerated() {
            if [1, 2].contains(word >> 12) {
                #expect(
                    start + Int(word & 0xFFF) > place && start + Int(word & 0xFFF) < words.count
                )
            }
            #expect(word >> 12 <= 5)
            if word >> 12 == 5 { start = place + 1 }
        }
        #expect(start == words.count)
    }

    @Test func `Every walk ends in an answer of its own kind`() {
        for country in countries { checkAnswers(from: country.root, below: NP_ANSWERS) }
        for country in countries { checkAnswers(from: country.formats, below: NP_FORMATS) }
        for region in regions { checkAnswers(from: region.general, below: NP_ANSWERS) }
        checkAnswers(from: UInt16(NP_ZONE_ROOT), below: NP_ZONE_LISTS)
        let starts = (0...Int(NP_ZONE_LISTS)).map { np_zone_list_start_table()[$0] }
        #expect(
            zip(starts, starts.dropFirst()).allSatisfy { $0 <= $1 }
                && Int32(starts.last ?? 0) == NP_ZONE_LIST_ZONES
        )
        #expect(
            (0..<Int(NP_ZONE_LIST_ZONES)).allSatisfy {
                Int32(np_zone_list_zone_table()[$0]) < NP_ZONES
            }
        )
    }

    @Test func `Every layout of a number has room for its digits and a text for its groups`() {
        for country in countries {
            for count in PhoneNumber.shortestNationalNumber...PhoneNumber.longestNationalNumber {
                for answer in formats(of: country, count: count) {
                    let format = np_format_table()[answer]
                    for index in [format.national, format.international] {
                        #expect(Int32(index) < NP_LAYOUTS)
                        checkLayout(np_layout_table()[Int(index)], count: count)
                    }
                }
            }
        }
    }

    /// All answers to numbers of `count` digits.
    private func formats(of country: np_country, count: Int) -> Set<Int> {
        var answers: Set<Int> = []
        var level: Set<UInt16> = [country.formats]
        for left in stride(from: count, through: 0, by: -1) {
            var next: Set<UInt16> = []
            for node in level {
                if Int32(node) >= NP_BRANCHES {
                    let range = places(ofLeaf: Int(Int32(node) - NP_BRANCHES))
                    let place = range.lowerBound + min(left, range.count - 1)
                    answers.insert(Int(np_leaf_answer_table()[place]))
                } else if left == 0 {
                    answers.insert(Int(np_branch_answer_table()[Int(node)]))
                } else {
                    next.formUnion((0..<10).map { np_successor_table()[Int(node) * 10 + $0] })
                }
            }
            level = next
        }
        return answers
    }

    private func checkLayout(_ layout: np_layout, count: Int) {
        let groups = (0..<5).map { UInt32($0 * 4) }
        let least = groups.map { Int(layout.least >> $0 & 0xF) }
        let most = groups.map { Int((layout.least >> $0 & 0xF) + (layout.more >> $0 & 0xF)) }
        #expect(least.reduce(0, +)...most.reduce(0, +) ~= count)
        #expect(Int32(layout.text) < NP_LAYOUT_TEXTS)
        let bytes = String(cString: np_layout_text(layout.text)).utf8
        let marks = bytes.filter { $0 < 0x20 }.map(Int.init)
        #expect(!marks.isEmpty && marks.allSatisfy { $0 <= most.count { $0 > 0 } })
        #expect((bytes.last ?? 0x20) < 0x20, "a text ends with a group")
    }

    @Test func `No rule looks further than the digits that are kept`() {
        let longest = regions.map { DigitPatternReach.of($0.international_prefix) }.max() ?? 0
        let rules =
            (0..<Int(NP_RULES)).map { DigitPatternReach.of(np_rule_table()[$0].program) }.max() ?? 0
        #expect(longest + 3 + rules <= Digits.capacity)
    }

    private func places(ofLeaf leaf: Int) -> Range<Int> {
        let start = Int(np_leaf_start_table()[leaf])
        return start..<(start + Int(np_leaf_count_table()[leaf]))
    }

    private func checkAnswers(from root: UInt16, below limit: Int32) {
        var open = [root]
        var seen = Set(open)
        while let node = open.popLast() {
            if Int32(node) < NP_BRANCHES {
                #expect(Int32(np_branch_answer_table()[Int(node)]) < limit)
                for digit in 0..<10 {
                    let next = np_successor_table()[Int(node) * 10 + digit]
                    if seen.insert(next).inserted { open.append(next) }
                }
            } else {
                let leaf = Int(Int32(node) - NP_BRANCHES)
                #expect(
                    places(ofLeaf: leaf).allSatisfy { Int32(np_leaf_answer_table()[$0]) < limit }
                )
            }
        }
    }
}

/// How many digits a program can look at: a bound, as every `DIGIT` on the longest way counts.
private enum DigitPatternReach {
    static func of(_ start: UInt16) -> Int {
        start == NP_NONE ? 0 : longest(np_program_table() + Int(start), 0)
    }

    private static func longest(_ program: UnsafePointer<UInt16>, _ place: Int) -> Int {
        let argument = Int(program[place] & 0xFFF)
        return switch program[place] >> 12 {
        case 0: 1 + longest(program, place + 1)
        case 1: max(longest(program, place + 1), longest(program, argument))
        case 2: longest(program, argument)
        case 5: 0
        default: longest(program, place + 1)
        }
    }
}
