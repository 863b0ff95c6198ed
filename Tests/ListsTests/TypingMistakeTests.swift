// SPDX-License-Identifier: Apache-2.0

import Foundation
import Lists
import PhoneNumbers
import TestSupport
import Testing

/// Numbers with a digit typed twice or left out, and numbers whose `+` a spreadsheet dropped: the
/// one must not become somebody else's number, the other shall be repaired.
///
/// `TYPOS=40000 swift test --filter TypingMistakeTests` measures at full size.
@Suite struct TypingMistakeTests {
    private static let count =
        ProcessInfo.processInfo.environment["TYPOS"].flatMap { Int($0) } ?? 250
    private let plan = NumberingPlan.bundled

    private func mobiles(
        of region: Region,
        count: Int,
        _ random: inout SeededGenerator
    ) throws -> [PhoneNumber] {
        let code = try #require(plan.countryCode(of: region))
        let most = plan.mostMobileDigits(after: code)
        var numbers: [PhoneNumber] = []
        while numbers.count < count {
            let digits = (0..<(7 + random.pick(most - 6))).map { _ in "\(random.pick(10))" }
            guard let number = PhoneNumber(e164: "+\(code)\(digits.joined())") else { continue }
            let classification = plan.classify(number)
            let isMobile = [.mobile, .fixedLineOrMobile].contains(classification.lineType)
            if isMobile, classification.region == region { numbers.append(number) }
        }
        return numbers
    }

    private func expected(_ cells: [String], at home: Region) -> ExpectedRegions {
        var evidence = RepairEvidence(defaultRegion: home)
        for cell in cells { evidence.add(Array(cell.utf8)[...]) }
        return evidence.regions(rows: cells.count)
    }

    private func mistyped(
        _ text: String,
        doubles: Bool,
        _ random: inout SeededGenerator
    ) -> String {
        let places = text.indices.filter { text[$0].isASCII && text[$0].isNumber }
        let place = random.pick(from: places, or: text.startIndex)
        var mistyped = text
        if doubles {
            mistyped.insert(text[place], at: place)
        } else {
            mistyped.remove(at: place)
        }
        return mistyped
    }

    @Test(
        arguments: ["US", "CA", "BR", "MX", "ES", "IT", "IN", "GB", "NL", "SE", "BF", "TJ"],
        [(true, true), (true, false), (false, true), (false, false)]
    )
    func `a typing mistake becomes nobody else's number`(
        name: String,
        kind: (isBare: Bool, doubles: Bool)
    ) throws {
        let region = try #require(Region(rawValue: name))
        var random = SeededGenerator(seed: 14)
        let numbers = try mobiles(of: region, count: Self.count, &random)
        let cells = numbers.map { number in
            let code = "+\(number.countryCode)"
            let text =
                kind.isBare
                ? String(number.e164.dropFirst(code.count)) : plan.format(number, as: .national)
            return mistyped(text, doubles: kind.doubles, &random)
        }
        // A list of nothing but mistakes is the worst that can be said about it.
        for known in [nil, ExpectedRegions(), expected(cells, at: region)] {
            let reader = CellReader(defaultRegion: region, repairs: true, expecting: known)
            let wrong = zip(cells, numbers).filter { cell, number in
                guard case .repaired(let repair) = reader.read(cell, besides: []) else {
                    return false
                }
                return repair.number != number
            }
            #expect(wrong.count <= Self.count / 10_000, "\(wrong.prefix(5))")
        }
    }

    @Test(arguments: [
        ("US", "GB"), ("US", "MX"), ("US", "FR"), ("US", "IN"), ("GB", "US"), ("GB", "IE"),
        ("FR", "MA"), ("ES", "FR"), ("BR", "PT"), ("MX", "US"), ("CA", "CN"), ("US", "CI"),
        ("IN", "AE"), ("SE", "NO"), ("AU", "NZ"), ("SG", "MY"), ("CH", "DE"),
        ("NL", "BE"),
    ])
    func `a list that lost every + gets it back`(home: String, abroad: String) throws {
        let (home, abroad) = (
            try #require(Region(rawValue: home)), try #require(Region(rawValue: abroad))
        )
        var random = SeededGenerator(seed: 41)
        let numbers = try mobiles(of: abroad, count: Self.count, &random)
        let cells = numbers.map { String($0.e164.dropFirst()) }
        let reader = CellReader(
            defaultRegion: home,
            repairs: true,
            expecting: expected(cells, at: home)
        )
        let repaired = zip(cells, numbers).filter { cell, number in
            guard case .repaired(let repair) = reader.read(cell, besides: []) else { return false }
            return repair.number == number && repair.kinds == [.lostPlus]
        }
        #expect(repaired.count * 100 >= Self.count * 98, "\(repaired.count) of \(Self.count)")
    }

    // MARK: - Evidence

    private func region(_ name: String) throws -> Region { try #require(Region(rawValue: name)) }

    private func isExpected(_ name: String, in cells: [String], home: String) throws -> Bool {
        expected(cells, at: try region(home)).contains(try region(name))
    }

    private static let american = (0..<80).map { "20255501\($0 + 10)" }

    @Test func `a region that stands with + in the list is expected`() throws {
        #expect(try isExpected("FR", in: Self.american + ["+33 6 12 34 56 78"], home: "US"))
        #expect(try isExpected("FR", in: Self.american + ["+33612345678"], home: "US"))
        #expect(try !isExpected("FR", in: Self.american + ["+336123456"], home: "US"))
        #expect(try !isExpected("FR", in: Self.american + ["+442079460958"], home: "US"))
        let britain = ["+447400123456", "+447781123456", "+447400123457"]
        #expect(try isExpected("GB", in: britain, home: "US"))
        #expect(try isExpected("GG", in: britain, home: "US"))
    }

    @Test func `twenty rows and a tenth of the list make a region expected`() throws {
        let french = (0..<40).map { "336123456\($0 + 10)" }
        #expect(try isExpected("FR", in: Self.american + french.prefix(20), home: "US"))
        #expect(try !isExpected("FR", in: Self.american + french.prefix(19), home: "US"))
        let many = (0..<3).flatMap { _ in Self.american }
        #expect(try !isExpected("FR", in: many + french.prefix(26), home: "US"))
        #expect(try isExpected("FR", in: many + french.prefix(27), home: "US"))
    }

    /// North Carolina's area code 336, each with a digit typed twice.
    @Test func `digits typed twice make no region expected`() throws {
        let mistakes = (0..<40).map { "3365501\($0 + 10)99".replacing("55", with: "555") }
        #expect(try !isExpected("FR", in: mistakes, home: "US"))
    }

    @Test func `old Mexican numbers are no list of the United States`() throws {
        let old = (0..<60).map { "1551234\($0 + 1010)" } + (0..<60).map { "1551034\($0 + 1010)" }
        let known = expected(old, at: try region("MX"))
        let reader = CellReader(defaultRegion: try region("MX"), repairs: true, expecting: known)
        for cell in old {
            if case .repaired(let repair) = reader.read(cell, besides: []) {
                #expect(repair.number.countryCode == 52, "\(cell): \(repair)")
            }
        }
    }
}
