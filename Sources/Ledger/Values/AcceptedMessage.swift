// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import PhoneNumbers

/// Holds a message that a provider accepted, as far as it matters for asking what has become of it.
package struct AcceptedMessage: Sendable, Hashable {
    /// The campaign.
    package var campaign: CampaignID
    /// The recipient.
    package var number: PhoneNumber
    /// The provider's id of the message.
    package var messageID: String
    /// The key of the provider entry that accepted it.
    package var provider: String
    /// When it was accepted; for a ledger that does not say so, when its row last changed.
    package var acceptedAt: Date
    /// What the provider told of it last; nil where nothing is known yet.
    package var latest: DeliveryRecord?

    /// Describes a message.
    package init(
        campaign: CampaignID,
        number: PhoneNumber,
        messageID: String,
        provider: String,
        acceptedAt: Date,
        latest: DeliveryRecord? = nil
    ) {
        self.campaign = campaign
        self.number = number
        self.messageID = messageID
        self.provider = provider
        self.acceptedAt = acceptedAt
        self.latest = latest
    }
}
