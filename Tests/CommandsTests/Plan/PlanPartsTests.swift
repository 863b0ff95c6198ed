// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import SMSText
import Testing

@testable import Basics
@testable import Campaign
@testable import Commands
@testable import Configuration
@testable import Lists
@testable import ReportPage
@testable import TerminalKit

@Suite struct PlanPartsTests {
    private func plan(_ texts: [String], senderName: String? = nil) -> Plan {
        var plan = Plan()
        var check = WordingCheck(senderName: senderName)
        for (index, text) in texts.enumerated() {
            plan.candidates += 1
            plan.wording.count(check.faults(of: text), at: "row \(index + 1) (line \(index + 2))")
            plan.oddCharacters.count(SegmentCount.charactersOutsideGSM7(in: text))
        }
        return plan
    }

    @Test(arguments: [
        (["Hi"], "1 message, row 1 (line 2), does not tell how to opt out; end the text with"),
        (
            ["Reply STOP", "a", "b"],
            "2 messages, first row 2 (line 3), do not tell how to opt out; end the text with"
        ),
        (["a", "b"], "none of the 2 messages tells how to opt out; end the text with"),
    ])
    func `a warning says how many messages, and the first of them`(texts: [String], words: String) {
        let sentences = PlanWarnings(plan: plan(texts), naming: .unknown).sentences
        #expect(sentences.count == 1 && sentences.first?.hasPrefix(words) == true, "\(sentences)")
    }

    @Test func `every fault has its warning`() {
        let text = "SALE AT BIT.LY/X AND NOWHERE ELSE"
        let plan = plan([text, "Reply STOP, Harbour"], senderName: "Harbour")
        let sentences = PlanWarnings(plan: plan, naming: .inText("Harbour")).sentences
        let parts = [
            "opt out", "does not name the sender, “Harbour”", "has a link of bit.ly",
            "is nearly all in capitals",
        ]
        #expect(sentences.count == parts.count)
        for (sentence, part) in zip(sentences, parts) { #expect(sentence.contains(part)) }
        #expect(PlanWarnings(plan: self.plan(["Reply STOP"]), naming: .unknown).sentences.isEmpty)
    }

    @Test func `where smart encoding spares nothing, the characters are named all the same`() {
        let text = EncodingText(plan: plan(["Zoë ❤️", "Zoë", "Ann"]), currency: "USD")
        #expect(
            text.sentences == [
                "ë (U+00EB) and ❤ (U+2764) make 2 messages UCS-2, where a segment has room for 70 characters and not for 160"
            ]
        )
        #expect(EncodingText(plan: plan(["Ann"]), currency: "USD").sentences.isEmpty)
    }

    @Test
    func
        `regions and kinds of lines beyond what there is room for are put together, and the figures add up`()
    {
        var destinations = Destinations()
        let types: [LineType] = [.mobile, .voip, .fixedLineOrMobile, .personalNumber, .pager]
        for (index, code) in ["US", "CA", "GB", "DE", "FR", "IT", "ES", "NL", "CH", "AT"]
            .enumerated()
        {
            for type in types.prefix(1 + index % types.count) {
                destinations.count(.line(type), in: Region(rawValue: code))
            }
        }
        let wide = DestinationText(destinations: destinations).lines(width: 120)
        let narrow = DestinationText(destinations: destinations).lines(width: 40)
        #expect(wide.first?.contains("others") == false && narrow.first?.contains("others") == true)
        #expect(
            wide.count == 10 && wide.last?.hasPrefix("  2 more") == true
                && narrow.allSatisfy { $0.count <= 40 }
        )
        let sums = wide.dropFirst().compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }
        #expect(sums.reduce(0, +) == 30)
    }

    @Test func `a long message is cut, and a word longer than the page is broken`() throws {
        var samples = SampleMessages()
        #expect(SampleMessageText(samples: samples).lines(width: 60).isEmpty)
        let text = String(repeating: "日本語", count: 200)
        samples.count(try Self.candidate(text))
        let lines = SampleMessageText(samples: samples).lines(width: 60)
        #expect(lines.first == "  all are of this length: row 1 (line 2), 9 segments,")
        #expect(lines.count == 14 && lines.last == "  … 11 more lines")
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= 60 })
    }

    private static func candidate(_ text: String) throws -> Candidate {
        Candidate(
            recipient: Recipient(row: 1, line: 2, phone: "", cells: []),
            number: try #require(PhoneNumber(e164: "+12025550101")),
            region: nil,
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
}
