// SPDX-License-Identifier: Apache-2.0

package import struct Foundation.Date
package import struct Foundation.Decimal

/// What is known of handing one message to a provider.
package struct Handover: Sendable, Hashable {
    /// The provider entry's name.
    package var provider: String
    /// The provider's id of the message, or `nil`.
    package var messageID: String?
    /// The provider's error code, or `nil`.
    package var errorCode: String?
    /// How many requests were made for the message.
    package var attempts: Int
    /// The cost as far as it is known: an estimate until the provider names its price.
    package var cost: Decimal?
    /// The currency of the cost (ISO 4217).
    package var currency: String?
    /// When the provider accepted the message.
    package var sentAt: Date?

    /// Makes the record of a handover.
    package init(
        provider: String,
        messageID: String? = nil,
        errorCode: String? = nil,
        attempts: Int = 0,
        cost: Decimal? = nil,
        currency: String? = nil,
        sentAt: Date? = nil
    ) {
        self.provider = provider
        self.messageID = messageID
        self.errorCode = errorCode
        self.attempts = attempts
        self.cost = cost
        self.currency = currency
        self.sentAt = sentAt
    }
}
