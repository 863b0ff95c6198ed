// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers

/// The body of a message request: exactly one destination.
///
/// What does not belong to the sender's form is left out: a number belongs to its messaging profile anyway, and a pool has no number.
struct TelnyxMessage: Encodable {
    let from: String?
    let profile: String?
    let text: String
    let to: String
    let type = "SMS"

    private enum CodingKeys: String, CodingKey {
        case from, text, to, type
        case profile = "messaging_profile_id"
    }

    init(_ message: OutgoingMessage, profile: String?) {
        text = message.text
        to = message.recipient.e164
        switch SenderForm(message.sender) {
        case .number: (from, self.profile) = (message.sender, nil)
        case .alphanumeric: (from, self.profile) = (message.sender, profile)
        case .pool: (from, self.profile) = (nil, message.sender)
        }
    }
}
