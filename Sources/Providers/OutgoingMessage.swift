// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers

/// One message to one recipient, as it is handed to a provider.
package struct OutgoingMessage: Sendable, Hashable {
    /// The recipient's number.
    package let recipient: PhoneNumber
    /// The sender as configured: a number, a short code or an alphanumeric sender ID.
    package let sender: String
    /// The rendered text, in Unicode normalization form C.
    package let text: String
    /// Our own unique id (a UUID in lower case): the same for every try of this message, and an idempotency key where there is one.
    package let id: String

    /// For how many seconds the provider may try to deliver it; `nil`: for as long as it does by itself.
    package let validity: Int?

    /// Makes a message.
    package init(to recipient: PhoneNumber, from sender: String, text: String, id: String, validity: Int? = nil) {
        self.recipient = recipient
        self.sender = sender
        self.text = text
        self.id = id
        self.validity = validity
    }
}
