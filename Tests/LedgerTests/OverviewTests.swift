// SPDX-License-Identifier: Apache-2.0

import Foundation
import Basics
import Ledger
import PhoneNumbers
import Testing

@Suite struct OverviewTests {
    let bench: LedgerBench
    let ledger: Ledger

    init() throws {
        bench = try LedgerBench()
        ledger = try bench.open()
    }

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
