// SPDX-License-Identifier: Apache-2.0

/// The providers' public pages about their error codes, each read before it was put here.
enum ErrorPage {
    /// The address of the page that has a code.
    ///
    /// - Parameters:
    ///   - code: the provider's code.
    ///   - type: the type of the provider entry.
    /// - Returns: an https address that holds nothing of the report's but the code; `nil` for a code that the page cannot have.
    static func address(of code: Int, type: String) -> String? {
        switch type {
        case "plivo", "sandbox": (10...9999).contains(code) ? plivo : nil
        case "twilio": (10_000...99_999).contains(code) ? "https://www.twilio.com/docs/api/errors/\(code)" : nil
        case "telnyx": (10_000...99_999).contains(code) ? telnyx : nil
        case "vonage": (1...99).contains(code) ? vonage : nil
        default: nil
        }
    }

    private static let plivo = "https://www.plivo.com/docs/messaging/troubleshooting/error-codes"
    private static let telnyx = "https://developers.telnyx.com/docs/messaging/messages/error-codes"
    private static let vonage = "https://developer.vonage.com/en/api-errors/sms"
}
