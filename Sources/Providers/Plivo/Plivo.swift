// SPDX-License-Identifier: Apache-2.0

import Basics
package import HTTP
package import PhoneNumbers

extension Vendor {
    /// Plivo, with the addresses of its published APIs.
    package static let plivo = Vendor(
        word: "plivo", name: "Plivo", credentials: .pair(account: "authID", secret: "authToken"),
        optionalKeys: [], keyForAlphanumericSender: nil,
        addresses: VendorAddresses(
            messages: "https://api.plivo.com", lookups: "https://lookup.plivo.com"),
        mistake: { _ in nil },
        lookupNotice: nil,
        codes: VendorCodes(
            meaning: { code in
                let code = String(code)
                return PlivoErrorCode.meaning(of: code).map { (PlivoErrorCode.kind(of: code), $0) }
            },
            page: {
                (10...9999).contains($0)
                    ? "https://www.plivo.com/docs/messaging/troubleshooting/error-codes" : nil
            }), wireFormat: { Plivo(name: $0.name, endpoint: $0.endpoint) })
}

/// The wire format of Plivo's Lookup API (v1) and Messaging API (v1).
///
/// Sources: Plivo's published API pages for [Lookup](https://www.plivo.com/docs/lookup/) and
/// [Messages](https://www.plivo.com/docs/messaging/api/message/), and the requests that its
/// official SDKs make. Two details that matter: a landline is spelled `fixed`, and the lookup path
/// has no trailing slash where the message path must have one.
package struct Plivo: Provider {
    package let name: String
    private let endpoint: ProviderEndpoint

    /// Makes the wire format for one account.
    ///
    /// - Parameters:
    ///   - name: the provider entry's name.
    ///   - endpoint: credentials (auth id and auth token), hosts, and what else every request
    ///     needs.
    package init(name: String, endpoint: ProviderEndpoint) {
        self.name = name
        self.endpoint = endpoint
    }

    package func lookupRequest(for number: PhoneNumber) -> HTTPRequest {
        endpoint.request(.get, endpoint.lookupBaseURL + "/v1/Number/\(number.e164)?type=carrier")
    }

    package func lookupAnswer(from response: HTTPResponse) -> LookupAnswer {
        PlivoLookupReader(secrets: endpoint.secrets).answer(from: response)
    }

    package func sendRequest(for message: OutgoingMessage) -> HTTPRequest {
        endpoint.request(
            .post, endpoint.plivoMessages,
            headers: [HTTPHeader("Content-Type", "application/json")],
            body: JSONBytes.encode(PlivoMessage(message)))
    }

    package func sendAnswer(from response: HTTPResponse) -> SendAnswer {
        PlivoSendReader(secrets: endpoint.secrets).answer(from: response)
    }

    /// 5 to 10,799 seconds; 3 hours by itself (`message_expiry`).
    package var validity: ValidityRange? { ValidityRange(shortest: 5, standard: 10_800) }

    package var deliveryStatus: Capability<any DeliveryStatus> {
        .offered(PlivoStatus(endpoint: endpoint))
    }

    package var messageLog: Capability<any MessageLog> { .offered(PlivoLog(endpoint: endpoint)) }
}

extension ProviderEndpoint {
    /// Where Plivo takes messages and lists them; what lies below is one message, with a slash at
    /// its end too.
    var plivoMessages: String {
        "\(baseURL)/v1/Account/\(PercentEncoding.encode(credentials.user))/Message/"
    }
}

/// The body of a message request: exactly one destination, so that the answer's one id is this
/// recipient's.
///
/// A sender that is a UUID is a Powerpack, out of which Plivo picks a number; a body has either
/// that or `src`, never both.
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
