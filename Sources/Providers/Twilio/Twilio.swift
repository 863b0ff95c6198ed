// SPDX-License-Identifier: Apache-2.0

import Basics
package import HTTP
package import PhoneNumbers

extension Vendor {
    /// Twilio, with the addresses of its published APIs.
    package static let twilio = Vendor(
        word: "twilio", name: "Twilio",
        credentials: .pair(account: "accountSID", secret: "authToken"), optionalKeys: [],
        keyForAlphanumericSender: nil,
        addresses: VendorAddresses(
            messages: "https://api.twilio.com", lookups: "https://lookups.twilio.com"),
        mistake: { TwilioAccountSID.mistake(in: $0) }, lookupNotice: nil,
        codes: VendorCodes(
            meaning: { code in
                TwilioErrorCode.meaning(of: code).map {
                    ($0.kind, TwilioErrorCode.deliveries[code]?.words)
                }
            },
            page: {
                (10_000...99_999).contains($0)
                    ? "https://www.twilio.com/docs/api/errors/\($0)" : nil
            }), wireFormat: { Twilio(name: $0.name, endpoint: $0.endpoint) })
}

/// The wire format of Twilio's Lookup API (v2) and Messages resource (2010-04-01).
///
/// Sources: Twilio's published [OpenAPI description](https://github.com/twilio/twilio-oai), its
/// pages on [line type
/// intelligence](https://www.twilio.com/docs/lookup/v2-api/line-type-intelligence) and
/// [messages](https://www.twilio.com/docs/messaging/api/message-resource), and the requests that
/// its official SDK makes (`Tests/Contracts`). Twilio has no idempotency key for messages.
package struct Twilio: Provider {
    package let name: String
    private let endpoint: ProviderEndpoint

    /// Makes the wire format for one account.
    ///
    /// - Parameters:
    ///   - name: the provider entry's name.
    ///   - endpoint: credentials (account SID and auth token), hosts, and what else every request
    ///     needs.
    package init(name: String, endpoint: ProviderEndpoint) {
        self.name = name
        self.endpoint = endpoint
    }

    package func lookupRequest(for number: PhoneNumber) -> HTTPRequest {
        let path = "/v2/PhoneNumbers/\(number.e164)?Fields=line_type_intelligence"
        return endpoint.request(.get, endpoint.lookupBaseURL + path)
    }

    package func lookupAnswer(from response: HTTPResponse) -> LookupAnswer {
        TwilioLookupReader(secrets: endpoint.secrets).answer(from: response)
    }

    package func sendRequest(for message: OutgoingMessage) -> HTTPRequest {
        endpoint.request(
            .post, endpoint.twilioMessages + ".json", headers: [FormBody.contentType],
            body: FormBody.bytes(
                [
                    "To": message.recipient.e164,
                    TwilioSender.field(for: message.sender): message.sender, "Body": message.text,
                ], ("ValidityPeriod", message.validity)))
    }

    package func sendAnswer(from response: HTTPResponse) -> SendAnswer {
        TwilioSendReader(secrets: endpoint.secrets).answer(from: response)
    }

    /// 1 to 36,000 seconds; 10 hours by itself (`ValidityPeriod`).
    package var validity: ValidityRange? { ValidityRange(shortest: 1, standard: 36_000) }

    package var deliveryStatus: Capability<any DeliveryStatus> {
        .offered(TwilioStatus(endpoint: endpoint))
    }

    package var messageLog: Capability<any MessageLog> { .offered(TwilioLog(endpoint: endpoint)) }
}

extension ProviderEndpoint {
    /// Where Twilio takes messages and lists them, still without the `.json` that ends every path.
    var twilioMessages: String {
        "\(baseURL)/2010-04-01/Accounts/\(PercentEncoding.encode(credentials.user))/Messages"
    }
}

/// The SID of a Twilio account: `AC` and 32 hexadecimal digits.
private enum TwilioAccountSID {
    /// An API key's SID in its place: Twilio takes keys for a user name, but every path has the
    /// account's SID.
    static func mistake(in values: [String: String]) -> VendorMistake? {
        guard values["accountSID"]?.uppercased().hasPrefix("SK") == true else { return nil }
        return VendorMistake(
            key: "accountSID",
            rule: "this begins with SK, so it is the SID of an API key, which cannot be used here; "
                + "write the account's own SID, which begins with AC, and as “authToken” the "
                + "account's auth token (Twilio Console, “Account Info”)")
    }
}

/// The forms of a sender at Twilio: a number, a short code, an alphanumeric sender ID, or a
/// Messaging Service.
enum TwilioSender {
    /// The form field that takes a sender.
    static func field(for sender: String) -> String {
        isMessagingService(sender) ? "MessagingServiceSid" : "From"
    }

    /// Whether it is the SID of a Messaging Service, `MG` and 32 hexadecimal digits: too long for a
    /// sender ID, so there is no doubt.
    private static func isMessagingService(_ sender: String) -> Bool {
        let digits = sender.dropFirst(2)
        return sender.hasPrefix("MG") && digits.utf8.count == 32
            && digits.utf8.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
    }
}
