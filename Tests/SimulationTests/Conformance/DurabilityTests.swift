// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Foundation
import Ledger
import PhoneNumbers
import Testing

/// What is on the disk when a call returns, what a kill leaves, and what many writers at once get.
@Suite struct ConformanceDurabilityTests {
    private static let numbers = (100...299).compactMap {
        PhoneNumber(e164: "+447400123\($0)")
    }

    private func session(
        _ kind: LedgerKind,
        _ body: (Session, CampaignID) async throws -> Void
    ) async throws { try await ConformanceTransitionTests.session(kind, holding: nil, body) }

    private static func intent(_ number: PhoneNumber, in campaign: CampaignID) -> Intent {
        var intent = Sample.intent(0, in: campaign)
        intent.number = number
        return intent
    }

    @Test(arguments: LedgerKind.allCases, [3, 4, 5] as [UInt64])
    func `what a call has returned is what a kill leaves`(
        kind: LedgerKind,
        seed: UInt64
    ) async throws {
        let clock = TestClock()
        let subject = try kind.subject(clock)
        var random = RandomSteps(seed: seed)
        let steps = random.draw(120)
        try await LedgerKind.withSubject(subject) {
            let session = try await Session(subject, clock)
            for (place, step) in steps.enumerated() {
                clock.pass(0.001)
                _ = try await step.take(session)
                guard place % 4 == 0 else { continue }
                let moments = [clock.date.addingTimeInterval(-3601)]
                let live = try await Snapshot(ledger: session.ledger, moments: moments).lines()
                let image = try await subject.image()
                let left = try await Snapshot(ledger: image, moments: moments).lines()
                #expect(live == left, "after \(step.name)")
                await image.close()
            }
            await (try session.ledger).close()
        }
    }

    @Test(arguments: LedgerKind.allCases)
    func `of many writers about one number, one may send`(kind: LedgerKind) async throws {
        try await session(kind) { session, campaign in
            let ledger = try session.ledger
            let number = Self.numbers[0]
            let receipts = await withTaskGroup(of: IntentReceipt?.self) { group in
                for _ in 0..<40 {
                    group.addTask {
                        try? await ledger.recordIntent(Self.intent(number, in: campaign))
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(receipts.count { $0 == .recorded(attempt: 1) } == 1)
            #expect(receipts.count { $0 == .refused(.intent) } == 39)
        }
    }

    @Test(arguments: LedgerKind.allCases)
    func `a writer that breaks a rule spoils nobody else's write`(kind: LedgerKind) async throws {
        try await session(kind) { session, campaign in
            let ledger = try session.ledger
            let unknown = CampaignID(rawValue: 77)
            let failed = await withTaskGroup(of: Bool.self) { group in
                for (place, number) in Self.numbers.enumerated() {
                    let id = place % 3 == 0 ? unknown : campaign
                    group.addTask {
                        (try? await ledger.recordIntent(Self.intent(number, in: id)))
                            != .recorded(attempt: 1)
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(failed == (Self.numbers.count + 2) / 3)
            let messages = try await ledger.messages(in: campaign, state: .intent)
            #expect(messages.count == Self.numbers.count - failed)
            #expect(try await ledger.messages(in: unknown, state: nil).isEmpty)
        }
    }

    /// What the writers have been told, which a kill must not take back.
    private struct Told: Sendable {
        var intents: Set<PhoneNumber> = []
        var outcomes: Set<PhoneNumber> = []
    }

    private final class Answers: Sendable {
        let told = Guarded(Told())
    }

    @Test(arguments: LedgerKind.allCases)
    func `a kill among many writers leaves each write whole or not at all`(
        kind: LedgerKind
    ) async throws {
        try await session(kind) { session, campaign in
            let (ledger, subject) = (try session.ledger, session.subject)
            let answers = Answers()
            await withTaskGroup(of: Void.self) { group in
                for number in Self.numbers {
                    group.addTask {
                        let announced = Self.intent(number, in: campaign)
                        guard (try? await ledger.recordIntent(announced)) != nil else { return }
                        answers.told.withLock { _ = $0.intents.insert(number) }
                        var outcome = Outcome(
                            campaign: campaign,
                            number: number,
                            ending: .failed,
                            isOptOut: true
                        )
                        outcome.messageID = "id of \(number)"
                        guard (try? await ledger.recordOutcome(outcome)) != nil else { return }
                        answers.told.withLock { _ = $0.outcomes.insert(number) }
                    }
                }
                for _ in 0..<5 {
                    group.addTask {
                        let before = answers.told.withLock { $0 }
                        do {
                            let image = try await subject.image()
                            try await Self.check(image, campaign, after: before)
                            await image.close()
                        } catch { Issue.record(error) }
                    }
                }
            }
            let count = try await ledger.messages(in: campaign, state: .failed).count
            #expect(count == Self.numbers.count)
        }
    }

    private static func check(
        _ image: any CampaignLedger,
        _ campaign: CampaignID,
        after told: Told
    ) async throws {
        let found = try await image.recall(
            numbers,
            campaign: campaign,
            provider: "plivo",
            notBefore: .distantPast,
            spacing: nil
        )
        for number in numbers {
            let memory = found[number]
            let state = memory?.message?.state
            if told.intents.contains(number) { #expect(state != nil) }
            if told.outcomes.contains(number) { #expect(state == .failed) }
            #expect((state == .failed) == (memory?.isOptedOut == true))
            #expect((memory?.message?.messageID == nil) == (state != .failed))
        }
    }

    @Test(arguments: LedgerKind.allCases, Session.End.allCases)
    func `an older copy is noticed, and what it lost stays in doubt until it is settled`(
        kind: LedgerKind,
        end: Session.End
    ) async throws {
        try await session(kind) { session, campaign in
            try await session.ledger.beginRun(of: campaign)
            _ = try await session.reopen(after: .closes) { try session.subject.keepCopy() }
            var intent = Sample.intent(1, in: campaign)
            intent.row = 31
            try await session.ledger.beginRun(of: campaign)
            _ = try await session.ledger.recordIntent(intent)
            let words = try await session.reopen(after: end) {
                try session.subject.putCopyBack()
            }
            #expect(words == "refused: older(changes: Optional(2)), then known, no doubt")
            #expect(try await session.ledger.lostRows(of: "spring") == .upTo(31))
            #expect(try await session.ledger.lostRows(of: "autumn") == nil)
            #expect(try await session.ledger.recordLost([intent]) == 1)
            #expect(try await session.ledger.recordLost([intent]) == 0)
            #expect(try await session.reopen(after: end) == "known, no doubt")
            #expect(try await session.ledger.lostRows(of: "spring") == .upTo(31))
            try await session.ledger.settleLostRows(of: "spring")
            #expect(try await session.ledger.lostRows(of: "spring") == nil)
            let message = try await session.ledger.message(to: intent.number, in: campaign)
            #expect(message?.state == .unconfirmed && message?.reason == "crashed")
        }
    }

    @Test(arguments: LedgerKind.allCases)
    func `a ledger that is gone in a run is noticed, and one that is gone after it is not`(
        kind: LedgerKind
    ) async throws {
        try await session(kind) { session, campaign in
            try await session.ledger.beginRun(of: campaign)
            _ = try await session.ledger.recordIntent(Sample.intent(2, in: campaign))
            let words = try await session.reopen(after: .isKilled) {
                try session.subject.takeAway()
            }
            #expect(words.hasPrefix("gone since") && words.hasSuffix("then new, no doubt"))
            #expect(try await session.ledger.lostRows(of: "spring") == .upTo(12))
            let again = try await session.reopen(after: .closes) {
                try session.subject.takeAway()
            }
            #expect(again == "new, no doubt")
            #expect(try await session.ledger.lostRows(of: "spring") == nil)
        }
    }

    @Test(arguments: LedgerKind.allCases)
    func `a campaign that lost a message by itself is damaged`(kind: LedgerKind) async throws {
        try await session(kind) { session, campaign in
            for place in 0..<3 {
                _ = try await session.ledger.recordIntent(Sample.intent(place, in: campaign))
            }
            try await session.ledger.verify(campaign)
            _ = try await session.reopen(after: .closes) {
                try session.subject.damage(Sample.numbers[1], in: campaign)
            }
            let error = await #expect(throws: LedgerError.self) {
                try await session.ledger.verify(campaign)
            }
            #expect(error?.kind == .altered(campaign: "spring"))
        }
    }
}
