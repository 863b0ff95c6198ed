// SPDX-License-Identifier: Apache-2.0

import Foundation
@testable import Basics
@testable import Campaign
@testable import Configuration
import HTTP
@testable import Lists
import Pacing
import Testing

/// Caps over whole runs with a real ledger: reached, kept by further runs, raised.
@Suite struct CapTests {
    private let campaign: LedgerCampaign

    init() throws {
        campaign = try LedgerCampaign()
        campaign.settings.lookup.mode = .never
        campaign.settings.prices.perSegment = Decimal(string: "0.1")
        campaign.settings.prices.perLookup = Decimal(string: "0.05")
    }

    private static func list(_ count: Int, from first: Int = 0) -> String {
        "name,phone\n" + (first..<first + count).map { "Ann,+1202555\(1000 + $0)\n" }.joined()
    }

    private func fates(_ outcome: LedgerCampaign.Outcome) -> [String: Int] {
        Dictionary(
            zip(outcome.column("status"), outcome.column("reason")).map { ("\($0) \($1)", 1) },
            uniquingKeysWith: +
        )
    }

    @Test
    func
        `as many messages go out as the cap allows, the first of the list, and raising it goes on`()
        async throws
    {
        campaign.settings.caps.messages = 4
        let first = try await campaign.send(Self.list(10))
        #expect(
            first.column("status") == Array(repeating: "sent", count: 4)
                + Array(repeating: "pending", count: 6)
        )
        #expect(first.column("reason").last == "capped" && first.result.ending == .incomplete)
        let sentence =
            "the cap “caps.messages” is reached: 4 of 4 messages are used in this campaign and the next recipient "
            + "needs 1; only “caps.messages” in the configuration raises it"
        #expect(
            first.result.capReached?.sentence == sentence && first.column("detail").last == sentence
        )
        #expect(first.plan.capForecast?.fitting == 4 && first.plan.capForecast?.left == 6)
        let again = try await campaign.send(Self.list(10))
        #expect(
            fates(again) == ["sent ": 4, "pending capped": 6] && campaign.log.count("POST") == 4
        )
        campaign.settings.caps.messages = 10
        let raised = try await campaign.send(Self.list(10))
        #expect(
            fates(raised) == ["sent ": 10] && raised.result.ending == .settled
                && raised.result.capReached == nil
        )
    }

    @Test func `what is unconfirmed counts, what is refused does not`() async throws {
        campaign.settings.caps.messages = 3
        campaign.settings.send.maxConcurrent = 1
        campaign.script = { ask, _ in
            switch ask.number {
            case "+12025551000": .refused(500, "x")
            case "+12025551001": .refused(400, "invalid dst")
            default: .accepted
            }
        }
        let outcome = try await campaign.send(Self.list(6))
        #expect(
            outcome.column("status") == [
                "unconfirmed", "failed", "sent", "sent", "pending", "pending",
            ]
        )
        let again = try await campaign.send(Self.list(6))
        #expect(
            again.column("status") == [
                "unconfirmed", "failed", "sent", "sent", "pending", "pending",
            ]
        )
    }

    @Test
    func `an unconfirmed message that is sent again counts twice, in this run and in the next`()
        async throws
    {
        campaign.settings.caps.messages = 2
        campaign.script = { _, _ in .refused(500, "x") }
        _ = try await campaign.send(Self.list(1))
        campaign.allowances.unconfirmedAgain = true
        campaign.script = { _, _ in .accepted }
        let second = try await campaign.send(Self.list(2))
        #expect(second.column("status") == ["sent", "pending"])
        let third = try await campaign.send(Self.list(2))
        #expect(third.column("status") == ["sent", "pending"] && campaign.log.count("POST") == 2)
    }

    @Test func `a second try that was refused costs nothing`() async throws {
        campaign.settings.caps.messages = 2
        campaign.script = { _, _ in .refused(500, "x") }
        _ = try await campaign.send(Self.list(1))
        campaign.allowances.unconfirmedAgain = true
        campaign.script = { ask, _ in
            ask.number == "+12025551000" ? .refused(400, "invalid dst") : .accepted
        }
        let second = try await campaign.send(Self.list(2))
        #expect(second.column("status") == ["unconfirmed", "sent"])
        campaign.allowances.unconfirmedAgain = false
        campaign.settings.caps.messages = 3
        #expect(
            try await campaign.send(Self.list(3)).column("status") == [
                "unconfirmed", "sent", "sent",
            ]
        )
    }

    @Test
    func `the cost counts segments, regions and lookups, and landlines spend only their lookup`()
        async throws
    {
        campaign.settings.lookup.mode = .auto
        campaign.settings.caps.cost = Decimal(string: "0.5")
        campaign.script = { ask, _ in
            guard case .lookup(let number) = ask else { return .accepted }
            return .type(number.hasSuffix("0") ? "fixed" : "mobile")
        }
        let outcome = try await campaign.send(Self.list(12))
        // The landline 0.05, three mobiles 0.15 each: 0.50. The next one does not fit.
        #expect(fates(outcome) == ["skipped fixed_line": 1, "sent ": 3, "pending capped": 8])
        #expect(campaign.log.count("GET") == 4 && campaign.log.count("POST") == 3)
        #expect(outcome.result.capReached?.need == Decimal(string: "0.15"))
        let again = try await campaign.send(Self.list(12))
        #expect(fates(again) == ["skipped fixed_line": 1, "sent ": 3, "pending capped": 8])
        #expect(campaign.log.count("GET") == 4 && campaign.log.count("POST") == 3)
    }

    @Test func `lookups that certainly were not charged do not count`() async throws {
        campaign.settings.lookup.mode = .auto
        campaign.settings.lookup.maxConcurrent = 1
        campaign.settings.caps.cost = Decimal(string: "0.3")
        campaign.script = { ask, earlier in
            guard case .lookup = ask else { return .accepted }
            return earlier == 0 ? .refused(429, "slow down", retryAfter: "1") : .type("mobile")
        }
        let outcome = try await campaign.send(Self.list(3))
        #expect(fates(outcome) == ["sent ": 2, "pending capped": 1])
        #expect(
            try await campaign.send(Self.list(3)).column("status") == ["sent", "sent", "pending"]
        )
    }

    @Test func `a day's cap holds for all campaigns of the ledger, and the next day begins anew`()
        async throws
    {
        campaign.settings.caps.perDay = 3
        campaign.settings.caps.dayStart.timeZone = "UTC"
        #expect(fates(try await campaign.send(Self.list(2), as: "spring")) == ["sent ": 2])
        let other = try await campaign.send(Self.list(4, from: 50), as: "autumn")
        #expect(
            fates(other) == ["sent ": 1, "pending capped": 3] && other.result.ending == .incomplete
        )
        #expect(
            other.result.capReached?.sentence.contains(
                "the next day begins at 2023-11-15T00:00:00Z"
            ) == true
        )
        try await campaign.time.sleep(until: campaign.time.now + .seconds(86_400))
        #expect(
            fates(try await campaign.send(Self.list(4, from: 50), as: "autumn")) == ["sent ": 4]
        )
    }

    @Test func `segments of a day are counted, not messages`() async throws {
        campaign.template = "Hi {{name}} " + String(repeating: "x", count: 200)
        campaign.settings.caps.segmentsPerDay = 5
        let outcome = try await campaign.send(Self.list(4))
        #expect(
            outcome.column("segments").first == "2"
                && fates(outcome) == ["sent ": 2, "pending capped": 2]
        )
    }

    @Test func `a day's cap lets a long run go on when the next day begins`() async throws {
        campaign.settings.caps.perDay = 2
        campaign.settings.caps.dayStart.timeZone = "UTC"
        campaign.settings.send.maxConcurrent = 1
        campaign.script = { [time = campaign.time] ask, _ in
            if ask.number == "+12025551001" {
                try? await time.sleep(until: time.now + .seconds(86_400))
            }
            return .accepted
        }
        // The second message ends in the next day, where it counts too: one more fits.
        #expect(fates(try await campaign.send(Self.list(4))) == ["sent ": 3, "pending capped": 1])
    }
}
