// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTP
import Pacing
import PhoneNumbers
import Providers
import Testing

/// A Plivo account that no test ever talks to, and short ways to its answers.
struct PlivoAccount {
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

/// A message as Plivo's API shows it, member by member.
struct PlivoObject {
    /// Plivo's own example, with JSON texts as values.
    private var members = [
        "error_code": "null", "error_message": #""""#, "from_number": #""12025550100""#,
        "to_number": #""14154305555""#,
        "message_direction": #""outbound""#, "message_state": #""sent""#, "message_type": #""sms""#,
        "message_time": #""2017-05-22 21:36:14+05:30""#,
        "message_uuid": #""5b40a428-bfc7-4daf-9d06-726c558bf3b8""#,
        "total_amount": #""0.00250""#, "total_rate": #""0.00250""#, "units": "1",
        "carrier_fees": #""0.00000""#,
        "requester_ip": #""192.168.1.1""#, "is_domestic": "false", "powerpack_id": #""""#,
    ]

    /// Makes the example with other members; `nil` leaves one out.
    init(_ changes: [String: String?] = [:]) {
        for (name, value) in changes { members[name] = value }
    }

    /// Makes a message in a state, with an error code or none.
    init(state: String, code: String? = nil) {
        self.init([
            "message_state": #""\#(state)""#, "error_code": code.map { #""\#($0)""# } ?? "null",
        ])
    }

    var text: String {
        "{"
            + members.sorted { $0.key < $1.key }.map { #""\#($0.key)": \#($0.value)"# }.joined(
                separator: ", "
            ) + "}"
    }

    /// A page of the list.
    static func page(
        _ objects: [PlivoObject],
        meta: String = #""limit": 20, "offset": 0, "next": null"#
    ) -> String {
        #"{"api_id": "a", "meta": {\#(meta)}, "objects": [\#(objects.map(\.text).joined(separator: ", "))]}"#
    }
}
