// SPDX-License-Identifier: Apache-2.0

package import Ledger

package import struct Foundation.Date

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
        _ settings: Settings,
        campaign: CampaignID?,
        ledger: Ledger?,
        at now: Date
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
            caps,
            currency: settings.prices.currency,
            campaign: Spending(spent, settings.prices),
            today: Spending(today, settings.prices),
            at: now
        )
    }
}
