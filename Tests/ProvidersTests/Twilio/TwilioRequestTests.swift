// SPDX-License-Identifier: Apache-2.0

import Foundation
import Basics
import HTTP
import Pacing
import Providers
import PhoneNumbers
import Testing

@Suite struct TwilioRequestTests {
    private let account = TwilioAccount()
    private static let messages =
        "https://api.twilio.com/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Messages"

    private func message(from sender: String, _ text: String = "Hi") throws -> OutgoingMessage {
        OutgoingMessage(to: try account.number(), from: sender, text: text, id: "8f14e45f")
    }

    private func body(_ request: HTTPRequest) -> String {
        String(decoding: request.body, as: UTF8.self)
    }

    @Test func `the default addresses are Twilio's`() {
        #expect(Vendor.twilio.addresses.messages == "https://api.twilio.com")
        #expect(Vendor.twilio.addresses.lookups == "https://lookups.twilio.com")
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
        let request = account.twilio.sendRequest(for: message)
        #expect(body(request).hasSuffix("&ValidityPeriod=90"))
        let usual = account.twilio.sendRequest(for: try self.message(from: "+12025550100"))
        #expect(body(request) == body(usual) + "&ValidityPeriod=90")
    }

    @Test func `a lookup asks for the line type`() throws {
        let request = account.twilio.lookupRequest(for: try account.number())
        #expect(request.method == .get && request.body.isEmpty)
        #expect(
            request.url
                == "https://lookups.twilio.com/v2/PhoneNumbers/+14155552345?Fields=line_type_intelligence"
        )
        #expect(request.headers == [HTTPHeader("Accept", "application/json")])
    }

    @Test func `a message is a form with one recipient`() throws {
        let text = "Hi \u{201C}Zoë\u{201D}, 50% off + a/b & c=d\n\u{1F389}"
        let request = account.twilio.sendRequest(for: try message(from: "+12025550100", text))
        #expect(request.method == .post)
        #expect(request.url == Self.messages + ".json")
        #expect(request.headers.first(named: "content-type") == "application/x-www-form-urlencoded")
        #expect(request.headers.first(named: "accept") == "application/json")
        let expected =
            "To=%2B14155552345&From=%2B12025550100&Body=Hi%20%E2%80%9CZo%C3%AB%E2%80%9D%2C%2050%25%20off%20%2B%20a%2Fb%20%26%20c%3Dd%0A%F0%9F%8E%89"
        #expect(body(request) == expected)
    }

    @Test(arguments: [
        ("+12025550100", "From=%2B12025550100"), ("12345", "From=12345"),
        ("ACME Shop", "From=ACME%20Shop"),
        (
            "MG0123456789abcdef0123456789ABCDEF",
            "MessagingServiceSid=MG0123456789abcdef0123456789ABCDEF"
        ),
        ("MG0123456789abcdef0123456789abcde", "From=MG0123456789abcdef0123456789abcde"),
        ("MG0123456789abcdef0123456789abcdefa", "From=MG0123456789abcdef0123456789abcdefa"),
        ("MG0123456789abcdef0123456789abcdeg", "From=MG0123456789abcdef0123456789abcdeg"),
        ("mg0123456789abcdef0123456789abcdef", "From=mg0123456789abcdef0123456789abcdef"),
        ("MG", "From=MG"),
    ])
    func `a sender goes into the field of its form`(sender: String, field: String) throws {
        let request = account.twilio.sendRequest(for: try message(from: sender))
        #expect(body(request) == "To=%2B14155552345&\(field)&Body=Hi")
    }

    @Test func `the status of a message is asked for by its id`() throws {
        let request = try #require(try account.status().statusRequest(forMessage: "SM01"))
        #expect(request.method == .get && request.url == Self.messages + "/SM01.json")
        let odd = try account.status().statusRequest(forMessage: "x ü")
        #expect(odd?.url == Self.messages + "/x%20%C3%BC.json")
    }

    @Test
    func `the log is asked for all messages to the recipient, those still in a queue among them`()
        throws
    {
        let query = LogQuery(recipient: try account.number(), from: .now, through: .now)
        let log = try account.log()
        let first = log.logRequest(query, page: nil, size: 1000)
        #expect(
            first.method == .get
                && first.url == Self.messages + ".json?To=%2B14155552345&PageSize=1000"
        )
        let small = log.logRequest(query, page: nil, size: 50)
        #expect(small.url == Self.messages + ".json?To=%2B14155552345&PageSize=50")
        let next = log.logRequest(query, page: "PageSize=1000&Page=1&PageToken=PASM1", size: 1000)
        #expect(next.url == Self.messages + ".json?PageSize=1000&Page=1&PageToken=PASM1")
    }

    @Test
    func
        `every request has the account's credentials, time-out and trust, and is finished once begun`()
        throws
    {
        let query = LogQuery(recipient: try account.number(), from: .now, through: .now)
        for request in [
            account.twilio.lookupRequest(for: try account.number()),
            account.twilio.sendRequest(for: try message(from: "ACME")),
            try #require(try account.status().statusRequest(forMessage: "SM01")),
            try account.log().logRequest(query, page: nil, size: 1000),
        ] {
            #expect(
                request.credentials
                    == Credentials(user: TwilioAccount.sid, password: TwilioAccount.token)
            )
            #expect(
                request.timeout == .seconds(7) && request.caFile == "/etc/ca.pem"
                    && request.survivesCancellation
            )
            #expect(!request.url.contains(TwilioAccount.token))
            #expect(!body(request).contains(TwilioAccount.token))
        }
    }

    @Test(arguments: ["http://127.0.0.1:8080/gateway", "http://127.0.0.1:8080/gateway//"])
    func `a base URL may have a path and slashes behind it`(base: String) throws {
        let account = TwilioAccount(baseURL: base, lookupBaseURL: base)
        let send = account.twilio.sendRequest(for: try message(from: "ACME")).url
        let lookup = account.twilio.lookupRequest(for: try account.number()).url
        #expect(
            send
                == "http://127.0.0.1:8080/gateway/2010-04-01/Accounts/\(TwilioAccount.sid)/Messages.json"
        )
        #expect(
            lookup
                == "http://127.0.0.1:8080/gateway/v2/PhoneNumbers/+14155552345?Fields=line_type_intelligence"
        )
    }
}
