// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import PhoneNumbers

/// Holds what a provider told of one message after it had accepted it.
package struct DeliveryRecord: Sendable, Hashable {
    /// The campaign.
    package var campaign: CampaignID
    /// The recipient.
    package var number: PhoneNumber
    /// The provider's id of the message; what is told of an earlier message to the number does not count.
    package var messageID: String
    /// The word of the report's `delivery` column.
    package var state: String
    /// Whether no other state will follow.
    package var isFinal: Bool
    /// The provider's own error code.
    package var errorCode: String?
    /// A sentence for a person.
    package var detail: String?
    /// What the message really cost, as a decimal number; nil where the provider did not say.
    package var cost: String?
    /// The currency of `cost`.
    package var currency: String?
    /// When the provider told it, to the millisecond.
    package var checkedAt: Date

    /// Describes what a provider told of a message.
    package init(
        campaign: CampaignID,
        number: PhoneNumber,
        messageID: String,
        state: String,
        isFinal: Bool,
        errorCode: String? = nil,
        detail: String? = nil,
        cost: String? = nil,
        currency: String? = nil,
        checkedAt: Date
    ) {
        self.campaign = campaign
        self.number = number
        self.messageID = messageID
        self.state = state
        self.isFinal = isFinal
        self.errorCode = errorCode
        self.detail = detail
        self.cost = cost
        self.currency = currency
        self.checkedAt = checkedAt
    }
}
