// SPDX-License-Identifier: Apache-2.0

@testable import Basics
import Campaign
@testable import Commands
import Configuration
import Lists
@testable import ReportPage
@testable import TerminalKit
import Foundation
import SMSText
import Testing

@Suite struct SavingsTextTests {
    @Test(
        arguments: [
            (
                ["’"], 3120, "0.0079",
                "’ (U+2019) in 3,120 messages makes them UCS-2: 3,120 extra segments, about 24.648 USD; "
                    + "“smartEncoding” would replace it by '"
            ),
            (
                ["’"], 1, nil,
                "’ (U+2019) in 1 message makes it UCS-2: 1 extra segment; “smartEncoding” would replace it by '"
            ),
            (
                ["“”"], 2, nil,
                "“ (U+201C) and ” (U+201D) in 2 messages make them UCS-2: 2 extra segments; "
                    + "“smartEncoding” would replace them by \""
            ),
            (
                ["\u{A0}\u{9}\u{200B}"], 1, nil,
                "U+0009, U+00A0 (no-break space) and U+200B (zero width space) in 1 message make it UCS-2: "
                    + "1 extra segment; “smartEncoding” would replace them by a space and nothing"
            ),
            (
                ["´–…’½"], 1, nil,
                "´ (U+00B4), ½ (U+00BD), – (U+2013) and 2 more in 1 message make it UCS-2: 1 extra segment; "
                    + "“smartEncoding” would replace them by ', 1/2, - and 1 more"
            ),
        ] as [([String], Int, String?, String)]
    )
    func `a cause is told with its count and cost`(
        odd: [String],
        messages: Int,
        price: String?,
        sentence: String
    ) {
        #expect(sentences(odd, messages: messages, price: price) == [sentence])
    }

    @Test func `three causes are named, and the rest together`() {
        let sentences = sentences(["’", "“", "…", "–", "•"], messages: 2, price: "1")
        #expect(sentences.count == 4)
        #expect(
            sentences.last == "other characters in 4 messages: 4 extra segments, about 4 USD; "
                + "“smartEncoding” would replace them too"
        )
    }

    @Test func `nothing is said where nothing would be spared`() {
        #expect(sentences(["é", "😀’"], messages: 5, price: nil).isEmpty)
    }

    /// Counts messages that differ in their last characters alone.
    private func sentences(_ odd: [String], messages: Int, price: String?) -> [String] {
        var savings = SegmentSavings()
        for text in odd.map({ String(repeating: "a", count: 80) + $0 }) {
            guard let saving = SmartEncoding.saving(in: text, of: SegmentCount(of: text)) else {
                continue
            }
            let cost = price.flatMap { Decimal(string: $0) }.map { $0 * Decimal(saving.segments) }
            for _ in 0..<messages { savings.count(saving, cost: cost) }
        }
        return SavingsText(savings: savings, currency: "USD").sentences
    }
}
