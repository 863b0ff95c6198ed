// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Lists
import Foundation
import PhoneNumbers
import Testing

@Suite struct SecondRunTests {
    private static let list = """
        name,phone
        Ann,+12025550123
        Ben,+447400123456
        Cid,+442079460123
        Ann,(202) 555-0123
        Dan,555-0123

        """
    private let campaign: LedgerCampaign

    init() throws {
        campaign = try LedgerCampaign()
    }

    @Test func `a first run accounts for every row`() async throws {
        let first = try await campaign.send(Self.list)
        #expect(first.column("status") == ["sent", "sent", "skipped", "skipped", "skipped"])
        #expect(first.column("reason") == ["", "", "fixed_line", "duplicate", "invalid_number"])
        #expect(
            first.column("line_type") == [
                "mobile", "mobile", "fixed_line", "fixed_line_or_mobile", "",
            ]
        )
        #expect(first.column("line_type_source") == ["lookup", "plan", "plan", "plan", ""])
        #expect(first.column("updated_at").allSatisfy { $0.hasPrefix("2023-11-14T22:13:") })
        #expect(first.result.lookups == LookupCounts(requested: 1, cached: 0, plan: 2))
        #expect(first.plan.lookups == first.result.lookups && first.result.ending == .settled)
    }

    @Test func `a second run of the same list sends nothing, and reports the whole campaign`()
        async throws
    {
        let first = try await campaign.send(Self.list)
        let requests = campaign.log.words.count
        let second = try await campaign.send(Self.list)
        #expect(
            second.obstacles.isEmpty && second.plan.candidates == 0
                && campaign.log.words.count == requests
        )
        for column in [
            "row", "phone", "number", "status", "reason", "segments", "message_id", "attempts",
            "sent_at", "message",
        ] {
            #expect(second.column(column) == first.column(column), "\(column)")
        }
        #expect(
            second.cell("line_type_source", 0) == "cache" && second.result.lookups.requested == 0
        )
        #expect(second.column("updated_at").allSatisfy { !$0.isEmpty })
    }

    @Test
    func `a row whose text cannot be sent stays so beside the row of the same number that was`()
        async throws
    {
        let long = String(repeating: "x", count: 1700)
        let list =
            "name,phone\n\(long),+447400123456\nBen,+447400123456\n,+447400123457\nCid,+447400123457\n"
        let first = try await campaign.send(list)
        #expect(first.column("reason") == ["too_long", "", "missing_value", ""])
        let second = try await campaign.send(list)
        #expect(second.obstacles.isEmpty && second.plan.candidates == 0)
        #expect(
            second.column("status") == first.column("status")
                && second.column("reason") == first.column("reason")
        )
    }

    @Test func `a number that was messaged stays so when its region is no longer allowed`()
        async throws
    {
        _ = try await campaign.send(Self.list)
        campaign.settings.allowedRegions = Set(["GB"].compactMap(Region.init(rawValue:)))
        let second = try await campaign.send(Self.list)
        #expect(second.column("status") == ["sent", "sent", "skipped", "skipped", "skipped"])
        #expect(second.cell("reason", 0) == "")
    }

    @Test func `tries are counted once, over all runs`() async throws {
        campaign.script = { ask, earlier in
            if case .lookup = ask { .type("mobile") } else { .refused(429, "slow") }
        }
        let first = try await campaign.send(Self.list)
        #expect(
            first.column("reason").prefix(2) == ["rate_limited", "rate_limited"]
                && first.result.ending == .incomplete
        )
        #expect(first.column("attempts").prefix(2) == ["3", "3"])
        campaign.script = { _, _ in .accepted }
        let second = try await campaign.send(Self.list)
        #expect(
            second.column("status").prefix(2) == ["sent", "sent"]
                && second.column("attempts").prefix(2) == ["4", "4"]
        )
        let third = try await campaign.send(Self.list)
        #expect(third.column("attempts").prefix(2) == ["4", "4"])
    }

    @Test func `unconfirmed and failed rows are left alone`() async throws {
        campaign.script = { ask, _ in
            if case .lookup = ask { return .type("mobile") }
            return ask.number == "+12025550123" ? .refused(500, "x") : .refused(400, "invalid dst")
        }
        let first = try await campaign.send(Self.list)
        #expect(
            first.column("status").prefix(2) == ["unconfirmed", "failed"]
                && first.result.ending == .someFailed
        )
        let posts = campaign.log.count("POST")
        let second = try await campaign.send(Self.list)
        #expect(
            second.column("status") == first.column("status") && campaign.log.count("POST") == posts
        )
        #expect(second.column("detail").prefix(2) == first.column("detail").prefix(2))
        #expect(second.result.ending == .someFailed)
    }

    @Test func `who opted out is left out of every later campaign`() async throws {
        campaign.script = { ask, _ in
            if case .lookup = ask { .type("mobile") } else { .refused(400, "opted out") }
        }
        let first = try await campaign.send(Self.list)
        #expect(first.column("reason").prefix(2) == ["opted_out", "opted_out"])
        let second = try await campaign.send("name,phone\nAnn,+12025550123\n", as: "summer")
        #expect(second.column("reason") == ["opted_out"] && campaign.log.count("POST") == 2)
    }

    @Test func `rows that were added are sent, rows that were taken out are left out`() async throws
    {
        _ = try await campaign.send(Self.list)
        let second = try await campaign.send("name,phone\nEve,+447400123457\nAnn,+12025550123\n")
        #expect(second.obstacles.isEmpty && second.column("status") == ["sent", "sent"])
        #expect(
            campaign.log.count("POST") == 3
                && campaign.log.words(about: "+447400123457") == ["POST"]
        )
    }

    @Test func `another template is found, and used where the user says so`() async throws {
        _ = try await campaign.send(Self.list)
        campaign.template = "Hello {{name}}"
        let second = try await campaign.send(Self.list)
        #expect(
            second.obstacles == [.templateChanged(campaign: "spring")]
                && second.obstacles[0].description.contains("or use it for the rows that are left")
        )
        campaign.allowances.newTemplate = true
        let third = try await campaign.send(Self.list + "Eve,+447400123457\n")
        #expect(third.column("status").last == "sent" && campaign.log.count("POST") == 3)
        campaign.allowances.newTemplate = false
        campaign.allowances.earlierTexts = true
        #expect(try await campaign.send(Self.list).obstacles.isEmpty)
    }

    @Test func `other texts for numbers already messaged are found, and never shown as sent`()
        async throws
    {
        _ = try await campaign.send(Self.list)
        let changed = Self.list.replacing("Ben,", with: "Привет Ben,")
        let second = try await campaign.send(changed)
        #expect(
            second.obstacles == [
                .textsChanged(campaign: "spring", count: 1, first: "row 2 (line 3)")
            ]
        )
        campaign.allowances.earlierTexts = true
        let third = try await campaign.send(changed)
        #expect(third.cell("status", 1) == "sent" && campaign.log.count("POST") == 2)
        #expect(third.cell("message", 1) == "" && third.cell("message", 0) == "Hi Ann")
        #expect(third.cell("encoding", 1) == "GSM-7" && third.cell("segments", 1) == "1")
    }

    @Test func `another provider entry is found`() async throws {
        _ = try await campaign.send(Self.list)
        campaign.provider = "other"
        let second = try await campaign.send(Self.list)
        #expect(
            second.obstacles == [
                .providerChanged(campaign: "spring", before: "plivo", now: "other")
            ]
        )
        campaign.allowances.newProvider = true
        #expect(try await campaign.send(Self.list).obstacles.isEmpty)
    }

    @Test func `a renamed list is found, also one that grew in between`() async throws {
        _ = try await campaign.send(Self.list)
        let renamed = try await campaign.send(Self.list, as: "summer")
        #expect(renamed.obstacles == [.sentBefore(campaign: "summer", other: "spring")])
        let grown = Self.list + "Eve,+447400123457\n"
        _ = try await campaign.send(grown)
        let copy = try await campaign.send(grown, as: "autumn")
        #expect(copy.obstacles == [.sentBefore(campaign: "autumn", other: "spring")])
        campaign.allowances.sameListAgain = true
        #expect(
            try await campaign.send(grown, as: "autumn").column("status").count { $0 == "sent" }
                == 3
        )
    }

    @Test func `a limit leaves the rest for the next run`() async throws {
        campaign.limit = 1
        let first = try await campaign.send(Self.list)
        #expect(
            first.column("status").prefix(2) == ["sent", "pending"]
                && first.cell("reason", 1) == "limit"
        )
        #expect(first.result.ending == .settled)
        let second = try await campaign.send(Self.list)
        #expect(
            second.column("status").prefix(2) == ["sent", "sent"] && campaign.log.count("POST") == 2
        )
    }
}
