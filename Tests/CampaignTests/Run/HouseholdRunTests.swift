// SPDX-License-Identifier: Apache-2.0

import Campaign
import Configuration
import Lists
import Testing

/// Messages of several rows in runs that do not go straight to their end.
@Suite struct HouseholdRunTests {
    private static let list = """
        name,phone
        Ann,+447400123451
        Ben,+447400123451
        Cyd,+447400123452
        Dan,+447400123453
        Eve,+447400123454
        Fay,+447400123455
        Gus,+447400123451

        """

    private static func makeCampaign() throws -> LedgerCampaign {
        let campaign = try LedgerCampaign()
        campaign.settings.duplicates = .join
        campaign.settings.lookup.mode = .never
        campaign.settings.send.maxConcurrent = 1
        return campaign
    }

    @Test func `refusals that stop the run are taken back for all rows of a message`()
        async throws
    {
        let campaign = try Self.makeCampaign()
        campaign.script = { _, _ in .refused(400, "account 17 may not do this") }
        let sent = try await campaign.send(Self.list)
        #expect(sent.column("status") == Array(repeating: "pending", count: 7))
        #expect(sent.result.tally[.pending] == 7 && sent.result.tally[.failed] == 0)
        #expect(campaign.log.count("POST") == 5)
        campaign.script = { _, _ in .accepted }
        let again = try await campaign.send(Self.list)
        #expect(again.column("status") == Array(repeating: "sent", count: 7))
        #expect(again.plan.candidates == 5 && again.plan.joinedTexts == 2)
        #expect(campaign.log.count("POST") == 10)
    }

    @Test func `a canary is one message, whoever shares it`() async throws {
        let campaign = try Self.makeCampaign()
        campaign.options.canary = 1
        let sent = try await campaign.send(Self.list)
        #expect(sent.column("status") == Array(repeating: "sent", count: 7))
        #expect(campaign.log.count("POST") == 5)
        #expect(sent.cell("message", 6) == "Hi Ann\nHi Ben\nHi Gus")
        #expect(sent.cell("message_id", 0) == sent.cell("message_id", 6))
    }

    @Test func `a second try of a refused message is one for all of its rows`() async throws {
        let campaign = try Self.makeCampaign()
        campaign.script = { ask, _ in
            ask.number == "+447400123451" ? .refused(400, "invalid dst") : .accepted
        }
        let first = try await campaign.send(Self.list)
        #expect(first.column("status").count { $0 == "failed" } == 3)
        campaign.script = { _, _ in .accepted }
        campaign.allowances.rejectedAgain = true
        let second = try await campaign.send(Self.list)
        #expect(second.column("status") == Array(repeating: "sent", count: 7))
        #expect(second.plan.rejectedAgain == 1 && campaign.log.count("POST") == 6)
    }
}
