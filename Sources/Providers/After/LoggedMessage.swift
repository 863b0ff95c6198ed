// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers

package import struct Foundation.Date

/// A message in a provider's log.
package struct LoggedMessage: Sendable, Hashable {
    /// The provider's id.
    package var id: String
    /// The recipient; `nil` where the log's word is no phone number.
    package var recipient: PhoneNumber?
    /// The sender as the log writes it: digits with or without `+`, a short code or an alphanumeric sender ID.
    package var sender: String
    /// The messaging service or pool that it went through, which chose the sender; `nil` where there was none.
    package var pool: String?
    /// When the provider accepted it, by its clock.
    package var acceptedAt: Date
    /// The segments; `nil` where the log does not tell (yet).
    package var segments: Int?
    /// The text; `nil` where the log does not tell.
    package var text: String?
    /// What has become of it.
    package var delivery: DeliveryReport

    /// Makes a message of the log; what else is told is added.
    package init(
        id: String,
        to recipient: PhoneNumber?,
        from sender: String,
        acceptedAt: Date,
        delivery: DeliveryReport
    ) {
        self.id = id
        self.recipient = recipient
        self.sender = sender
        self.acceptedAt = acceptedAt
        self.delivery = delivery
    }
}
