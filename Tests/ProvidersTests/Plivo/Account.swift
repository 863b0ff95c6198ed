// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTP
import Pacing
import Providers
import PhoneNumbers
import Testing

/// A Plivo account that no test ever talks to, and short ways to its answers.
struct Account {
    static let token = "t0ken-of-the-account"
    /// `MA0123456789ABCDEFGH:t0ken-of-the-account` as HTTP Basic writes it.
    static let basic = "TUEwMTIzNDU2Nzg5QUJDREVGR0g6dDBrZW4tb2YtdGhlLWFjY291bnQ="

    let plivo: Plivo

    init(
        baseURL: String = "https://api.plivo.com",
        lookupBaseURL: String = "https://lookup.plivo.com"
    ) {
        let endpoint = ProviderEndpoint(
            baseURL: baseURL,
            lookupBaseURL: lookupBaseURL,
            credentials: Credentials(user: "MA0123456789ABCDEFGH", password: Self.token),
            timeout: .seconds(7),
            caFile: "/etc/ca.pem"
        )
        plivo = Plivo(name: "plivo-two", endpoint: endpoint)
    }

    func number() throws -> PhoneNumber { try #require(PhoneNumber(e164: "+14154305555")) }

    func lookup(_ status: Int, _ body: String) -> LookupAnswer {
        plivo.lookupAnswer(from: HTTPResponse(status: status, body: Array(body.utf8)))
    }

    func send(_ status: Int, _ body: String) -> SendAnswer {
        plivo.sendAnswer(from: HTTPResponse(status: status, body: Array(body.utf8)))
    }

    /// An error of the lookup host.
    static func lookupError(_ code: Int, _ text: String) -> String {
        #"{ "api_id": "e2627405-543d-4280-bdfc-a9777073838d", "error_code": \#(code), "message": "\#(text)" }"#
    }

    /// An error of the messaging host.
    static func sendError(_ text: String) -> String {
        #"{"api_id":"97ceeb52-58b6-11e1-86da-77300b68f8bb","error":"\#(text)"}"#
    }

    static let page = "<html><body>404 Not Found, nginx</body></html>"
}
