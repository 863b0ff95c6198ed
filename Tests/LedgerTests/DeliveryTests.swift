// SPDX-License-Identifier: Apache-2.0

import Foundation
import PhoneNumbers
import SQLite
import Testing

@testable import Basics
@testable import Ledger

@Suite final class DeliveryTests: BegunCampaign {
    /// A campaign with one message that was sent.
    override init() async throws {
        try await super.init()
        _ = try await ledger.recordIntent(try LedgerBench.intent(1, in: campaign))
        var outcome = try LedgerBench.outcome(1, in: campaign, .sent)
        outcome.messageID = "id-1"
        try await ledger.recordOutcome(outcome)
    }

    private func delivery(_ state: String, id: String = "id-1") throws -> DeliveryRecord {
        DeliveryRecord(
            campaign: campaign,
            number: try LedgerBench.number(1),
            messageID: id,
            state: state,
            isFinal: state == "delivered",
            errorCode: "30006",
            detail: "a sentence",
            cost: "0.0075",
            currency: "USD",
            checkedAt: bench.date
        )
    }

    @Test func `what a provider told is remembered, the latest alone`() async throws {
        try await ledger.recordDelivery(try delivery("queued"))
        let latest = try delivery("delivered")
        try await ledger.recordDelivery(latest)
        #expect(try await ledger.deliveries(in: campaign) == [latest.number: latest])
        #expect(try await ledger.deliveries(in: CampaignID(rawValue: 99)).isEmpty)
    }

    @Test func `what was told of another message to the number does not count`() async throws {
        try await ledger.recordDelivery(try delivery("delivered", id: "earlier"))
        #expect(try await ledger.deliveries(in: campaign).isEmpty)
    }

    @Test func `people see it in the view, and it goes with the message`() async throws {
        try await ledger.recordDelivery(try delivery("delivered"))
        let words = try bench.witness().rows("SELECT delivery FROM message_report") {
            row throws(SQLiteError) in
            try row.text("delivery")
        }
        #expect(words == ["delivered"])
        _ = try await ledger.forget(campaign)
        let left = try bench.witness().rows("SELECT * FROM deliveries") { row throws(SQLiteError) in
            try row.text("number")
        }
        #expect(left.isEmpty)
    }

    @Test func `a price that was told is the message's from now on, and stays so`() async throws {
        try await ledger.recordDelivery(try delivery("sent"))
        var later = try delivery("delivered")
        (later.cost, later.currency) = (nil, nil)
        try await ledger.recordDelivery(later)
        let message = try await ledger.message(to: later.number, in: campaign)
        #expect(message?.cost == "0.0075" && message?.currency == "USD" && message?.state == .sent)
        var other = try delivery("delivered", id: "earlier")
        other.cost = "9"
        try await ledger.recordDelivery(other)
        #expect(try await ledger.message(to: later.number, in: campaign)?.cost == "0.0075")
    }

    @Test func `some numbers' deliveries are found, others are left out`() async throws {
        #expect(try await ledger.hasDeliveries(in: campaign) == false)
        let known = try delivery("sent")
        try await ledger.recordDelivery(known)
        #expect(try await ledger.hasDeliveries(in: campaign))
        let numbers = [try LedgerBench.number(2), known.number]
        #expect(try await ledger.deliveries(in: campaign, of: numbers) == [known.number: known])
        #expect(try await ledger.deliveries(in: CampaignID(rawValue: 99), of: numbers).isEmpty)
    }
}
