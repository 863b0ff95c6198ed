// SPDX-License-Identifier: Apache-2.0

import Basics
package import Configuration
package import Foundation
package import Ledger

/// What is left under the caps, as a pure value: no clock, no lock, no waiting.
///
/// What is under way is held, and counts as if it were spent: no cap is exceeded however many
/// recipients are under way. Once a cap has refused somebody it refuses everybody after them, so
/// that the order of the list is kept; a daily one until the next day.
package struct BudgetState: Sendable {
    private let caps: CapSettings
    private let currency: String
    private var campaign: Spending
    private var today: Spending
    private var held = Spending()
    private var day: Range<Date>
    /// The latest refusal.
    package private(set) var reached: CapReached?
    private var isClosed = false

    /// Says what becomes of a recipient.
    package enum Decision: Sendable, Hashable {
        /// There is room, which is held from now on.
        case granted
        /// There may be room when it is known what becomes of those under way.
        case wait
        /// There is none.
        case refused(CapReached)
    }

    /// Makes the state of a run's begin.
    ///
    /// - Parameters:
    ///   - caps: the limits.
    ///   - currency: the currency of costs.
    ///   - campaign: what earlier runs of the campaign have spent.
    ///   - today: what was spent since the day began, through the same provider entry.
    ///   - now: the time.
    package init(
        _ caps: CapSettings, currency: String, campaign: Spending, today: Spending, at now: Date
    ) {
        (self.caps, self.currency) = (caps, currency)
        (self.campaign, self.today) = (campaign, today)
        day = caps.dayStart.day(of: now)
    }

    /// Decides whether there is room for an amount, and holds it.
    package mutating func decide(on need: Spending, at now: Date) -> Decision {
        turnDay(at: now)
        if isClosed, let reached { return .refused(reached) }
        if let cap = refusal(of: need, beside: Spending()) {
            (reached, isClosed) = (cap, true)
            return .refused(cap)
        }
        guard refusal(of: need, beside: held) == nil else { return .wait }
        held += need
        return .granted
    }

    /// Decides on a candidate of a plan as if everybody before were sent their message on the first
    /// day.
    mutating func plan(_ need: Spending) -> Decision {
        let decision = decide(on: need, at: day.lowerBound)
        if decision == .granted { spend(need, at: day.lowerBound) }
        return decision
    }

    /// Spends a part of what is held.
    package mutating func spend(_ part: Spending, at now: Date) {
        turnDay(at: now)
        held -= part
        campaign += part
        today += part
    }

    /// Lets a part go of what is held: it certainly was not spent.
    package mutating func release(_ part: Spending) { held -= part }

    /// Spends what is not held, unless there is no room for it.
    mutating func spendMore(_ part: Spending, at now: Date) -> CapReached? {
        turnDay(at: now)
        if let cap = refusal(of: part, beside: held) {
            reached = reached ?? cap
            return cap
        }
        campaign += part
        today += part
        return nil
    }

    /// Takes back what was spent of a campaign's money: it certainly was not charged.
    ///
    /// - Parameters:
    ///   - cost: the money.
    ///   - isHeld: whether it is held again.
    mutating func refund(_ cost: Spending, isHeld: Bool) {
        campaign -= cost
        if isHeld { held += cost }
    }

    /// What is under way when the day ends counts for both days: nobody knows in which it arrives.
    private mutating func turnDay(at now: Date) {
        guard now >= day.upperBound else { return }
        day = caps.dayStart.day(of: now)
        today = Spending()
        if reached?.cap.isDaily == true { isClosed = false }
    }

    private func refusal(of need: Spending, beside held: Spending) -> CapReached? {
        for cap in Cap.allCases {
            guard let limit = cap.limit(in: caps) else { continue }
            let (used, more) = (
                cap.amount(of: cap.isDaily ? today : campaign), cap.amount(of: need)
            )
            guard more > 0, used + cap.amount(of: held) + more > limit else { continue }
            return CapReached(
                cap: cap, limit: limit, used: used, need: more, currency: currency,
                dayEnds: cap.isDaily ? day.upperBound : nil)
        }
        return nil
    }
}

extension BudgetState {
    /// Makes the state that the ledger tells; `nil` where there is no cap.
    ///
    /// - Parameters:
    ///   - settings: the configuration.
    ///   - campaign: the campaign; `nil` where it has not begun.
    ///   - ledger: the ledger; `nil` where there is none yet.
    ///   - now: the time.
    /// - Throws: `LedgerError` where the ledger cannot be read.
    package init?(
        _ settings: Settings, campaign: CampaignID?, ledger: (any CampaignLedger)?, at now: Date
    ) async throws(LedgerError) {
        let caps = settings.caps
        guard !caps.isEmpty else { return nil }
        var (spent, today): ([SpendingGroup], [SpendingGroup]) = ([], [])
        if let ledger, let campaign { spent = try await ledger.spending(in: campaign) }
        if let ledger, caps.hasDaily {
            let begin = caps.dayStart.day(of: now).lowerBound
            today = try await ledger.spending(at: settings.provider.name, since: begin)
        }
        self.init(
            caps, currency: settings.prices.currency, campaign: Spending(spent, settings.prices),
            today: Spending(today, settings.prices), at: now)
    }
}

extension BudgetState {
    /// Tells which daily cap leaves no room for a test message, which belongs to no campaign that a
    /// cap could count; `nil` where there is room.
    ///
    /// - Throws: `LedgerError` where the ledger cannot be read.
    package static func refusal(
        ofTest candidate: Candidate, _ settings: Settings, ledger: any CampaignLedger, at now: Date
    ) async throws(LedgerError) -> CapReached? {
        var daily = settings
        (daily.caps.messages, daily.caps.cost) = (nil, nil)
        var state = try await BudgetState(daily, campaign: nil, ledger: ledger, at: now)
        guard
            case .refused(let reached) = state?.decide(
                on: candidate.messageSpending(settings.prices), at: now)
        else { return nil }
        return reached
    }
}
