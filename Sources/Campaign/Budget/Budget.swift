// SPDX-License-Identifier: Apache-2.0

import Basics
package import Configuration
package import Ledger
import PhoneNumbers
import SMSText

package import struct Foundation.Date

/// What is left under the caps, shared by all that is under way in a run.
///
/// Whoever does not fit only because of others under way waits, in the order of coming, until it is
/// known what becomes of those.
package final class Budget: Sendable {
    private typealias Continuation = CheckedContinuation<CapReached?, Never>

    /// What somebody who comes is told.
    package enum Admission: Sendable, Hashable {
        /// There is room, which is held from now on.
        case granted
        /// There is none.
        case refused(CapReached)
        /// It is not known yet; the number is what ``Budget/wait(for:)`` takes.
        case waiting(Int)
    }

    private struct State: Sendable {
        var account: BudgetState
        var lastID = 0
        /// Those about whom nothing is decided, in the order of coming.
        var queue: ArraySlice<(id: Int, need: Spending)> = []
        /// What was decided on those who have not asked for it yet.
        var decided: [Int: CapReached?] = [:]
        var waiting: [Int: Continuation] = [:]

        /// Decides on somebody who comes: nobody passes those who wait.
        mutating func enter(_ need: Spending, at now: Date) -> Admission {
            switch queue.isEmpty ? account.decide(on: need, at: now) : .wait {
            case .granted: return .granted
            case .refused(let reached): return .refused(reached)
            case .wait:
                lastID += 1
                queue.append((lastID, need))
                return .waiting(lastID)
            }
        }

        /// Decides on those who wait, as far as that can be done; gives those who are to be told.
        mutating func wake(at now: Date) -> [(Continuation, CapReached?)] {
            var awake: [(Continuation, CapReached?)] = []
            while let (id, need) = queue.first {
                var refusal: CapReached?
                switch account.decide(on: need, at: now) {
                case .wait: return awake
                case .granted: break
                case .refused(let reached): refusal = reached
                }
                queue.removeFirst()
                if let waiter = waiting.removeValue(forKey: id) {
                    awake.append((waiter, refusal))
                } else {
                    decided.updateValue(refusal, forKey: id)
                }
            }
            return awake
        }
    }

    private let state: Guarded<State>
    private let prices: PriceSettings
    private let now: @Sendable () -> Date

    /// Shares a state; `prices` are what candidates are reckoned with.
    package init(_ account: BudgetState, prices: PriceSettings, now: @escaping @Sendable () -> Date)
    {
        state = Guarded(State(account: account))
        self.prices = prices
        self.now = now
    }

    /// The latest refusal; `nil` where there was none.
    package var reached: CapReached? { state.withLock { $0.account.reached } }

    /// Asks for room.
    package func enter(_ need: Spending) -> Admission {
        state.withLock { $0.enter(need, at: now()) }
    }

    /// Returns when there is room for somebody who waits, which is held from then on, or when it is
    /// certain that there is none.
    ///
    /// - Returns: the cap that is in the way; `nil` where there is room.
    package func wait(for id: Int) async -> CapReached? {
        await withCheckedContinuation { continuation in
            let decision = state.withLock { state -> CapReached?? in
                let decision = state.decided.removeValue(forKey: id)
                if decision == nil { state.waiting[id] = continuation }
                return decision
            }
            if let decision { continuation.resume(returning: decision) }
        }
    }

    /// Ends what was held: it was spent, or certainly was not.
    package func settle(_ part: Spending, isSpent: Bool) {
        change { isSpent ? $0.spend(part, at: $1) : $0.release(part) }
    }

    /// Spends what is not held, unless there is no room for it.
    private func spendMore(_ part: Spending) -> CapReached? {
        state.withLock { $0.account.spendMore(part, at: now()) }
    }

    private func change(_ body: (inout BudgetState, Date) -> Void) {
        let awake = state.withLock { state in
            let date = now()
            body(&state.account, date)
            return state.wake(at: date)
        }
        for (continuation, reached) in awake { continuation.resume(returning: reached) }
    }
}

extension Budget {
    /// Makes the budget of a run, with what the ledger says was spent; `nil` where there is no cap.
    ///
    /// - Throws: `LedgerError` where the ledger cannot be read.
    package convenience init?(
        _ settings: Settings, campaign: CampaignID, ledger: any CampaignLedger,
        now: @escaping @Sendable () -> Date
    ) async throws(LedgerError) {
        guard
            let state = try await BudgetState(
                settings, campaign: campaign, ledger: ledger, at: now())
        else { return nil }
        self.init(state, prices: settings.prices, now: now)
    }

    /// Asks for room for a candidate: for the message, and for the lookup that it needs.
    func enter(_ candidate: Candidate) -> Admission { enter(candidate.spending(prices)) }

    /// Ends what was held for a candidate's message.
    func settle(_ candidate: Candidate, isSpent: Bool) {
        settle(candidate.messageSpending(prices), isSpent: isSpent)
    }

    /// Pays for a lookup: from what is held for it, or in addition where a cap allows that.
    func payLookup(isHeld: Bool) -> CapReached? {
        guard isHeld else { return spendMore(lookup) }
        settle(lookup, isSpent: true)
        return nil
    }

    /// Takes back the price of a lookup that certainly was not charged.
    func refundLookup(isHeld: Bool) {
        change { account, _ in account.refund(lookup, isHeld: isHeld) }
    }

    /// Lets go what is held for a lookup that was never made.
    func releaseLookup() { settle(lookup, isSpent: false) }

    private var lookup: Spending { Spending(cost: prices.perLookup ?? 0) }
}

extension Candidate {
    /// What the candidate's message and lookup come to.
    func spending(_ prices: PriceSettings) -> Spending {
        var spending = messageSpending(prices)
        if needsLookup { spending.cost += prices.perLookup ?? 0 }
        return spending
    }

    /// What the candidate's message comes to.
    func messageSpending(_ prices: PriceSettings) -> Spending {
        let cost = prices.cost(of: size.segments, to: region?.rawValue) ?? 0
        return Spending(messages: 1, segments: size.segments, cost: cost)
    }
}
