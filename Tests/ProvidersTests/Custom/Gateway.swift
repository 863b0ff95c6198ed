// SPDX-License-Identifier: Apache-2.0

@testable import Basics
import HTTP
import Pacing
@testable import Providers
import PhoneNumbers
import Testing

/// A configured gateway that no test ever talks to, and short ways to its requests.
struct Gateway {
    /// Texts that try to leave the place where they stand.
    static let hostileTexts = [
        "plain", "\"", "\\", "\\\" }, \"to\": \"x\"", "a\nb", "a\r\nX-Evil: 1", "a&b=c", "=", "50%",
        "%41", "+",
        "a+b c", "#x?y/z;",
        "{{to}} ${TOKEN}", "\u{0}", "\u{7F}\u{1B}[2J", "Zoë “ß”",
        "\u{1F389}\u{1F468}\u{200D}\u{1F469}",
        "</sms><to>x</to>", "]]>", "'\t'", "",
    ]

    static let recipient = "+4915112345678"

    var send: CustomSend
    var variables: [String: String] = ["TOKEN": "t0k&n"]

    /// A gateway that takes messages so.
    init(
        _ method: HTTPRequest.Method = .post,
        url: String = "https://gw.example/sms",
        headers: [String: String] = [:],
        body: GatewayBody = .none
    ) throws {
        let fields = try headers.sorted { $0.key < $1.key }.map {
            GatewayField($0.key, try GatewayTemplate(parsing: $0.value))
        }
        let address = try GatewayTemplate(parsing: url)
        send = CustomSend(
            request: GatewayRequest(method: method, url: address, headers: fields, body: body)
        )
    }

    /// The whole provider, credentials and trust included.
    func provider(lookup: CustomLookup? = nil, status: CustomStatus? = nil) -> Custom {
        Custom(
            name: "mine",
            gateway: CustomGateway(send: send, lookup: lookup, status: status),
            variables: variables,
            connection: GatewayConnection(
                credentials: Credentials(user: "u", password: "p4ss"),
                timeout: .seconds(7),
                caFile: "/etc/ca.pem"
            )
        )
    }

    static func message(
        _ text: String,
        from sender: String = "+12025550100"
    ) throws -> OutgoingMessage {
        let number = try #require(PhoneNumber(e164: recipient))
        return OutgoingMessage(to: number, from: sender, text: text, id: "8f14e45f-ceea")
    }

    /// The request for a message.
    func request(_ text: String, from sender: String = "+12025550100") throws -> HTTPRequest {
        provider().sendRequest(for: try Self.message(text, from: sender))
    }
}
