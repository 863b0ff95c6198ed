// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTP
import Pacing
import Providers
import PhoneNumbers
import Testing

/// A Telnyx account that no test ever talks to, and short ways to its answers.
struct TelnyxAccount {
    static let key = "KEY-of-the-account"
    static let profile = "400174af-0a13-4e28-b4f5-0123456789ab"
    static let id = "8f14e45f-ceea-467f-9575-6a1f2c5d0001"

    let telnyx: Telnyx

    init(baseURL: String = Vendor.telnyx.addresses.messages, profile: String? = nil) {
        let endpoint = ProviderEndpoint(
            baseURL: baseURL,
            lookupBaseURL: baseURL,
            credentials: Credentials(user: "", password: Self.key),
            scheme: .bearer,
            timeout: .seconds(7),
            caFile: "/etc/ca.pem"
        )
        telnyx = Telnyx(name: "telnyx-two", endpoint: endpoint, profile: profile)
    }

    func message(
        from sender: String,
        text: String = "Hi",
        id: String = Self.id
    ) throws -> HTTPRequest {
        telnyx.sendRequest(for: OutgoingMessage(to: try number(), from: sender, text: text, id: id))
    }

    func number() throws -> PhoneNumber { try #require(PhoneNumber(e164: "+13129457420")) }

    func lookup(_ status: Int, _ body: String) -> LookupAnswer {
        telnyx.lookupAnswer(from: HTTPResponse(status: status, body: Array(body.utf8)))
    }

    func send(_ status: Int, _ body: String) -> SendAnswer {
        telnyx.sendAnswer(from: HTTPResponse(status: status, body: Array(body.utf8)))
    }

    func status(_ status: Int, _ body: String) throws -> StatusAnswer {
        let service = try #require(telnyx.deliveryStatus.service)
        return service.statusAnswer(from: HTTPResponse(status: status, body: Array(body.utf8)))
    }

    /// An answer that reports one error.
    static func error(_ code: String, _ title: String = "said", detail: String = "") -> String {
        #"{"errors":[{"code":"\#(code)","title":"\#(title)","detail":"\#(detail)"}]}"#
    }

    /// A message as Telnyx's reference shows it.
    static func message(
        _ status: String,
        cost: String = "null",
        parts: String = "1",
        errors: String = ""
    ) -> String {
        """
        { "data": {
            "record_type": "message", "direction": "outbound", "id": "40385f64-5717-4562-b3fc-2c963f66afa6", "type": "SMS",
            "organization_id": "o", "messaging_profile_id": "p",
            "from": { "phone_number": "+18445550001", "carrier": "TELNYX LLC", "line_type": "VoIP" },
            "to": [ { "phone_number": "+18665550001", "status": "\(status)", "carrier": "T-MOBILE USA, INC.",
                      "line_type": "Wireless" } ],
            "text": "Hello, World!", "encoding": "GSM-7", "parts": \(parts), "tags": [], "cost": \(cost),
            "received_at": "2019-01-23T18:10:02.574Z", "sent_at": null, "completed_at": null,
            "valid_until": null, "wait_seconds": 1.2, "errors": [\(errors)] } }
        """
    }

    static let page = "<html><body>404 Not Found, nginx</body></html>"
}
