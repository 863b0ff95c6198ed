// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Lists
import Foundation
import Testing

/// Smart encoding through a whole campaign: planned, sent, remembered and reported alike.
@Suite struct SmartEncodingTests {
    private static let list = "name,phone\nAnn,+447400123456\nZoë ç,+447400123457\n"
    private let campaign: LedgerCampaign

    init() throws {
        campaign = try LedgerCampaign()
        campaign.template = "Hi {{name}}, it’s time: " + String(repeating: "a", count: 60)
        campaign.settings.prices.perSegment = 2
    }

    @Test func `when it is off, texts stay and the plan says what that costs`() async throws {
        let outcome = try await campaign.send(Self.list)
        #expect(
            outcome.column("encoding") == ["UCS-2", "UCS-2"]
                && outcome.column("segments") == ["2", "2"]
        )
        #expect(outcome.column("message").allSatisfy { $0.contains("it’s") })
        let causes = outcome.plan.savings.ranked(most: 3).named
        #expect(
            causes.map(\.characters) == [["’"]] && causes.first?.messages == 1
                && causes.first?.cost == 2
        )
    }

    @Test func `when it is on, a text that becomes GSM-7 is sent and shown replaced`() async throws
    {
        campaign.settings.message.smartEncoding = true
        let outcome = try await campaign.send(Self.list)
        #expect(
            outcome.column("encoding") == ["GSM-7", "UCS-2"]
                && outcome.column("segments") == ["1", "2"]
        )
        #expect(outcome.cell("message", 0)?.hasPrefix("Hi Ann, it's time") == true)
        #expect(outcome.cell("message", 1)?.hasPrefix("Hi Zoë ç, it’s time") == true)
        #expect(outcome.plan.segments == 3 && outcome.plan.savings == SegmentSavings())
        let again = try await campaign.send(Self.list)
        #expect(again.obstacles.isEmpty && again.column("message") == outcome.column("message"))
    }

    @Test func `it may bring a text under the most segments`() async throws {
        campaign.settings.message.maxSegments = 1
        #expect(try await campaign.send(Self.list).column("reason") == ["too_long", "too_long"])
        campaign.settings.message.smartEncoding = true
        #expect(try await campaign.send(Self.list).column("status") == ["sent", "skipped"])
    }

    @Test func `turning it on for texts that were sent already needs the user's word`() async throws
    {
        _ = try await campaign.send(Self.list)
        campaign.settings.message.smartEncoding = true
        let place = "row 1 (line 2)"
        #expect(
            try await campaign.send(Self.list).obstacles == [
                .textsChanged(campaign: "spring", count: 1, first: place)
            ]
        )
    }

    @Test func `a text of nothing but what nobody sees is empty`() async throws {
        campaign.template = "\u{200B}\u{200B}"
        campaign.settings.message.smartEncoding = true
        #expect(
            try await campaign.send(Self.list).column("reason") == [
                "empty_message", "empty_message",
            ]
        )
    }
}
