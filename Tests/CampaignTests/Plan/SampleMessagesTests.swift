// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import SMSText
import Testing

@testable import Basics
@testable import Campaign
@testable import Configuration
@testable import Lists

@Suite struct SampleMessagesTests {
    private func samples(_ texts: [String]) throws -> SampleMessages {
        var samples = SampleMessages()
        for (index, text) in texts.enumerated() {
            samples.count(try Self.candidate(text, row: index + 1))
        }
        return samples
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
            location: nil,
            earlier: PriorAttempts()
        )
    }

    @Test func `the first of each kind is kept`() throws {
        let samples = try samples(["aaaa", "bb", "ccc", "dd", "eee", "ffff", "ggg"])
        #expect(
            samples.shortest?.text == "bb" && samples.longest?.text == "aaaa"
                && samples.typical?.text == "ccc"
        )
        #expect(samples.shortest?.place == "row 2 (line 3)")
    }

    @Test func `segments count before length`() throws {
        let ucs = String(repeating: "ж", count: 80)
        let samples = try samples([String(repeating: "a", count: 150), ucs])
        #expect(samples.longest?.text == ucs)
    }

    @Test func `of sizes that are equally common the first is typical`() throws {
        #expect(try samples(["aa", "b", "ccc"]).typical?.text == "aa")
        #expect(try samples([]).typical == nil)
    }

    @Test
    func `texts that all differ in size do not fill the memory, and the longest is still found`()
        throws
    {
        let texts = (1...1000).map { String(repeating: "a", count: $0) }
        let samples = try samples(texts + [texts[4], texts[999]])
        #expect(samples.shortest?.size.units == 1 && samples.longest?.size.units == 1000)
        #expect(samples.typical?.size.units == 5)
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
