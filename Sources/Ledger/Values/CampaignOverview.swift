// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// Sums a campaign up: how its messages stand, and what they cost.
package struct CampaignOverview: Sendable, Equatable {
    /// Says how a message stands, in the report's sense; the raw value is the word that users see.
    package enum Standing: String, Sendable, Hashable, CaseIterable {
        /// The provider accepted it.
        case sent
        /// The provider refused it.
        case failed
        /// It may or may not have been accepted; messages in flight, or left so by a crash, are among these.
        case unconfirmed
        /// It was certainly not accepted; a further run tries again.
        case notAccepted = "not_accepted"
        /// The provider refused it because the person has opted out.
        case skipped
    }

    /// The campaign.
    package let campaign: CampaignRecord
    /// How many messages stand how; what does not occur is left out.
    package internal(set) var counts: [Standing: Int] = [:]
    /// What the provider charged, or was expected to, by currency.
    package internal(set) var costs: [String: Decimal] = [:]
    /// When the campaign or one of its messages last changed, to the millisecond.
    package internal(set) var changedAt: Date

    init(_ campaign: CampaignRecord) {
        self.campaign = campaign
        changedAt = campaign.updatedAt
    }

    /// The numbers that a message was made for, whatever came of it.
    package var messages: Int { counts.values.reduce(0, +) }
}
