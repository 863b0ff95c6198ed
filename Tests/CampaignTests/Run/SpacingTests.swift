// SPDX-License-Identifier: Apache-2.0

import Foundation
@testable import Basics
@testable import Campaign
@testable import Configuration
import Ledger
@testable import Lists
import PhoneNumbers
import TestSupport
import Testing

/// `minHoursBetweenCampaigns`: nobody is messaged by two campaigns shortly after each other.
@Suite struct SpacingTests {
    private static let list =
        "name,phone\nAnn,+447400123456\nBen,+447400123457\nCid,+447400123458\n"
    private let campaign: LedgerCampaign

    /// A campaign `spring` whose messages were accepted, unconfirmed and refused, in the order of
    /// the list.
    init() async throws {
        campaign = try LedgerCampaign()
        campaign.script = { ask, _ in
            switch ask.number {
            case "+447400123457": .refused(500, "x")
            case "+447400123458": .refused(400, "invalid dst")
            default: .accepted
            }
        }
        _ = try await campaign.send(Self.list)
        campaign.script = { _, _ in .accepted }
        campaign.settings.minHoursBetweenCampaigns = 24
        campaign.allowances.sameListAgain = true
    }

    private func pass(hours: Double) async throws {
        try await campaign.time.sleep(until: campaign.time.now + .seconds(hours * 3600))
    }

    @Test
    func `who was messaged, or may have been, is left out, and the earlier campaign is named`()
        async throws
    {
        try await pass(hours: 23)
        let other = try await campaign.send(Self.list, as: "summer")
        #expect(other.column("status") == ["skipped", "skipped", "sent"])
        #expect(
            other.column("reason") == ["too_soon", "too_soon", ""]
                && other.result.ending == .settled
        )
        #expect(
            other.cell("detail", 0)?.hasPrefix(
                "the campaign “spring” messaged this number at 2023-11-14T22:13:2"
            )
                == true
        )
        #expect(other.plan.candidates == 1)
    }

    @Test func `after that time they are messaged again`() async throws {
        try await pass(hours: 24.1)
        #expect(
            try await campaign.send(Self.list, as: "summer").column("status") == [
                "sent", "sent", "sent",
            ]
        )
    }

    @Test func `the campaign's own messages are not in its way`() async throws {
        campaign.allowances.rejectedAgain = true
        #expect(
            try await campaign.send(Self.list).column("status") == ["sent", "unconfirmed", "sent"]
        )
    }

    @Test func `a forgotten campaign does not count`() async throws {
        let ledger = try Ledger(at: campaign.folder.file("ledger.sqlite"), now: { Date() })
        let spring = try #require(try await ledger.campaign(named: "spring"))
        _ = try await ledger.forget(spring.id)
        await ledger.close()
        // The report of the forgotten campaign still knows of its messages.
        campaign.options.allowsNewLedger = true
        #expect(
            try await campaign.send(Self.list, as: "summer").column("status") == [
                "sent", "sent", "sent",
            ]
        )
    }

    @Test func `a message that came meanwhile is seen by the intent itself`() async throws {
        let ledger = try Ledger(
            at: campaign.folder.file("ledger.sqlite"),
            now: { [time = campaign.time] in time.date }
        )
        let spring = try #require(try await ledger.campaign(named: "spring"))
        let details = CampaignDetails(
            name: "summer",
            provider: "plivo",
            sender: "S",
            templateHash: "t",
            listHash: "l"
        )
        let number = try Sample.number("+447400123456")
        var intent = Intent(
            campaign: try await ledger.begin(details),
            number: number,
            row: 1,
            provider: "plivo",
            segments: 1,
            encoding: "GSM-7",
            textHash: "h"
        )
        intent.spacing = Spacing(campaigns: [spring.id], begin: Sample.date)
        guard case .tooSoon(let near) = try await ledger.recordIntent(intent) else {
            Issue.record("not refused")
            return
        }
        #expect(near.campaign == "spring")
        #expect(try await ledger.message(to: number, in: intent.campaign) == nil)
        await ledger.close()
    }
}
