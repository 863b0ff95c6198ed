// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// Holds what the ledger knows of a campaign.
package struct CampaignRecord: Sendable, Equatable {
    /// Its key, which the other calls take.
    package let id: CampaignID
    /// What it is made of.
    package let details: CampaignDetails
    /// When it was begun, to the millisecond.
    package let createdAt: Date
    /// When its details were last changed, to the millisecond.
    package let updatedAt: Date
}
