// SPDX-License-Identifier: Apache-2.0

import Campaign
import Foundation
import Ledger
import PhoneNumbers
import Testing

/// What each state of a message allows, and what comes of it: the same on every kind of ledger.
@Suite struct ConformanceTransitionTests {
    static let presentStates: [MessageState?] = [nil] + MessageState.allCases

    /// An intent that meets a number in some state.
    struct IntentCase: Sendable, CustomTestStringConvertible {
        /// `nil`: no message yet.
        let present: MessageState?
        let replacing: Intent.Replacement
        let isOptedOut: Bool
        let isTooSoon: Bool

        var testDescription: String {
            "\(present.map { "\($0)" } ?? "nothing"), replacing \(replacing)"
                + (isOptedOut ? ", opted out" : "") + (isTooSoon ? ", too soon" : "")
        }

        static let all: [IntentCase] = presentStates.flatMap { state in
            ([.nothing, .failed, .unconfirmed] as [Intent.Replacement]).flatMap { replacing in
                [false, true].flatMap { isOptedOut in
                    [false, true].map { isTooSoon in
                        IntentCase(
                            present: state,
                            replacing: replacing,
                            isOptedOut: isOptedOut,
                            isTooSoon: isTooSoon
                        )
                    }
                }
            }
        }

        /// Whether the state lets the message be handed over.
        var isOpen: Bool {
            switch (present, replacing) {
            case (nil, _), (.notAccepted, _): true
            case (.failed, .failed), (.unconfirmed, .unconfirmed): true
            default: false
            }
        }
    }

    /// A ledger with one campaign, whose first number has a message in some state.
    static func session(
        _ kind: LedgerKind,
        holding present: MessageState?,
        _ body: (Session, CampaignID) async throws -> Void
    ) async throws {
        let clock = TestClock()
        let subject = try kind.subject(clock)
        try await LedgerKind.withSubject(subject) {
            let session = try await Session(subject, clock)
            let ledger = try session.ledger
            let campaign = try await ledger.begin(Sample.details("spring"))
            if let present { try await bring(ledger, campaign, to: present) }
            clock.pass(1)
            try await body(session, campaign)
            await ledger.close()
        }
    }

    private static func bring(
        _ ledger: any CampaignLedger,
        _ campaign: CampaignID,
        to state: MessageState
    ) async throws {
        var intent = Sample.intent(0, in: campaign)
        (intent.idempotencyKey, intent.account) = ("key", "one")
        _ = try await ledger.recordIntent(intent)
        guard let ending = Outcome.Ending(rawValue: state.rawValue) else { return }
        var outcome = Sample.outcome(0, in: campaign, ending)
        (outcome.reason, outcome.messageID, outcome.attempts) = ("reason", "m1", 3)
        (outcome.cost, outcome.currency, outcome.clockOffset) = ("0.02", "USD", 7)
        try await ledger.recordOutcome(outcome)
    }

    @Test(arguments: LedgerKind.allCases, IntentCase.all)
    func `an intent is recorded only where nothing speaks against it`(
        kind: LedgerKind,
        trial: IntentCase
    ) async throws {
        try await Self.session(kind, holding: trial.present) { session, campaign in
            let ledger = try session.ledger
            let other = try await ledger.begin(Sample.details("autumn", variant: 2))
            _ = try await ledger.recordIntent(Sample.intent(0, in: other))
            if trial.isOptedOut {
                try await ledger.addOptOut(
                    OptOut(
                        number: Sample.numbers[0],
                        provider: nil,
                        source: .user,
                        date: session.clock.date
                    )
                )
            }
            var intent = Sample.intent(0, in: campaign, replacing: trial.replacing)
            let since = session.clock.date.addingTimeInterval(trial.isTooSoon ? -1 : 1)
            intent.spacing = Spacing(campaigns: [other], begin: since)
            let before = try await ledger.message(to: intent.number, in: campaign)
            session.clock.pass(1)
            let receipt = try await ledger.recordIntent(intent)
            let after = try await ledger.message(to: intent.number, in: campaign)
            guard trial.isOpen, !trial.isOptedOut, !trial.isTooSoon else {
                #expect(receipt == Self.refusal(trial, receipt))
                #expect(after == before)
                return
            }
            let attempts = (before?.attempts ?? 0) + 1
            #expect(receipt == .recorded(attempt: attempts))
            #expect(after == Self.fresh(intent, attempts, at: after))
        }
    }

    private static func refusal(_ trial: IntentCase, _ receipt: IntentReceipt) -> IntentReceipt {
        if trial.isTooSoon {
            guard case .tooSoon(let near) = receipt, near.campaign == "autumn" else {
                return .optedOut
            }
            return receipt
        }
        return trial.isOpen ? .optedOut : .refused(trial.present ?? .intent)
    }

    /// A message of which nothing is known but its intent.
    private static func fresh(
        _ intent: Intent,
        _ attempts: Int,
        at record: MessageRecord?
    ) -> MessageRecord? {
        record.map {
            MessageRecord(
                intent,
                state: .intent,
                attempts: attempts,
                outcome: nil,
                at: $0.intendedAt
            )
        }
    }

    // MARK: Outcomes

    /// The calls that tell how a message ended, and the state that each of them expects.
    enum OutcomeCall: String, CaseIterable, Sendable {
        case outcome, settlement, withdrawal

        var expected: MessageState {
            switch self {
            case .outcome: .intent
            case .settlement: .unconfirmed
            case .withdrawal: .failed
            }
        }

        func write(
            _ outcome: Outcome,
            into ledger: any CampaignLedger
        ) async throws(LedgerError) {
            switch self {
            case .outcome: try await ledger.recordOutcome(outcome)
            case .settlement: try await ledger.settleUnconfirmed(outcome)
            case .withdrawal: try await ledger.withdrawRefusal(outcome)
            }
        }
    }

    /// An outcome that meets a message in some state.
    struct OutcomeCase: Sendable, CustomTestStringConvertible {
        let present: MessageState?
        let call: OutcomeCall
        let ending: Outcome.Ending

        var testDescription: String {
            "\(call) \(ending), over \(present.map { "\($0)" } ?? "nothing")"
        }

        static let all: [OutcomeCase] = presentStates.flatMap { state in
            OutcomeCall.allCases.flatMap { call in
                Outcome.Ending.allCases.map {
                    OutcomeCase(present: state, call: call, ending: $0)
                }
            }
        }
    }

    @Test(arguments: LedgerKind.allCases, OutcomeCase.all)
    func `an outcome changes only a message in the state that it is about`(
        kind: LedgerKind,
        trial: OutcomeCase
    ) async throws {
        try await Self.session(kind, holding: trial.present) { session, campaign in
            let ledger = try session.ledger
            let before = try await ledger.message(to: Sample.numbers[0], in: campaign)
            var outcome = Sample.outcome(0, in: campaign, trial.ending)
            (outcome.detail, outcome.messageID, outcome.attempts) = ("told", "m2", 4)
            outcome.isOptOut = true
            let problem: LedgerError.Kind?
            do throws(LedgerError) {
                try await trial.call.write(outcome, into: ledger)
                problem = nil
            } catch { problem = error.kind }
            let after = try await ledger.message(to: Sample.numbers[0], in: campaign)
            let isOptedOut = try await ledger.recall(
                [Sample.numbers[0]],
                campaign: nil,
                provider: "plivo",
                notBefore: .distantPast,
                spacing: nil
            )[Sample.numbers[0]]?.isOptedOut
            guard let before, trial.present == trial.call.expected else {
                #expect(problem == .noIntent(number: Sample.numbers[0].e164))
                #expect(after == before && isOptedOut != true)
                return
            }
            #expect(problem == nil && isOptedOut == true)
            let further = trial.call == .outcome ? 3 : 0
            #expect(after?.attempts == before.attempts + further)
            #expect(after?.state.rawValue == trial.ending.rawValue)
            #expect(after?.reason == nil && after?.detail == "told" && after?.messageID == "m2")
            #expect(after?.cost == nil && after?.clockOffset == before.clockOffset)
            #expect((after?.sentAt == nil) == (trial.ending != .sent))
            #expect(after?.intendedAt == before.intendedAt && after?.textHash == "hash")
        }
    }

    @Test(arguments: LedgerKind.allCases, presentStates)
    func `a crash leaves doubt about what was under way, and nothing else`(
        kind: LedgerKind,
        present: MessageState?
    ) async throws {
        try await Self.session(kind, holding: present) { session, campaign in
            let before = try await session.ledger.message(to: Sample.numbers[0], in: campaign)
            _ = try await session.reopen(after: .isKilled)
            let ledger = try session.ledger
            let count = try await ledger.settleCrashedIntents(in: campaign)
            #expect(count == (present == .intent ? 1 : 0))
            #expect(try await ledger.settleCrashedIntents(in: campaign) == 0)
            let after = try await ledger.message(to: Sample.numbers[0], in: campaign)
            guard present == .intent else {
                #expect(after == before)
                return
            }
            #expect(after?.state == .unconfirmed && after?.reason == "crashed")
            #expect(after?.attempts == 1 && after?.intendedAt == before?.intendedAt)
        }
    }

    // MARK: What is counted

    /// Messages to one number, one after another, and what counts in the end.
    struct CountCase: Sendable, CustomTestStringConvertible {
        let name: String
        let tries: [(replacing: Intent.Replacement, outcome: Outcome.Ending?, takesBack: Bool)]
        let messages: Int
        let attempts: Int

        var testDescription: String { name }

        static let all = [
            CountCase(
                name: "under way", tries: [(.nothing, nil, false)], messages: 1, attempts: 1),
            CountCase(
                name: "sent", tries: [(.nothing, .sent, false)], messages: 1, attempts: 2),
            CountCase(
                name: "refused", tries: [(.nothing, .failed, false)], messages: 0, attempts: 2),
            CountCase(
                name: "not accepted, then sent",
                tries: [(.nothing, .notAccepted, false), (.nothing, .sent, false)], messages: 1,
                attempts: 4),
            CountCase(
                name: "in doubt, then sent once more",
                tries: [(.nothing, .unconfirmed, false), (.unconfirmed, .sent, false)],
                messages: 2, attempts: 4),
            CountCase(
                name: "in doubt twice, then refused",
                tries: [
                    (.nothing, .unconfirmed, false), (.unconfirmed, .unconfirmed, false),
                    (.unconfirmed, .failed, false),
                ], messages: 2, attempts: 6),
            CountCase(
                name: "in doubt, and a second one that certainly was not accepted",
                tries: [(.nothing, .unconfirmed, false), (.unconfirmed, .unconfirmed, true)],
                messages: 1, attempts: 4),
            CountCase(
                name: "never less than nothing",
                tries: [(.nothing, .notAccepted, true), (.nothing, .sent, true)], messages: 1,
                attempts: 4),
        ]
    }

    @Test(arguments: LedgerKind.allCases, CountCase.all)
    func `a message that may have arrived counts, and each of several does`(
        kind: LedgerKind,
        trial: CountCase
    ) async throws {
        try await Self.session(kind, holding: nil) { session, campaign in
            let ledger = try session.ledger
            for step in trial.tries {
                var intent = Sample.intent(0, in: campaign, replacing: step.replacing)
                (intent.segments, intent.expectedCost) = (3, "0.5")
                guard case .recorded = try await ledger.recordIntent(intent) else {
                    Issue.record("not recorded")
                    return
                }
                guard let ending = step.outcome else { continue }
                var outcome = Sample.outcome(0, in: campaign, ending)
                (outcome.attempts, outcome.takesBackSecond) = (2, step.takesBack)
                try await ledger.recordOutcome(outcome)
            }
            var expected = SpendingGroup()
            (expected.messages, expected.segments) = (trial.messages, trial.messages * 3)
            expected.price = "0.5"
            #expect(try await ledger.spending(in: campaign) == [expected])
            let today = try await ledger.spending(at: "plivo", since: TestClock.begin)
            #expect(today == [expected])
            let message = try await ledger.message(to: Sample.numbers[0], in: campaign)
            #expect(message?.attempts == trial.attempts)
        }
    }
}
