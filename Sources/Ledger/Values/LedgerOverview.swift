// SPDX-License-Identifier: Apache-2.0

/// Sums up what a ledger holds.
package struct LedgerOverview: Sendable, Equatable {
    /// The campaigns, oldest first.
    package let campaigns: [CampaignOverview]
    /// The answers to lookups that are remembered, however old.
    package let lookups: Int
    /// The people who opted out.
    package let optOuts: Int
}
