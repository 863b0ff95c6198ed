// SPDX-License-Identifier: Apache-2.0

import Foundation
import PhoneNumbers
import Basics
import Providers
import Testing

@Suite struct TwilioLogTests {
    private let account = TwilioAccount()

    private static let created = #""date_created":"Thu, 30 Jul 2015 20:12:31 +0000""#

    private static func page(_ messages: String..., next: String = "null") -> String {
        """
        { "end": 0, "first_page_uri": "/2010-04-01/Accounts/AC/Messages.json?PageSize=1000&Page=0",
          "next_page_uri": \(next), "page": 0, "page_size": 1000, "previous_page_uri": null, "start": 0,
          "uri": "/2010-04-01/Accounts/AC/Messages.json?PageSize=1000&Page=0",
          "messages": [\(messages.joined(separator: ","))] }
        """
    }

    private func messages(_ body: String) throws -> [LoggedMessage] {
        guard case .page(let messages, _) = try account.page(200, body) else {
            Issue.record("\(try account.page(200, body))")
            return []
        }
        return messages
    }

    @Test func `a message of the log has everything that tells it from others`() throws {
        let members =
            #""status":"delivered","direction":"outbound-api","from":"+12025550100","body":"Hello! 👍","num_segments":"2",\#(Self.created),"messaging_service_sid":"MG01","price":"-0.01500","price_unit":"USD","error_code":null"#
        var delivery = DeliveryReport(.delivered, isFinal: true)
        (delivery.cost, delivery.currency, delivery.segments) = (Decimal(string: "0.015"), "USD", 2)
        var expected = LoggedMessage(
            id: "SMaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            to: try account.number(),
            from: "+12025550100",
            acceptedAt: Date(timeIntervalSince1970: 1_438_287_151),
            delivery: delivery
        )
        (expected.pool, expected.segments, expected.text) = ("MG01", 2, "Hello! 👍")
        #expect(try messages(Self.page(TwilioAccount.message(members))) == [expected])
    }

    @Test
    func
        `a message that a service still holds has no sender, no segments, and with redaction no text`()
        throws
    {
        let members =
            #""status":"accepted","direction":"outbound-api","from":null,"body":"","num_segments":"0",\#(Self.created),"messaging_service_sid":"MG01""#
        let message = try #require(try messages(Self.page(TwilioAccount.message(members))).first)
        #expect(
            message.sender.isEmpty && message.segments == nil && message.text == nil
                && message.pool == "MG01"
        )
    }

    @Test func `messages that came in are left out`() throws {
        let inbound = TwilioAccount.message(
            #""status":"received","direction":"inbound",\#(Self.created)"#
        )
        let outbound = TwilioAccount.message(
            #""status":"sent","direction":"outbound-reply",\#(Self.created)"#
        )
        #expect(try messages(Self.page(inbound, outbound)).count == 1)
        #expect(try messages(Self.page()).isEmpty)
    }

    @Test(
        arguments: [
            ("null", nil), (#""""#, nil),
            (
                #""/2010-04-01/Accounts/AC/Messages.json?To=%2B1415&PageSize=1000&Page=1&PageToken=PASM1""#,
                "To=%2B1415&PageSize=1000&Page=1&PageToken=PASM1"
            ),
            (#""https://elsewhere.example/x?Page=1""#, "Page=1"),
        ] as [(String, String?)]
    )
    func `of the next page's address only the query is used`(uri: String, next: String?) throws {
        #expect(try account.page(200, Self.page(next: uri)) == .page([], next: next))
    }

    @Test(arguments: [
        #""/no/query""#, #""/x?""#, #""/x?a b""#, #""/x?a\r\nHost: x""#, #""/x?a#b""#, #""/x?ü""#,
    ])
    func `a log whose next page cannot be had is not complete, and says so`(uri: String) throws {
        guard case .failed(let word) = try account.page(200, Self.page(next: uri)) else {
            Issue.record("\(try account.page(200, Self.page(next: uri)))")
            return
        }
        #expect(word.text.contains("not complete"))
    }

    @Test(arguments: [
        #""status":"sent","date_created":null"#, #""status":"sent","date_created":"yesterday""#,
        #""status":"sent","date_created":"Thu, 30 Jul 2015 20:12:31""#,
        #""status":null,"date_created":"Thu, 30 Jul 2015 20:12:31 +0000""#,
        #""sid":"","status":"sent","date_created":"Thu, 30 Jul 2015 20:12:31 +0000""#,
    ])
    func `a log with a message that cannot be read is not complete`(members: String) throws {
        guard case .failed = try account.page(200, Self.page(TwilioAccount.message(members))) else {
            Issue.record("\(try account.page(200, Self.page(TwilioAccount.message(members))))")
            return
        }
    }

    @Test(arguments: [
        ("Thu, 30 Jul 2015 20:12:31 +0000", 1_438_287_151),
        ("Thu, 30 Jul 2015 20:12:31 GMT", 1_438_287_151),
        ("Thu, 30 Jul 2015 22:12:31 +0200", 1_438_287_151),
        ("Thu, 30 Jul 2015 12:42:31 -0730", 1_438_287_151),
    ])
    func `the date has its zone`(text: String, seconds: Int) throws {
        let body = Self.page(TwilioAccount.message(#""status":"sent","date_created":"\#(text)""#))
        #expect(
            try messages(body).first?.acceptedAt == Date(timeIntervalSince1970: Double(seconds))
        )
    }

    @Test(arguments: [
        "", "{}", "[]", "<html>", #"{"messages":null}"#, #"{"messages":[1]}"#,
        #"{"messages":[{"sid":"S"#,
    ])
    func `success that is no list may be asked for again`(body: String) throws {
        guard case .tryAgain = try account.page(200, body) else {
            Issue.record("\(try account.page(200, body))")
            return
        }
    }

    @Test func `refusals are told apart`() throws {
        guard
            case .accountRefused(.credentials, _) = try account.page(
                401,
                TwilioAccount.error(20003)
            ),
            case .accountRefused(.configuration, _) = try account.page(404, TwilioAccount.page),
            case .failed = try account.page(404, TwilioAccount.error(20404)),
            case .tryAgain = try account.page(429, ""),
            case .tryAgain = try account.page(503, TwilioAccount.page)
        else {
            Issue.record("not told apart")
            return
        }
    }
}
