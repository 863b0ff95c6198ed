// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTP
import Pacing
import Providers
import PhoneNumbers
import Testing

@Suite struct VonageRequestTests {
    private let account = VonageAccount()

    private func message(from sender: String, _ text: String = "Hi") throws -> OutgoingMessage {
        OutgoingMessage(to: try account.number(), from: sender, text: text, id: "8f14e45f")
    }

    private func body(_ request: HTTPRequest) -> String {
        String(decoding: request.body, as: UTF8.self)
    }

    @Test func `the default addresses are Vonage's`() {
        #expect(Vendor.vonage.addresses.messages == "https://rest.nexmo.com")
        #expect(Vendor.vonage.addresses.lookups == "https://api.nexmo.com")
    }

    @Test func `a message that must not arrive late says for how long it may be tried`() throws {
        let number = try account.number()
        let message = OutgoingMessage(
            to: number,
            from: "+12025550100",
            text: "Hi",
            id: "8f14e45f",
            validity: 90
        )
        let request = account.vonage.sendRequest(for: message)
        #expect(body(request).hasSuffix("&ttl=90000"))
        let usual = account.vonage.sendRequest(for: try self.message(from: "+12025550100"))
        #expect(body(request) == body(usual) + "&ttl=90000")
    }

    @Test func `a lookup asks for the number without its plus sign`() throws {
        let request = account.vonage.lookupRequest(for: try account.number())
        #expect(request.method == .get && request.body.isEmpty)
        #expect(request.url == "https://api.nexmo.com/ni/standard/json?number=447700900000")
        #expect(request.headers == [HTTPHeader("Accept", "application/json")])
    }

    @Test func `a message is a form with one recipient and our own reference`() throws {
        let request = account.vonage.sendRequest(
            for: try message(from: "+12025550100", "Hi Zoë, 50% off + a=b & c\n[€]")
        )
        #expect(request.method == .post && request.url == "https://rest.nexmo.com/sms/json")
        #expect(request.headers.first(named: "content-type") == "application/x-www-form-urlencoded")
        #expect(request.headers.first(named: "accept") == "application/json")
    }

    @Test(arguments: [
        (
            "Hi Zo\u{E9}, 50% off + a=b & c\n[\u{20AC}]",
            "Hi%20Zo%C3%A9%2C%2050%25%20off%20%2B%20a%3Db%20%26%20c%0A%5B%E2%82%AC%5D", "text"
        ),
        ("Hi Zo\u{EB}", "Hi%20Zo%C3%AB", "unicode"), ("\u{1F389}", "%F0%9F%8E%89", "unicode"),
        ("caf\u{E7}", "caf%C3%A7", "unicode"),
        ("\u{201C}Hi\u{201D}", "%E2%80%9CHi%E2%80%9D", "unicode"),
    ])
    func `a text that is not in GSM-7 says so, or it would arrive as question marks`(
        text: String,
        encoded: String,
        type: String
    ) throws {
        let request = account.vonage.sendRequest(for: try message(from: "ACME", text))
        #expect(
            body(request)
                == "from=ACME&to=447700900000&text=\(encoded)&type=\(type)&client-ref=8f14e45f"
        )
    }

    @Test(arguments: [
        ("+12025550100", "12025550100"), ("12025550100", "12025550100"), ("12345", "12345"),
        ("ACME Shop", "ACME%20Shop"),
        ("+ACME", "%2BACME"),
    ])
    func `a sender that is a number has no plus sign`(sender: String, encoded: String) throws {
        let request = account.vonage.sendRequest(for: try message(from: sender))
        #expect(
            body(request) == "from=\(encoded)&to=447700900000&text=Hi&type=text&client-ref=8f14e45f"
        )
    }

    @Test
    func
        `every request has the account's credentials, time-out and trust, and is finished once begun`()
        throws
    {
        for request in [
            account.vonage.lookupRequest(for: try account.number()),
            account.vonage.sendRequest(for: try message(from: "ACME")),
        ] {
            #expect(
                request.credentials
                    == Credentials(user: VonageAccount.key, password: VonageAccount.secret)
            )
            #expect(
                request.timeout == .seconds(7) && request.caFile == "/etc/ca.pem"
                    && request.survivesCancellation
            )
            #expect(
                !request.url.contains(VonageAccount.key)
                    && !request.url.contains(VonageAccount.secret)
            )
            #expect(!body(request).contains(VonageAccount.secret))
        }
    }

    @Test func `a base URL may have a path and slashes behind it`() throws {
        let base = "http://127.0.0.1:8080/gateway/"
        let account = VonageAccount(baseURL: base, lookupBaseURL: base)
        let send = account.vonage.sendRequest(for: try message(from: "ACME")).url
        let lookup = account.vonage.lookupRequest(for: try account.number()).url
        #expect(send == "http://127.0.0.1:8080/gateway/sms/json")
        #expect(lookup == "http://127.0.0.1:8080/gateway/ni/standard/json?number=447700900000")
    }

    @Test func `there is nothing to ask after a message was accepted, and a sentence says so`() {
        guard case .missing(let status) = account.vonage.deliveryStatus,
            case .missing(let log) = account.vonage.messageLog
        else {
            Issue.record("offered")
            return
        }
        #expect(status.contains("Vonage") && log.contains("Vonage"))
    }
}
