// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Lists
import Foundation
import SMSText
import Testing

@Suite struct SegmentSavingsTests {
    /// Counts a text of some letters and then the given characters, at a price of 2 a segment.
    private static func count(
        _ characters: String,
        letters: Int = 150,
        price: Decimal? = 2,
        in savings: inout SegmentSavings
    ) {
        let text = String(repeating: "a", count: letters) + characters
        guard let saving = SmartEncoding.saving(in: text, of: SegmentCount(of: text)) else {
            return
        }
        savings.count(saving, cost: price.map { $0 * Decimal(saving.segments) })
    }

    @Test func `nothing is spared where no message holds such a character`() {
        var savings = SegmentSavings()
        Self.count("é", in: &savings)
        Self.count("’😀", in: &savings)
        Self.count("’", letters: 1, in: &savings)
        #expect(savings.ranked(most: 3).named.isEmpty && savings.ranked(most: 3).others == nil)
    }

    @Test func `messages are counted by all their characters together, the costliest first`() {
        var savings = SegmentSavings()
        for _ in 0..<3 { Self.count("’", letters: 80, in: &savings) }
        Self.count("“a”, “b”", in: &savings)
        Self.count("”“", in: &savings)
        Self.count("’", letters: 80, price: 100, in: &savings)
        let (named, others) = savings.ranked(most: 2)
        #expect(named.map(\.characters) == [["’"], ["“", "”"]] && others == nil)
        #expect(
            named.map(\.messages) == [4, 2] && named.map(\.segments) == [4, 4]
                && named.map(\.cost) == [106, 8]
        )
    }

    @Test func `without a price the segments decide`() {
        var savings = SegmentSavings()
        Self.count("…", letters: 80, price: nil, in: &savings)
        Self.count("’", letters: 150, price: nil, in: &savings)
        let named = savings.ranked(most: 3).named
        #expect(named.map(\.characters) == [["’"], ["…"]] && named.map(\.cost) == [nil, nil])
    }

    @Test func `causes beyond the first are put together, without end`() {
        var savings = SegmentSavings()
        let odd = Array("’“”…–—•‘´`«»½")
        for bits in 1..<1024 {
            let characters = odd.enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element)
            Self.count(String(characters), letters: 100, in: &savings)
        }
        let (named, others) = savings.ranked(most: 3)
        #expect(named.count == 3 && others?.characters == [])
        let messages = named.reduce(others?.messages ?? 0) { $0 + $1.messages }
        let segments = named.reduce(others?.segments ?? 0) { $0 + $1.segments }
        #expect(messages == 1023 && segments >= 1023)
    }
}
