// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import SMSText
import Testing

@testable import Basics
@testable import Campaign
@testable import Configuration
@testable import Lists

@Suite struct SpecimensTests {
    private func specimens(_ texts: [String]) throws -> Specimens {
        var specimens = Specimens()
        for (index, text) in texts.enumerated() { specimens.count(try Self.candidate(text, row: index + 1)) }
        return specimens
    }

    private static func candidate(_ text: String, row: Int) throws -> Candidate {
        Candidate(
            recipient: Sample.recipient("Ann", Sample.mobile, row: row),
            number: try Sample.number(Sample.mobile),
            region: Region(rawValue: "US"),
            line: LineKnowledge(type: .mobile, source: .plan),
            needsLookup: false,
            text: text,
            size: SegmentCount(of: text),
            caution: nil,
            repair: nil,
            whereabouts: nil,
            earlier: EarlierTries()
        )
    }

    @Test func `the first of each kind is kept`() throws {
        let specimens = try specimens(["aaaa", "bb", "ccc", "dd", "eee", "ffff", "ggg"])
        #expect(
            specimens.shortest?.text == "bb" && specimens.longest?.text == "aaaa" && specimens.typical?.text == "ccc"
        )
        #expect(specimens.shortest?.place == "row 2 (line 3)")
    }

    @Test func `segments count before length`() throws {
        let ucs = String(repeating: "ж", count: 80)
        let specimens = try specimens([String(repeating: "a", count: 150), ucs])
        #expect(specimens.longest?.text == ucs)
    }

    @Test func `of sizes that are equally common the first is typical`() throws {
        #expect(try specimens(["aa", "b", "ccc"]).typical?.text == "aa")
        #expect(try specimens([]).typical == nil)
    }

    @Test func `texts that all differ in size do not fill the memory, and the longest is still found`() throws {
        let texts = (1...1000).map { String(repeating: "a", count: $0) }
        let specimens = try specimens(texts + [texts[4], texts[999]])
        #expect(specimens.shortest?.size.units == 1 && specimens.longest?.size.units == 1000)
        #expect(specimens.typical?.size.units == 5)
    }

    @Test func `messages are counted by region and line type`() {
        var destinations = Destinations()
        let regions = [("US", 3), ("DE", 1), ("GB", 3)]
        for (region, count) in regions {
            for _ in 0..<count { destinations.count(.line(.mobile), in: Region(rawValue: region)) }
        }
        destinations.count(.lookedUp, in: nil)
        #expect(destinations.rankedRegions.map(\.region) == ["GB", "US", "", "DE"])
        #expect(destinations.kinds == [.line(.mobile): 7, .lookedUp: 1])
    }

    @Test func `characters are counted by message, the commonest first, and not without end`() {
        var odd = OddCharacters()
        odd.count([])
        odd.count(["ë"])
        odd.count(["’", "ж"])
        odd.count(["ж"])
        #expect(odd.messages == 3 && odd.ranked == ["ж", "ë", "’"])
        for value in UInt32(0x4E00)..<0x4F00 { odd.count(Unicode.Scalar(value).map { [$0] } ?? []) }
        #expect(odd.messages == 259 && odd.ranked.count == 200)
    }
}
