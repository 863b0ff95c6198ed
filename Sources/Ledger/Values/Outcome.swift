// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import PhoneNumbers

/// Says how the request of an intent ended.
package struct Outcome: Sendable, Equatable {
    /// Names the ends that a request can have.
    package enum Ending: String, Sendable, Hashable, CaseIterable {
        /// Accepted by the provider.
        case sent
        /// Refused for this recipient.
        case failed
        /// Perhaps accepted, perhaps not.
        case unconfirmed
        /// Certainly not accepted; a further run tries again.
        case notAccepted = "not_accepted"
    }

    /// The campaign.
    package var campaign: CampaignID
    /// The recipient.
    package var number: PhoneNumber
    /// How it ended.
    package var ending: Ending
    /// The report's reason word; nil where there is none.
    package var reason: String?
    /// A sentence for a person.
    package var detail: String?
    /// The provider's id of the message.
    package var messageID: String?
    /// The provider's own error code.
    package var errorCode: String?
    /// What the provider charged, as a decimal number.
    package var cost: String?
    /// The currency of `cost`.
    package var currency: String?
    /// The requests made under the one intent: more than 1 where it was tried again by itself, 0 where the intent was taken back.
    package var attempts: Int
    /// When the provider accepted it; nil is the moment of writing if `ending` is `sent`.
    package var sentAt: Date?
    /// Whether a second message that replaced an unconfirmed one was certainly not accepted: it does not count in addition.
    package var takesBackSecond = false

    /// Describes how a request ended.
    package init(
        campaign: CampaignID,
        number: PhoneNumber,
        ending: Ending,
        reason: String? = nil,
        detail: String? = nil,
        messageID: String? = nil,
        errorCode: String? = nil,
        cost: String? = nil,
        currency: String? = nil,
        attempts: Int = 1,
        sentAt: Date? = nil
    ) {
        self.campaign = campaign
        self.number = number
        self.ending = ending
        self.reason = reason
        self.detail = detail
        self.messageID = messageID
        self.errorCode = errorCode
        self.cost = cost
        self.currency = currency
        self.attempts = attempts
        self.sentAt = sentAt
    }
}
