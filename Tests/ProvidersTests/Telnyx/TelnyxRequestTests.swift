// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTP
import Pacing
import Providers
import PhoneNumbers
import Testing

@Suite struct TelnyxRequestTests {
    private let account = TelnyxAccount(profile: TelnyxAccount.profile)

    @Test func `a lookup is a GET for the carrier`() throws {
        let request = account.telnyx.lookupRequest(for: try account.number())
        #expect(request.method == .get && request.body.isEmpty)
        #expect(request.url == "https://api.telnyx.com/v2/number_lookup/+13129457420?type=carrier")
    }

    @Test func `a message is a POST with one destination and its own key`() throws {
        let request = try account.message(
            from: "+12025550100",
            text: "Hi \u{201C}Zoë\u{201D}, 50% off at a/b\n\u{1F389}"
        )
        #expect(request.method == .post && request.url == "https://api.telnyx.com/v2/messages")
        #expect(request.headers.first(named: "content-type") == "application/json")
        #expect(request.headers.first(named: "idempotency-key") == TelnyxAccount.id)
        let body =
            #"{"from":"+12025550100","text":"Hi “Zoë”, 50% off at a/b\n🎉","to":"+13129457420","type":"SMS"}"#
        #expect(String(decoding: request.body, as: UTF8.self) == body)
    }

    @Test(arguments: [
        ("+12025550100", "", #""from":"+12025550100","#), ("12345", "", #""from":"12345","#),
        (
            "ACME", "",
            #""from":"ACME","messaging_profile_id":"400174af-0a13-4e28-b4f5-0123456789ab","#
        ),
        (
            "3FA85F64-5717-4562-b3fc-2c963f66afa6", "/number_pool",
            #""messaging_profile_id":"3FA85F64-5717-4562-b3fc-2c963f66afa6","#
        ),
    ])
    func `each form of sender has its fields and its path`(
        sender: String,
        path: String,
        fields: String
    ) throws {
        let request = try account.message(from: sender)
        #expect(request.url == "https://api.telnyx.com/v2/messages" + path)
        #expect(
            String(decoding: request.body, as: UTF8.self)
                == "{" + fields + #""text":"Hi","to":"+13129457420","type":"SMS"}"#
        )
    }

    @Test
    func
        `every request shows the key in one header alone, and has the account's time-out and trust`()
        throws
    {
        let status = try #require(account.telnyx.deliveryStatus.service)
        for request in [
            account.telnyx.lookupRequest(for: try account.number()),
            try account.message(from: "ACME"),
            try #require(status.statusRequest(forMessage: "x")),
        ] {
            #expect(request.headers.first(named: "authorization") == "Bearer " + TelnyxAccount.key)
            #expect(request.headers.first(named: "accept") == "application/json")
            #expect(request.credentials == nil)
            #expect(
                request.timeout == .seconds(7) && request.caFile == "/etc/ca.pem"
                    && request.survivesCancellation
            )
            #expect(
                !request.url.contains(TelnyxAccount.key)
                    && !"\(request) \(request.headers)".contains("KEY")
            )
            #expect(!String(decoding: request.body, as: UTF8.self).contains(TelnyxAccount.key))
        }
    }

    @Test func `the same message always has the same bytes and the same key`() throws {
        let requests = try (0..<20).map { _ in try account.message(from: "ACME", text: "Hi Zoë") }
        #expect(Set(requests).count == 1)
    }

    @Test func `a base URL may have a path`() throws {
        let account = TelnyxAccount(baseURL: "http://127.0.0.1:8080/gateway/")
        #expect(
            try account.message(from: "+12025550100").url
                == "http://127.0.0.1:8080/gateway/v2/messages"
        )
        let lookup = account.telnyx.lookupRequest(for: try account.number()).url
        #expect(
            lookup == "http://127.0.0.1:8080/gateway/v2/number_lookup/+13129457420?type=carrier"
        )
    }

    @Test(arguments: [
        ("40385f64-5717-4562-b3fc-2c963f66afa6", "40385f64-5717-4562-b3fc-2c963f66afa6"),
        ("a=b&c", "a%3Db%26c"), ("é +", "%C3%A9%20%2B"),
    ])
    func `the status of a message is asked for by its id`(id: String, segment: String) throws {
        let status = try #require(account.telnyx.deliveryStatus.service)
        let request = try #require(status.statusRequest(forMessage: id))
        #expect(
            request.method == .get && request.url == "https://api.telnyx.com/v2/messages/" + segment
        )
    }

    @Test func `a repeated message is recognised for a day, and there is no log`() {
        #expect(account.telnyx.idempotencyWindow == .seconds(86_400))
        guard case .missing(let sentence) = account.telnyx.messageLog else {
            Issue.record("a log")
            return
        }
        #expect(sentence.hasPrefix("Telnyx documents no list of messages"))
    }

    @Test func `no description shows the key`() {
        #expect(!"\(account.telnyx)".contains(TelnyxAccount.key))
        #expect(!String(reflecting: account.telnyx).contains(TelnyxAccount.key))
    }
}
