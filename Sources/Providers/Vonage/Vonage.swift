// SPDX-License-Identifier: Apache-2.0

import Basics
package import HTTP
package import PhoneNumbers
import SMSText

extension Vendor {
    /// Vonage, with the addresses of its published APIs, and its announcement of the end of one.
    package static let vonage = Vendor(
        word: "vonage", name: "Vonage", credentials: .pair(account: "apiKey", secret: "apiSecret"),
        optionalKeys: [], keyForAlphanumericSender: nil,
        addresses: VendorAddresses(
            messages: "https://rest.nexmo.com", lookups: "https://api.nexmo.com"),
        mistake: { _ in nil },
        lookupNotice:
            "Vonage's Number Insight, which tells the line types, ends on 4 February 2027",
        codes: VendorCodes(
            meaning: { VonageSendStatus.kind(of: $0).map { ($0, nil) } },
            page: { (1...99).contains($0) ? "https://developer.vonage.com/en/api-errors/sms" : nil }
        ), wireFormat: { Vonage(name: $0.name, endpoint: $0.endpoint) })
}

/// The wire format of Vonage's Number Insight API (Standard) and SMS API.
///
/// Sources: Vonage's published [descriptions](https://github.com/Nexmo/api-specification) of Number
/// Insight and SMS, and the requests that its official SDK makes (`Tests/Contracts`). HTTP success
/// says nothing: the answer's own `status` does. Key and secret go with HTTP Basic, as the SDK has
/// it, and never into a URL or a form.
package struct Vonage: Provider {
    package let name: String
    private let endpoint: ProviderEndpoint

    /// Makes the wire format for one account.
    ///
    /// - Parameters:
    ///   - name: the provider entry's name.
    ///   - endpoint: credentials (API key and secret), hosts, and what else every request needs.
    package init(name: String, endpoint: ProviderEndpoint) {
        self.name = name
        self.endpoint = endpoint
    }

    package func lookupRequest(for number: PhoneNumber) -> HTTPRequest {
        let query = PercentEncoding.fields(["number": Self.digits(number.e164)])
        return endpoint.request(.get, "\(endpoint.lookupBaseURL)/ni/standard/json?\(query)")
    }

    package func lookupAnswer(from response: HTTPResponse) -> LookupAnswer {
        VonageLookupReader(secrets: endpoint.secrets).answer(from: response)
    }

    package func sendRequest(for message: OutgoingMessage) -> HTTPRequest {
        endpoint.request(
            .post, endpoint.baseURL + "/sms/json", headers: [FormBody.contentType],
            body: FormBody.bytes(
                [
                    "from": Self.digits(message.sender), "to": Self.digits(message.recipient.e164),
                    "text": message.text,
                    // Unless it is told, Vonage sends question marks for what is not in GSM-7.
                    "type": SegmentCount(of: message.text).encoding == .gsm7 ? "text" : "unicode",
                    // Comes back in receipts and in Vonage's reports; it keeps nothing from being
                    // sent twice.
                    "client-ref": message.id,
                ], ("ttl", message.validity.map { $0 * 1000 })))
    }

    package func sendAnswer(from response: HTTPResponse) -> SendAnswer {
        VonageSendReader(secrets: endpoint.secrets).answer(from: response)
    }

    /// 20 seconds to 7 days; 72 hours by itself (`ttl`, which is in milliseconds).
    package var validity: ValidityRange? { ValidityRange(shortest: 20, standard: 259_200) }

    package var deliveryStatus: Capability<any DeliveryStatus> {
        .missing(
            "Vonage cannot be asked what became of a message; it tells web servers only "
                + "(delivery receipts), or look at the logs in its dashboard")
    }

    package var messageLog: Capability<any MessageLog> {
        .missing(
            "Vonage has no list of messages to compare with; look at the logs in its dashboard")
    }

    /// A number as Vonage wants it, without the plus sign; another sender stays as it is.
    private static func digits(_ text: String) -> String {
        let rest = text.dropFirst()
        let isNumber = text.hasPrefix("+") && rest.utf8.allSatisfy { (0x30...0x39).contains($0) }
        return isNumber ? String(rest) : text
    }
}

/// The meaning of a missing or invalid parameter, which Vonage names in its sentence only: “Missing
/// to param”.
enum VonageParameter {
    /// Gives the meaning; a sentence that names none is ``SendAnswer/Rejection/unexplained``, and a
    /// run of it stops the campaign.
    static func meaning(of text: String, _ word: ProviderWord) -> SendAnswer {
        switch name(in: text) {
        case "to": .rejected(.recipient, word)
        case "from": .accountRefused(.sender, word)
        case "text", "body": .rejected(.content, word)
        case "api_key", "api_secret", "username", "password": .accountRefused(.credentials, word)
        default: .rejected(.unexplained, word)
        }
    }

    /// The word after “missing” or “invalid”, or before “param”: “to” alone is in many sentences.
    private static func name(in text: String) -> Substring? {
        let words = text.lowercased().split { !($0.isLetter || $0 == "_") }
        if let place = words.firstIndex(where: { $0.hasPrefix("param") }), place > 0 {
            return words[place - 1]
        }
        guard let place = words.firstIndex(where: { $0 == "missing" || $0 == "invalid" }) else {
            return nil
        }
        return words.dropFirst(place + 1).first
    }
}
