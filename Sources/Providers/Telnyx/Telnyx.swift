// SPDX-License-Identifier: Apache-2.0

import Basics
package import HTTP
package import PhoneNumbers

extension Vendor {
    /// The key of the profile that Telnyx needs for an alphanumeric sender, and refuses every
    /// message from one without.
    private static let messagingProfileID = "messagingProfileID"

    /// Telnyx, with the addresses of its published APIs.
    package static let telnyx = Vendor(
        word: "telnyx", name: "Telnyx", credentials: .token("apiKey"),
        optionalKeys: [messagingProfileID], keyForAlphanumericSender: messagingProfileID,
        addresses: VendorAddresses(
            messages: "https://api.telnyx.com", lookups: "https://api.telnyx.com"),
        mistake: { _ in nil },
        lookupNotice: nil,
        codes: VendorCodes(
            meaning: { TelnyxMeaning(code: $0).map { ($0.kind, nil) } },
            page: {
                (10_000...99_999).contains($0)
                    ? "https://developers.telnyx.com/docs/messaging/messages/error-codes" : nil
            }),
        wireFormat: {
            let profile = $0.options[messagingProfileID]
            return Telnyx(name: $0.name, endpoint: $0.endpoint, profile: profile)
        })
}

/// The wire format of Telnyx's number lookup and messaging APIs (v2).
///
/// Sources: [number lookup](https://developers.telnyx.com/docs/identity/number-lookup),
/// [messages](https://developers.telnyx.com/docs/messaging/messages/send-message),
/// [idempotency](https://developers.telnyx.com/docs/development/api-fundamentals/idempotency), and
/// the requests of its official SDK.
package struct Telnyx: Provider {
    package let name: String
    private let endpoint: ProviderEndpoint
    private let profile: String?

    /// Makes the wire format for one account.
    ///
    /// - Parameters:
    ///   - name: the provider entry's name.
    ///   - endpoint: the API key (a bearer token), hosts, and what else every request needs.
    ///   - profile: the messaging profile's id, which alphanumeric senders need.
    package init(name: String, endpoint: ProviderEndpoint, profile: String? = nil) {
        self.name = name
        self.endpoint = endpoint
        self.profile = profile
    }

    package func lookupRequest(for number: PhoneNumber) -> HTTPRequest {
        endpoint.request(
            .get, endpoint.lookupBaseURL + "/v2/number_lookup/\(number.e164)?type=carrier")
    }

    package func lookupAnswer(from response: HTTPResponse) -> LookupAnswer {
        TelnyxLookupReader(secrets: endpoint.secrets).answer(from: response)
    }

    package func sendRequest(for message: OutgoingMessage) -> HTTPRequest {
        let isPool = SenderForm(message.sender) == .pool
        return endpoint.request(
            .post, endpoint.baseURL + (isPool ? "/v2/messages/number_pool" : "/v2/messages"),
            headers: [
                HTTPHeader("Content-Type", "application/json"),
                HTTPHeader("Idempotency-Key", message.id),
            ], body: JSONBytes.encode(TelnyxMessage(message, profile: profile)))
    }

    package func sendAnswer(from response: HTTPResponse) -> SendAnswer {
        TelnyxSendReader(secrets: endpoint.secrets).answer(from: response)
    }

    /// 24 hours: for so long Telnyx keeps the answer to a message that it accepted (its page on
    /// idempotency).
    package var idempotencyWindow: Duration? { .seconds(24 * 3600) }

    package var deliveryStatus: Capability<any DeliveryStatus> {
        .offered(TelnyxStatus(endpoint: endpoint))
    }

    package var messageLog: Capability<any MessageLog> {
        .missing(
            "Telnyx documents no list of messages to compare with; look the numbers up in its "
                + "portal, under Reporting, or send again within 24 hours, when Telnyx recognises "
                + "a message that it has already")
    }
}

/// The body of a message request: exactly one destination.
///
/// What does not belong to the sender's form is left out: a number belongs to its messaging profile
/// anyway, and a pool has no number.
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
