// SPDX-License-Identifier: Apache-2.0

import Foundation
import PhoneNumbers
import SQLite
import Testing

@testable import Ledger

/// What a ledger holds of one handset under several spellings of its number.
@Suite final class SpellingTests: BegunCampaign {
    private static let spellings = ["+5491155551234", "+541155551234"]

    private func parsed(_ text: String) throws -> PhoneNumber {
        try #require(PhoneNumber(e164: text))
    }

    private func makeIntent(
        _ text: String, replacing: Intent.Replacement = .nothing
    ) throws -> Intent {
        var intent = try LedgerBench.intent(1, in: campaign, replacing: replacing)
        intent.number = try parsed(text)
        return intent
    }

    private func record(_ text: String, _ ending: Outcome.Ending?) async throws {
        _ = try await ledger.recordIntent(try makeIntent(text))
        guard let ending else { return }
        var outcome = try LedgerBench.outcome(1, in: campaign, ending)
        outcome.number = try parsed(text)
        try await ledger.recordOutcome(outcome)
    }

    private func recall(_ text: String) async throws -> Ledger.Recollection? {
        let number = try parsed(text)
        return try await ledger.recall(
            [number], campaign: campaign, provider: "plivo", notBefore: .distantPast)[number]
    }

    @Test(
        arguments: [
            (Outcome.Ending.sent, MessageState.sent), (.unconfirmed, .unconfirmed), (nil, .intent),
            (.failed, .failed), (.notAccepted, nil),
        ] as [(Outcome.Ending?, MessageState?)])
    func `a message to one spelling is found under the other, unless it was not accepted`(
        ending: Outcome.Ending?, found: MessageState?
    ) async throws {
        try await record(Self.spellings[0], ending)
        let message = try await recall(Self.spellings[1])?.message
        #expect(message?.state == found)
        #expect(message.map(\.number.e164) == found.map { _ in Self.spellings[0] })
    }

    @Test(
        arguments: [
            (Outcome.Ending.sent, IntentReceipt.refused(.sent)),
            (.unconfirmed, .refused(.unconfirmed)), (nil, .refused(.intent)),
            (.failed, .recorded(attempt: 1)), (.notAccepted, .recorded(attempt: 1)),
        ] as [(Outcome.Ending?, IntentReceipt)])
    func `what may have arrived under one spelling is never sent under the other`(
        ending: Outcome.Ending?, receipt: IntentReceipt
    ) async throws {
        try await record(Self.spellings[1], ending)
        if case .refused = receipt {
            for replacing in [Intent.Replacement.failed, .unconfirmed] {
                let second = try makeIntent(Self.spellings[0], replacing: replacing)
                #expect(try await ledger.recordIntent(second) == receipt)
            }
        }
        #expect(try await ledger.recordIntent(try makeIntent(Self.spellings[0])) == receipt)
    }

    @Test func `of two messages to one handset the one that came further counts`() async throws {
        try await record(Self.spellings[0], .failed)
        try await record(Self.spellings[1], .sent)
        for text in Self.spellings {
            #expect(try await recall(text)?.message?.number.e164 == Self.spellings[1])
        }
    }

    @Test func `each spelling of a ledger that messaged both keeps its own message`() async throws {
        let other = try parsed("+542901123456")
        // Written as an earlier version did, which knew nothing of spellings.
        try await record(Self.spellings[0], .sent)
        try await record("+5492901123456", .sent)
        try await copy(to: try parsed(Self.spellings[1]), from: try parsed(Self.spellings[0]))
        try await copy(to: other, from: try parsed("+5492901123456"))
        for text in Self.spellings + [other.e164] {
            #expect(try await recall(text)?.message?.number.e164 == text)
        }
    }

    private func copy(to number: PhoneNumber, from earlier: PhoneNumber) async throws {
        try await ledger.write { database throws(SQLiteError) in
            try database.execute(
                """
                CREATE TEMP TABLE one AS SELECT * FROM messages WHERE number = '\(earlier.e164)';
                UPDATE one SET number = '\(number.e164)';
                INSERT INTO messages SELECT * FROM one;
                DROP TABLE one;
                """)
        }
    }

    @Test(arguments: [(0, 1), (1, 0)])
    func `an opt-out holds for every spelling, and is taken back by any`(
        said: Int, asked: Int
    ) async throws {
        let (said, asked) = (try parsed(Self.spellings[said]), try parsed(Self.spellings[asked]))
        let optOut = OptOut(number: said, provider: nil, source: .user, date: bench.date)
        #expect(try await ledger.addOptOuts([optOut]) == 1)
        #expect(try await ledger.isOptedOut(asked))
        #expect(try await recall(asked.e164)?.isOptedOut == true)
        #expect(try await ledger.optOuts(of: asked) == [optOut])
        #expect(try await ledger.recordIntent(try makeIntent(asked.e164)) == .optedOut)
        var again = optOut
        again.number = asked
        #expect(try await ledger.addOptOuts([again]) == 0)
        #expect(try await ledger.removeOptOut(asked))
        #expect(try await !ledger.isOptedOut(said))
        #expect(try await ledger.optOuts().isEmpty)
    }

    @Test func `a message of another campaign is too near in any spelling`() async throws {
        try await record(Self.spellings[0], .sent)
        let other = try await ledger.begin(LedgerBench.campaign("autumn", list: "m"))
        let spacing = try #require(
            try await ledger.spacing(since: bench.date.addingTimeInterval(-1), except: other))
        let number = try parsed(Self.spellings[1])
        #expect(try await ledger.nearMessage(to: number, spacing)?.campaign == "spring")
        var intent = try makeIntent(number.e164)
        intent.campaign = other
        intent.spacing = spacing
        guard case .tooSoon = try await ledger.recordIntent(intent) else {
            Issue.record("not too near")
            return
        }
    }

    @Test func `a person is forgotten in every spelling`() async throws {
        try await record(Self.spellings[0], .failed)
        try await record(Self.spellings[1], .sent)
        for text in Self.spellings {
            try await ledger.recordLookup(
                CachedLookup(
                    provider: "plivo", number: try parsed(text), lineType: .mobile,
                    lookedUpAt: bench.date))
        }
        let number = try parsed(Self.spellings[0])
        let traces = try await ledger.traces(of: number)
        #expect(traces.campaigns.count == 2 && traces.lookups == 2)
        #expect(try await ledger.forget(number) == .complete)
        #expect(try await ledger.messages(in: campaign).isEmpty)
        #expect(try await ledger.traces(of: number).isEmpty)
        try await ledger.verify(campaign)
    }

    @Test func `what a lookup said of one spelling says nothing of the other`() async throws {
        let lookup = CachedLookup(
            provider: "plivo", number: try parsed(Self.spellings[1]), lineType: .fixedLine,
            lookedUpAt: bench.date)
        try await ledger.recordLookup(lookup)
        #expect(try await recall(Self.spellings[0]) == nil)
        #expect(try await recall(Self.spellings[1])?.lookup == lookup)
    }
}
