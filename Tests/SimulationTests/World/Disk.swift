// SPDX-License-Identifier: Apache-2.0

import Foundation
import Basics
import Ledger
import PhoneNumbers

/// What the modelled ledger has on its disk: all that a crash leaves.
struct Disk: Sendable {
    /// One write.
    enum Write: Sendable {
        case intent(Intent, Date)
        case outcome(Outcome)
        case withdrawal(Outcome)
        case optOut(PhoneNumber)
        case lookup(CachedLookup)
        case payment(LookupRequest)
        case refund(LookupRequest)
    }

    /// What the writer is told.
    enum Answer: Sendable {
        case receipt(IntentReceipt)
        case done
        case noIntent(PhoneNumber)
        case failed
    }

    /// One message.
    struct Entry: Sendable {
        var intent: Intent
        var date: Date
        var state: MessageState
        var attempts: Int
        var outcome: Outcome?
    }

    private(set) var messages: [PhoneNumber: Entry] = [:]
    private(set) var lookups: [PhoneNumber: CachedLookup] = [:]
    private(set) var optOuts: Set<PhoneNumber> = []
    /// How many lookups were paid for.
    private(set) var payments = 0

    /// Numbers of messages whose request may be under way.
    var openIntents: [PhoneNumber] {
        messages.values.filter { $0.state == .intent }.map(\.intent.number)
    }

    /// What caps count, as the real ledger does.
    var spending: [SpendingGroup] {
        var asked = SpendingGroup()
        asked.lookups = payments
        return [handed(since: .distantPast), asked]
    }

    /// What was handed over since a moment, by the times of the intents.
    func handed(since begin: Date) -> SpendingGroup {
        var handed = SpendingGroup()
        for entry in messages.values
        where entry.date >= begin && [.intent, .sent, .unconfirmed].contains(entry.state) {
            handed.messages += 1
            handed.segments += entry.intent.segments
            handed.price = entry.intent.expectedCost
        }
        return handed
    }

    /// Applies a write as the real ledger's statements do.
    mutating func apply(_ write: Write, _ rails: Rails) -> Answer {
        switch write {
        case .intent(let intent, let date): return .receipt(apply(intent, date, rails))
        case .outcome(let outcome): return apply(outcome, over: .intent)
        case .withdrawal(let outcome): return apply(outcome, over: .failed)
        case .optOut(let number): optOuts.insert(number)
        case .lookup(let lookup): lookups[lookup.number] = lookup
        case .payment: payments += 1
        case .refund: payments -= 1
        }
        return .done
    }

    private mutating func apply(_ intent: Intent, _ date: Date, _ rails: Rails) -> IntentReceipt {
        if intent.spacing != nil, rails.isNear(intent.number) { return .tooSoon(Rails.near) }
        let earlier = messages[intent.number]
        let isReplaced = earlier?.state == .failed && intent.replacing == .failed
        if let state = earlier?.state, state != .notAccepted, !isReplaced { return .refused(state) }
        if optOuts.contains(intent.number) { return .optedOut }
        let attempts = (earlier?.attempts ?? 0) + 1
        messages[intent.number] = Entry(
            intent: intent,
            date: date,
            state: .intent,
            attempts: attempts
        )
        return .recorded(attempt: attempts)
    }

    private mutating func apply(_ outcome: Outcome, over state: MessageState) -> Answer {
        guard messages[outcome.number]?.state == state else { return .noIntent(outcome.number) }
        messages[outcome.number]?.state = MessageState(rawValue: outcome.ending.rawValue) ?? .intent
        messages[outcome.number]?.outcome = outcome
        return .done
    }

    /// What a run does first: whatever an earlier one left open is not known.
    ///
    /// - Parameter boldly: a flaw: calls it "not accepted".
    mutating func settleCrashedIntents(boldly: Bool) {
        for number in openIntents { messages[number]?.state = boldly ? .notAccepted : .unconfirmed }
    }
}
