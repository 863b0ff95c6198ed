// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import Ledger
import PhoneNumbers
import Testing

@Suite final class CampaignRecordTests: EmptyLedger {
    @Test func `a campaign that is begun again spends no id`() async throws {
        let first = try await ledger.begin(LedgerBench.campaign())
        for _ in 1...3 { #expect(try await ledger.begin(LedgerBench.campaign()) == first) }
        let second = try await ledger.begin(LedgerBench.campaign("autumn"))
        #expect(second.rawValue == first.rawValue + 1)
    }

    @Test func `a campaign is remembered with all that was said`() async throws {
        var details = LedgerBench.campaign()
        details.reportPath = "/tmp/spring-report.csv"
        let id = try await ledger.begin(details)
        let found = try #require(try await ledger.campaign(named: "spring"))
        #expect(found.id == id && found.details == details)
        #expect(found.createdAt == bench.date && found.updatedAt == bench.date)
        #expect(try await ledger.campaign(named: "Spring") == nil)
    }

    @Test func `a campaign that is begun again is the same and stays as it was`() async throws {
        let id = try await ledger.begin(LedgerBench.campaign())
        bench.date += 10
        #expect(try await ledger.begin(LedgerBench.campaign(template: "other")) == id)
        let found = try await ledger.campaign(named: "spring")
        #expect(found?.details.templateHash == "t")
        #expect(found?.updatedAt == bench.date - 10)
    }

    @Test func `an update changes the details and the time, not the beginning`() async throws {
        let id = try await ledger.begin(LedgerBench.campaign())
        let other = try await ledger.begin(LedgerBench.campaign("autumn"))
        bench.date += 10
        var details = LedgerBench.campaign(template: "new")
        details.provider = "telnyx"
        try await ledger.update(id, to: details)
        let found = try #require(try await ledger.campaign(named: "spring"))
        #expect(found.details == details)
        #expect(found.updatedAt == bench.date && found.createdAt == bench.date - 10)
        #expect(try await ledger.campaign(named: "autumn")?.id == other)
    }

    @Test func `a name that another campaign has is refused`() async throws {
        let id = try await ledger.begin(LedgerBench.campaign())
        _ = try await ledger.begin(LedgerBench.campaign("autumn"))
        await #expect(throws: LedgerError.self) {
            try await ledger.update(id, to: LedgerBench.campaign("autumn"))
        }
        #expect(try await ledger.campaigns().map(\.details.name) == ["spring", "autumn"])
    }

    @Test func `campaigns are found by list and template together`() async throws {
        _ = try await ledger.begin(LedgerBench.campaign("a", list: "l1", template: "t1"))
        _ = try await ledger.begin(LedgerBench.campaign("b", list: "l1", template: "t2"))
        _ = try await ledger.begin(LedgerBench.campaign("c", list: "l1", template: "t1"))
        let found = try await ledger.campaigns(withListHash: "l1", templateHash: "t1")
        #expect(found.map(\.details.name) == ["a", "c"])
        #expect(try await ledger.campaigns(withListHash: "l2", templateHash: "t1").isEmpty)
    }
}

@Suite final class OverviewTests: EmptyLedger {
    /// Records a message with its end; without one it stays in flight.
    private func record(
        _ index: Int,
        in campaign: CampaignID,
        _ ending: Outcome.Ending?,
        reason: String? = nil,
        isOptOut: Bool = false,
        cost: (String, String)? = nil
    ) async throws {
        _ = try await ledger.recordIntent(try LedgerBench.intent(index, in: campaign))
        guard let ending else { return }
        var outcome = try LedgerBench.outcome(index, in: campaign, ending)
        (outcome.reason, outcome.isOptOut) = (reason, isOptOut)
        (outcome.cost, outcome.currency) = (cost?.0, cost?.1)
        try await ledger.recordOutcome(outcome)
    }

    @Test func `an empty ledger holds nothing`() async throws {
        #expect(try await ledger.overview().campaigns.isEmpty)
    }

    @Test func `messages are counted as the report calls them, and costs are added exactly`()
        async throws
    {
        let spring = try await ledger.begin(LedgerBench.campaign())
        let autumn = try await ledger.begin(LedgerBench.campaign("autumn"))
        for index in 1...10 { try await record(index, in: spring, .sent, cost: ("0.1", "USD")) }
        try await record(11, in: spring, .sent, cost: ("0.02", "EUR"))
        try await record(12, in: spring, .failed, reason: "rejected")
        try await record(13, in: spring, .failed, reason: "opted_out", isOptOut: true)
        try await record(14, in: spring, .unconfirmed)
        try await record(15, in: spring, .notAccepted)
        bench.date += 10
        try await record(16, in: spring, nil)
        let overview = try await ledger.overview()
        #expect(overview.campaigns.map(\.campaign.id) == [spring, autumn])
        let first = try #require(overview.campaigns.first)
        #expect(
            first.counts == [.sent: 11, .failed: 1, .skipped: 1, .unconfirmed: 2, .notAccepted: 1]
        )
        #expect(first.costs == ["USD": 1, "EUR": Decimal(string: "0.02")])
        #expect(first.changedAt == bench.date && first.campaign.createdAt == bench.date - 10)
        #expect(overview.campaigns.last?.messages == 0)
        #expect(overview.optOuts == 1)
    }

    @Test func `lookups are counted, and people who opted out, once each`() async throws {
        let number = try LedgerBench.number(1)
        for provider in ["plivo", "telnyx"] {
            let lookup = CachedLookup(
                provider: provider,
                number: number,
                lineType: .mobile,
                lookedUpAt: bench.date
            )
            try await ledger.recordLookup(lookup)
            try await ledger.addOptOut(
                OptOut(number: number, provider: provider, source: .provider, date: bench.date)
            )
        }
        let overview = try await ledger.overview()
        #expect(overview.lookups == 2 && overview.optOuts == 1)
    }
}
