// SPDX-License-Identifier: Apache-2.0

/// The forms of a sender at Twilio: a number, a short code, an alphanumeric sender ID, or a Messaging Service.
enum TwilioSender {
    /// The form field that takes a sender.
    static func field(for sender: String) -> String {
        isMessagingService(sender) ? "MessagingServiceSid" : "From"
    }

    /// Whether it is the SID of a Messaging Service, `MG` and 32 hexadecimal digits: too long for a sender ID, so there is no doubt.
    private static func isMessagingService(_ sender: String) -> Bool {
        let digits = sender.dropFirst(2)
        return sender.hasPrefix("MG") && digits.utf8.count == 32
            && digits.utf8.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
    }
}
