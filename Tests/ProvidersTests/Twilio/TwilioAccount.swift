// SPDX-License-Identifier: Apache-2.0

import Foundation
import Basics
import HTTP
import Pacing
import Providers
import PhoneNumbers
import Testing

/// A Twilio account that no test ever talks to, and short ways to its answers.
struct TwilioAccount {
    static let sid = "AC0123456789abcdef0123456789abcdef"
    static let token = "t0ken-of-the-account"
    /// SID and token as HTTP Basic writes them.
    static let basic = Data("\(sid):\(token)".utf8).base64EncodedString()
    static let page = "<html><body>404 Not Found, nginx</body></html>"

    let twilio: Twilio

    init(
        baseURL: String = "https://api.twilio.com",
        lookupBaseURL: String = "https://lookups.twilio.com"
    ) {
        let endpoint = ProviderEndpoint(
            baseURL: baseURL,
            lookupBaseURL: lookupBaseURL,
            credentials: Credentials(user: Self.sid, password: Self.token),
            timeout: .seconds(7),
            caFile: "/etc/ca.pem"
        )
        twilio = Twilio(name: "twilio-two", endpoint: endpoint)
    }

    func number() throws -> PhoneNumber { try #require(PhoneNumber(e164: "+14155552345")) }

    func status() throws -> any DeliveryStatus { try #require(twilio.deliveryStatus.service) }

    func log() throws -> any MessageLog { try #require(twilio.messageLog.service) }

    func lookup(_ status: Int, _ body: String) -> LookupAnswer {
        twilio.lookupAnswer(from: HTTPResponse(status: status, body: Array(body.utf8)))
    }

    func send(_ status: Int, _ body: String) -> SendAnswer {
        twilio.sendAnswer(from: HTTPResponse(status: status, body: Array(body.utf8)))
    }

    func delivery(_ status: Int, _ body: String) throws -> StatusAnswer {
        try self.status().statusAnswer(from: HTTPResponse(status: status, body: Array(body.utf8)))
    }

    func page(_ status: Int, _ body: String) throws -> LogAnswer {
        try log().logAnswer(from: HTTPResponse(status: status, body: Array(body.utf8)))
    }

    /// An error in Twilio's words.
    static func error(_ code: Int, _ text: String = "said", status: Int = 400) -> String {
        #"{"code":\#(code),"message":"\#(text)","more_info":"https://www.twilio.com/docs/errors/\#(code)","status":\#(status)}"#
    }

    /// A message as Twilio shows it; `members` come first, so they win over what follows.
    static func message(_ members: String) -> String {
        """
        { \(members),
          "account_sid": "AC0123456789abcdef0123456789abcdef", "api_version": "2010-04-01",
          "date_sent": null, "date_updated": "Thu, 30 Jul 2015 20:12:33 +0000", "num_media": "0",
          "sid": "SMaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "to": "+14155552345",
          "subresource_uris": { "media": "/2010-04-01/Accounts/AC/Messages/SM/Media.json" },
          "uri": "/2010-04-01/Accounts/AC/Messages/SMaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.json" }
        """
    }
}
