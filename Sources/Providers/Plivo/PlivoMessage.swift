// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers

/// The body of a message request: exactly one destination, so that the answer's one id is this recipient's.
///
/// A sender that is a UUID is a Powerpack, out of which Plivo picks a number; a body has either that or `src`, never both.
struct PlivoMessage: Encodable {
    let src: String?
    let powerpack: String?
    let dst: String
    let text: String
    /// Seconds after which Plivo gives up; left out, it is its own 3 hours.
    let expiry: Int?
    let type = "sms"

    private enum CodingKeys: String, CodingKey {
        case src, dst, text, type
        case powerpack = "powerpack_uuid"
        case expiry = "message_expiry"
    }

    init(_ message: OutgoingMessage) {
        let isPool = SenderForm(message.sender) == .pool
        src = isPool ? nil : message.sender
        powerpack = isPool ? message.sender : nil
        dst = message.recipient.e164
        text = message.text
        expiry = message.validity
    }
}
