// SPDX-License-Identifier: Apache-2.0

import Foundation
import Basics
import HTTP
import Pacing
import Providers
import PhoneNumbers
import Testing

/// A Vonage account that no test ever talks to, and short ways to its answers.
struct VonageAccount {
    static let key = "a1b2c3d4"
    static let secret = "s3cret-of-the-account"
    /// Key and secret as HTTP Basic writes them.
    static let basic = Data("\(key):\(secret)".utf8).base64EncodedString()
    static let page = "<html><body>404 Not Found, nginx</body></html>"
    /// What the gateway in front of the APIs answers.
    static let problem =
        #"{"type":"https://developer.vonage.com/api-errors","title":"Unauthorized","detail":"said"}"#

    let vonage: Vonage

    init(
        baseURL: String = "https://rest.nexmo.com",
        lookupBaseURL: String = "https://api.nexmo.com"
    ) {
        let endpoint = ProviderEndpoint(
            baseURL: baseURL,
            lookupBaseURL: lookupBaseURL,
            credentials: Credentials(user: Self.key, password: Self.secret),
            timeout: .seconds(7),
            caFile: "/etc/ca.pem"
        )
        vonage = Vonage(name: "vonage-two", endpoint: endpoint)
    }

    func number() throws -> PhoneNumber { try #require(PhoneNumber(e164: "+447700900000")) }

    func lookup(_ status: Int, _ body: String) -> LookupAnswer {
        vonage.lookupAnswer(from: HTTPResponse(status: status, body: Array(body.utf8)))
    }

    func send(_ status: Int, _ body: String) -> SendAnswer {
        vonage.sendAnswer(from: HTTPResponse(status: status, body: Array(body.utf8)))
    }

    /// An answer of the SMS API, one element for each part.
    static func receipt(_ parts: String...) -> String {
        #"{"message-count":"\#(parts.count)","messages":[\#(parts.joined(separator: ","))]}"#
    }

    /// A part that was accepted.
    static func accepted(_ id: String) -> String {
        """
        { "to": "447700900000", "message-id": "\(id)", "status": "0", "remaining-balance": "3.14159265",
          "message-price": "0.03330000", "network": "12345", "client-ref": "8f14e45f" }
        """
    }

    /// A part that was not.
    static func refused(_ status: Int, _ text: String = "said") -> String {
        #"{"status":"\#(status)","error-text":"\#(text)"}"#
    }
}
