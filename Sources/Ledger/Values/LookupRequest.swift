// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers

/// Announces that a campaign is about to pay for a lookup.
package struct LookupRequest: Sendable, Hashable {
    /// The campaign.
    package var campaign: CampaignID
    /// The number that is asked about.
    package var number: PhoneNumber
    /// What the lookup costs by the configured prices, as a decimal number; nil where no price is known.
    package var price: String?

    /// Describes a request that is about to leave.
    package init(campaign: CampaignID, number: PhoneNumber, price: String?) {
        self.campaign = campaign
        self.number = number
        self.price = price
    }
}
