// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTP
import Pacing
import Providers
import PhoneNumbers
import Testing

@Suite struct PlivoRequestTests {
    @Test func `a lookup is a GET without a slash at the end`() throws {
        let account = PlivoAccount()
        let request = account.plivo.lookupRequest(for: try account.number())
        #expect(request.method == .get)
        #expect(request.url == "https://lookup.plivo.com/v1/Number/+14154305555?type=carrier")
        #expect(request.headers == [HTTPHeader("Accept", "application/json")])
        #expect(request.body.isEmpty)
    }

    @Test func `a message is a POST with a slash at the end and one destination`() throws {
        let account = PlivoAccount()
        let text = "Hi \u{201C}Zoë\u{201D}, 50% off at a/b\n\u{1F389}"
        let message = OutgoingMessage(
            to: try account.number(),
            from: "+12025550100",
            text: text,
            id: "8f14e45f"
        )
        let request = account.plivo.sendRequest(for: message)
        #expect(request.method == .post)
        #expect(request.url == "https://api.plivo.com/v1/Account/MA0123456789ABCDEFGH/Message/")
        #expect(request.headers.first(named: "content-type") == "application/json")
        #expect(request.headers.first(named: "accept") == "application/json")
        let body =
            #"{"dst":"+14154305555","src":"+12025550100","text":"Hi “Zoë”, 50% off at a/b\n🎉","type":"sms"}"#
        #expect(String(decoding: request.body, as: UTF8.self) == body)
    }

    @Test func `a message that must not arrive late says for how many seconds it may be tried`()
        throws
    {
        let account = PlivoAccount()
        let message = OutgoingMessage(
            to: try account.number(),
            from: "ACME",
            text: "Hi",
            id: "8f14e45f",
            validity: 90
        )
        let body =
            #"{"dst":"+14154305555","message_expiry":90,"src":"ACME","text":"Hi","type":"sms"}"#
        #expect(
            String(decoding: account.plivo.sendRequest(for: message).body, as: UTF8.self) == body
        )
        #expect(account.plivo.validity == ValidityRange(shortest: 5, standard: 10_800))
    }

    @Test
    func
        `every request has the account's credentials, time-out and trust, and is finished once begun`()
        throws
    {
        let account = PlivoAccount()
        let message = OutgoingMessage(
            to: try account.number(),
            from: "ACME",
            text: "Hi",
            id: "8f14e45f"
        )
        for request in [
            account.plivo.lookupRequest(for: try account.number()),
            account.plivo.sendRequest(for: message),
        ] {
            #expect(
                request.credentials
                    == Credentials(user: "MA0123456789ABCDEFGH", password: PlivoAccount.token)
            )
            #expect(
                request.timeout == .seconds(7) && request.caFile == "/etc/ca.pem"
                    && request.survivesCancellation
            )
            #expect(!request.url.contains(PlivoAccount.token))
        }
    }

    @Test(arguments: [
        "http://127.0.0.1:8080/gateway", "http://127.0.0.1:8080/gateway/",
        "http://127.0.0.1:8080/gateway//",
    ])
    func `a base URL may have a path and slashes behind it`(base: String) throws {
        let account = PlivoAccount(baseURL: base, lookupBaseURL: base)
        let message = OutgoingMessage(
            to: try account.number(),
            from: "ACME",
            text: "Hi",
            id: "8f14e45f"
        )
        let send = account.plivo.sendRequest(for: message).url
        let lookup = account.plivo.lookupRequest(for: try account.number()).url
        #expect(send == "http://127.0.0.1:8080/gateway/v1/Account/MA0123456789ABCDEFGH/Message/")
        #expect(lookup == "http://127.0.0.1:8080/gateway/v1/Number/+14154305555?type=carrier")
    }

    @Test func `the same message always has the same bytes`() throws {
        let account = PlivoAccount()
        let message = OutgoingMessage(
            to: try account.number(),
            from: "ACME",
            text: "Hi",
            id: "8f14e45f"
        )
        let bodies = (0..<20).map { _ in account.plivo.sendRequest(for: message).body }
        #expect(Set(bodies).count == 1)
    }

    @Test(arguments: [
        ("+12025550100", #"{"dst":"+14154305555","src":"+12025550100","text":"Hi","type":"sms"}"#),
        ("12345", #"{"dst":"+14154305555","src":"12345","text":"Hi","type":"sms"}"#),
        ("ACME", #"{"dst":"+14154305555","src":"ACME","text":"Hi","type":"sms"}"#),
        (
            "86bbb125-97bb-4d72-89fd-81d5c515b015",
            #"{"dst":"+14154305555","powerpack_uuid":"86bbb125-97bb-4d72-89fd-81d5c515b015","text":"Hi","type":"sms"}"#
        ),
    ])
    func `a sender is a number, a short code, a name or a Powerpack`(
        sender: String,
        body: String
    ) throws {
        let account = PlivoAccount()
        let message = OutgoingMessage(
            to: try account.number(),
            from: sender,
            text: "Hi",
            id: "8f14e45f"
        )
        #expect(
            String(decoding: account.plivo.sendRequest(for: message).body, as: UTF8.self) == body
        )
    }

    @Test func `nothing keeps a repeated message from being sent twice`() {
        #expect(PlivoAccount().plivo.idempotencyWindow == nil)
    }
}
