// SPDX-License-Identifier: Apache-2.0

import Foundation
import Basics
import Ledger
import PhoneNumbers
import Testing

@Suite final class MessageTests: BegunCampaign {
    private func intend(
        _ index: Int,
        replacing: Intent.Replacement = .nothing
    ) async throws -> IntentReceipt {
        try await ledger.recordIntent(
            try LedgerBench.intent(index, in: campaign, replacing: replacing)
        )
    }

    private func end(_ index: Int, _ ending: Outcome.Ending) async throws {
        try await ledger.recordOutcome(try LedgerBench.outcome(index, in: campaign, ending))
    }

    private func message(_ index: Int) async throws -> MessageRecord? {
        try await ledger.message(to: try LedgerBench.number(index), in: campaign)
    }

    @Test func `a number's messages are found in every campaign`() async throws {
        let others = [
            try await ledger.begin(LedgerBench.campaign("summer", list: "m")),
            try await ledger.begin(LedgerBench.campaign("autumn", list: "n")),
        ]
        _ = try await ledger.recordIntent(try LedgerBench.intent(1, in: others[1]))
        _ = try await intend(1)
        _ = try await intend(2)
        let found = try await ledger.messages(to: try LedgerBench.number(1))
        #expect(found.map(\.campaign) == [campaign, others[1]])
        #expect(try await ledger.messages(to: try LedgerBench.number(3)).isEmpty)
    }

    @Test func `only what was accepted proves that a provider entry accepts messages`() async throws
    {
        for (index, ending) in Outcome.Ending.allCases.filter({ $0 != .sent }).enumerated() {
            _ = try await intend(index)
            try await end(index, ending)
        }
        _ = try await intend(8)
        let provider = try #require(try await message(8)?.provider)
        #expect(try await !ledger.hasAcceptance(by: provider))
        try await end(8, .sent)
        #expect(try await ledger.hasAcceptance(by: provider))
        #expect(try await !ledger.hasAcceptance(by: provider + "-2"))
    }

    @Test func `an intent is remembered with all that was said`() async throws {
        let number = try LedgerBench.number(1)
        let intent = Intent(
            campaign: campaign,
            number: number,
            row: 12,
            provider: "telnyx",
            segments: 3,
            encoding: "UCS-2",
            textHash: "abc",
            idempotencyKey: "key"
        )
        #expect(try await ledger.recordIntent(intent) == .recorded(attempt: 1))
        let found = try #require(try await ledger.message(to: number, in: campaign))
        #expect(found.campaign == campaign && found.number == number && found.row == 12)
        #expect(found.state == .intent && found.attempts == 1 && found.provider == "telnyx")
        #expect(found.segments == 3 && found.encoding == "UCS-2" && found.textHash == "abc")
        #expect(
            found.idempotencyKey == "key" && found.intendedAt == bench.date
                && found.updatedAt == bench.date
        )
        #expect(
            found.reason == nil && found.detail == nil && found.messageID == nil
                && found.sentAt == nil
        )
        #expect(found.errorCode == nil && found.cost == nil && found.currency == nil)
    }

    @Test func `an outcome is remembered with all that was said`() async throws {
        _ = try await intend(1)
        bench.date += 1.5
        let sentAt = bench.date - 0.25
        let outcome = Outcome(
            campaign: campaign,
            number: try LedgerBench.number(1),
            ending: .sent,
            reason: "r",
            detail: "d",
            messageID: "m-1",
            errorCode: "e",
            cost: "0.0079",
            currency: "USD",
            attempts: 3,
            sentAt: sentAt
        )
        try await ledger.recordOutcome(outcome)
        let found = try #require(try await message(1))
        #expect(
            found.state == .sent && found.reason == "r" && found.detail == "d"
                && found.messageID == "m-1"
        )
        #expect(
            found.errorCode == "e" && found.cost == "0.0079" && found.currency == "USD"
                && found.attempts == 3
        )
        #expect(
            found.sentAt == sentAt && found.updatedAt == bench.date
                && found.intendedAt == bench.date - 1.5
        )
    }

    @Test
    func `what is sent without a time was sent when it was written, what is not sent has none`()
        async throws
    {
        _ = try await intend(1)
        _ = try await intend(2)
        try await end(1, .sent)
        try await end(2, .failed)
        #expect(try await message(1)?.sentAt == bench.date)
        #expect(try await message(2)?.sentAt == nil)
    }

    @Test(arguments: [
        (Outcome.Ending?.none, Intent.Replacement.nothing, false), (nil, .failed, false),
        (nil, .unconfirmed, false),
        (.sent, .nothing, false), (.sent, .failed, false), (.sent, .unconfirmed, false),
        (.failed, .nothing, false), (.failed, .failed, true), (.failed, .unconfirmed, false),
        (.unconfirmed, .nothing, false), (.unconfirmed, .failed, false),
        (.unconfirmed, .unconfirmed, true),
        (.notAccepted, .nothing, true), (.notAccepted, .failed, true),
        (.notAccepted, .unconfirmed, true),
    ])
    func `the database itself refuses a second message`(
        ending: Outcome.Ending?,
        replacing: Intent.Replacement,
        allowed: Bool
    ) async throws {
        _ = try await intend(1)
        if let ending { try await end(1, ending) }
        let before = try await message(1)
        let state = ending.flatMap { MessageState(rawValue: $0.rawValue) } ?? .intent
        let expected: IntentReceipt = allowed ? .recorded(attempt: 2) : .refused(state)
        #expect(try await intend(1, replacing: replacing) == expected)
        let after = try await message(1)
        #expect(allowed ? after?.state == .intent : after == before)
    }

    @Test func `a new intent forgets how the last one ended, and goes on counting`() async throws {
        _ = try await intend(1)
        var outcome = try LedgerBench.outcome(1, in: campaign, .notAccepted)
        outcome.reason = "rate_limited"
        outcome.detail = "too fast"
        outcome.errorCode = "429"
        outcome.attempts = 5
        try await ledger.recordOutcome(outcome)
        #expect(try await intend(1) == .recorded(attempt: 6))
        let found = try #require(try await message(1))
        #expect(
            found.reason == nil && found.detail == nil && found.errorCode == nil
                && found.attempts == 6
        )
    }

    @Test func `an intent that is taken back counts no try`() async throws {
        _ = try await intend(1)
        var outcome = try LedgerBench.outcome(1, in: campaign, .notAccepted)
        outcome.attempts = 0
        try await ledger.recordOutcome(outcome)
        #expect(try await message(1)?.attempts == 0)
        #expect(try await intend(1) == .recorded(attempt: 1))
    }

    @Test func `the same number in another campaign is another message`() async throws {
        _ = try await intend(1)
        let other = try await ledger.begin(LedgerBench.campaign("autumn"))
        #expect(
            try await ledger.recordIntent(try LedgerBench.intent(1, in: other))
                == .recorded(attempt: 1)
        )
        #expect(try await ledger.counts(in: other) == [.intent: 1])
    }

    @Test(arguments: Outcome.Ending.allCases)
    func `an outcome needs an open intent`(ending: Outcome.Ending) async throws {
        let number = try LedgerBench.number(1)
        let refusal = LedgerError(path: bench.path, kind: .noIntent(number: number.e164))
        await #expect(throws: refusal) { try await end(1, ending) }
        _ = try await intend(1)
        try await end(1, .sent)
        await #expect(throws: refusal) { try await end(1, ending) }
        #expect(try await message(1)?.state == .sent)
    }

    @Test func `of 50 intents for one number at once, one is recorded`() async throws {
        let intent = try LedgerBench.intent(1, in: campaign)
        let receipts = try await withThrowingTaskGroup(of: IntentReceipt.self) { group in
            for _ in 0..<50 { group.addTask { [ledger] in try await ledger.recordIntent(intent) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(receipts.filter { $0 == .recorded(attempt: 1) }.count == 1)
        #expect(receipts.filter { $0 == .refused(.intent) }.count == 49)
    }

    @Test func `intents that a crash left are settled, others stay`() async throws {
        for index in 1...4 { _ = try await intend(index) }
        try await end(1, .sent)
        try await end(2, .notAccepted)
        let other = try await ledger.begin(LedgerBench.campaign("autumn"))
        _ = try await ledger.recordIntent(try LedgerBench.intent(1, in: other))
        await ledger.close()

        let next = try bench.open()
        bench.date += 60
        #expect(try await next.settleCrashedIntents(in: campaign) == 2)
        #expect(try await next.settleCrashedIntents(in: campaign) == 0)
        #expect(
            try await next.counts(in: campaign) == [.sent: 1, .notAccepted: 1, .unconfirmed: 2]
        )
        #expect(try await next.counts(in: other) == [.intent: 1])
        let settled = try await next.messages(in: campaign, state: .unconfirmed)
        #expect(settled.map(\.row) == [3, 4])
        #expect(settled.allSatisfy { $0.reason == "crashed" && $0.updatedAt == bench.date })
        #expect(settled.first?.detail == "the run ended before the provider's answer was recorded")
    }

    @Test func `an unconfirmed message can be settled later, and only that`() async throws {
        _ = try await intend(1)
        _ = try await intend(2)
        try await end(1, .unconfirmed)
        var found = try LedgerBench.outcome(1, in: campaign, .sent)
        found.messageID = "m-1"
        found.attempts = 4
        try await ledger.settleUnconfirmed(found)
        #expect(try await message(1)?.messageID == "m-1")
        #expect(try await message(1)?.attempts == 1)
        let number = try LedgerBench.number(2)
        await #expect(throws: LedgerError(path: bench.path, kind: .noIntent(number: number.e164))) {
            try await ledger.settleUnconfirmed(try LedgerBench.outcome(2, in: campaign, .sent))
        }
    }

    @Test func `messages come in the order of their rows`() async throws {
        for index in [30, 4, 200] { _ = try await intend(index) }
        try await end(4, .sent)
        #expect(try await ledger.messages(in: campaign).map(\.row) == [4, 30, 200])
        #expect(try await ledger.messages(in: campaign, state: .intent).map(\.row) == [30, 200])
        #expect(try await message(5) == nil)
    }
}
