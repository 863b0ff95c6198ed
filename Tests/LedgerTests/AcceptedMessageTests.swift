// SPDX-License-Identifier: Apache-2.0

import Foundation
import PhoneNumbers
import Testing

@testable import Basics
@testable import Ledger

@Suite final class AcceptedMessageTests: BegunCampaign {
    /// A campaign with five accepted messages, and one of every other state.
    override init() async throws {
        try await super.init()
        for index in 1...8 {
            _ = try await ledger.recordIntent(try LedgerBench.intent(index, in: campaign))
            let ending: Outcome.Ending = index <= 5 ? .sent : index == 6 ? .failed : .unconfirmed
            guard index != 8 else { continue }
            var outcome = try LedgerBench.outcome(index, in: campaign, ending)
            outcome.messageID = ending == .sent ? "id-\(index)" : nil
            outcome.sentAt = ending == .sent ? bench.date - 60 : nil
            try await ledger.recordOutcome(outcome)
        }
    }

    private func record(
        _ index: Int,
        _ state: String,
        isFinal: Bool,
        cost: String? = nil
    ) async throws {
        try await ledger.recordDelivery(
            DeliveryRecord(
                campaign: campaign,
                number: try LedgerBench.number(index),
                messageID: "id-\(index)",
                state: state,
                isFinal: isFinal,
                cost: cost,
                currency: cost == nil ? nil : "USD",
                checkedAt: bench.date
            )
        )
    }

    @Test func `open are the accepted messages whose state is not final, page by page`()
        async throws
    {
        try await record(2, "delivered", isFinal: true)
        try await record(4, "sent", isFinal: false, cost: "0.01")
        let first = try await ledger.openMessages(in: campaign, after: nil, limit: 3)
        #expect(first.map(\.messageID) == ["id-1", "id-3", "id-4"])
        #expect(
            first.map(\.latest?.state) == [nil, nil, "sent"] && first.last?.latest?.cost == "0.01"
        )
        #expect(first.allSatisfy { $0.acceptedAt == bench.date - 60 && $0.provider == "plivo" })
        let second = try await ledger.openMessages(
            in: campaign,
            after: first.last?.number,
            limit: 3
        )
        #expect(second.map(\.messageID) == ["id-5"])
        #expect(
            try await ledger.openMessages(in: campaign, after: second.last?.number, limit: 3)
                .isEmpty
        )
        #expect(
            try await ledger.openMessages(in: CampaignID(rawValue: 9), after: nil, limit: 3).isEmpty
        )
    }

    @Test func `messages of which the same is known are counted together`() async throws {
        for index in 1...2 { try await record(index, "delivered", isFinal: true, cost: "0.01") }
        try await record(3, "delivered", isFinal: true, cost: "0.02")
        let groups = try await ledger.deliveryGroups(in: campaign)
        #expect(groups.reduce(0) { $0 + $1.count } == 5)
        #expect(
            groups.first { $0.cost == "0.01" }?.count == 2
                && groups.first { $0.cost == "0.02" }?.count == 1
        )
        #expect(try await ledger.deliveryGroups(in: campaign, since: .distantFuture).isEmpty)
        #expect(
            try await ledger.deliveryGroups(in: campaign, since: .distantPast).count == groups.count
        )
        let unknown = try #require(groups.first { $0.state == nil })
        #expect(unknown.count == 2 && !unknown.isFinal && unknown.provider == "plivo")
    }
}
