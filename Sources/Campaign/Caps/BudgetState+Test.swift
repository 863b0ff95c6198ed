// SPDX-License-Identifier: Apache-2.0

package import Ledger

package import struct Foundation.Date

extension BudgetState {
    /// Tells which daily cap leaves no room for a test message, which belongs to no campaign that a cap could count; `nil` where
    /// there is room.
    ///
    /// - Throws: `LedgerError` where the ledger cannot be read.
    package static func refusal(
        ofTest candidate: Candidate,
        _ settings: Settings,
        ledger: Ledger,
        at now: Date
    ) async throws(LedgerError) -> CapReached? {
        var daily = settings
        (daily.caps.messages, daily.caps.cost) = (nil, nil)
        var state = try await BudgetState(daily, campaign: nil, ledger: ledger, at: now)
        guard case .refused(let reached) = state?.decide(on: candidate.messageSpending(settings.prices), at: now) else {
            return nil
        }
        return reached
    }
}
