// SPDX-License-Identifier: Apache-2.0

package import Ledger
import PhoneNumbers
import SMSText

package import struct Foundation.Date

/// Reckons what recipients cost, and holds it under the caps.
package struct Purse: Sendable {
    private let prices: PriceSettings
    private let budget: Budget

    /// Makes a purse.
    package init(_ budget: Budget, _ prices: PriceSettings) {
        (self.budget, self.prices) = (budget, prices)
    }

    /// Makes the purse of a run, with what the ledger says was spent; `nil` where there is no cap.
    ///
    /// - Throws: `LedgerError` where the ledger cannot be read.
    package init?(
        _ settings: Settings,
        campaign: CampaignID,
        ledger: Ledger,
        now: @escaping @Sendable () -> Date
    ) async throws(LedgerError) {
        guard let state = try await BudgetState(settings, campaign: campaign, ledger: ledger, at: now()) else {
            return nil
        }
        self.init(Budget(state, now: now), settings.prices)
    }

    /// The cap that has refused somebody; `nil` where none has.
    package var reached: CapReached? { budget.reached }

    /// Asks for room for a candidate: for the message, and for the lookup that it needs.
    func enter(_ candidate: Candidate) -> Budget.Admission { budget.enter(candidate.spending(prices)) }

    /// Returns when there is room for a candidate who waits, or certainly none.
    func wait(for id: Int) async -> CapReached? { await budget.wait(for: id) }

    /// Ends what was held for a candidate's message.
    func settle(_ candidate: Candidate, isSpent: Bool) {
        budget.settle(candidate.messageSpending(prices), isSpent: isSpent)
    }

    /// Pays for a lookup: from what is held for it, or in addition where a cap allows that.
    func payLookup(isHeld: Bool) -> CapReached? {
        guard isHeld else { return budget.spendMore(lookup) }
        budget.settle(lookup, isSpent: true)
        return nil
    }

    /// Takes back the price of a lookup that certainly was not charged.
    func refundLookup(isHeld: Bool) { budget.refund(lookup, isHeld: isHeld) }

    /// Lets go what is held for a lookup that was never made.
    func releaseLookup() { budget.settle(lookup, isSpent: false) }

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
