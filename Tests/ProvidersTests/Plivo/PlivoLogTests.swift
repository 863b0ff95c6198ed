// SPDX-License-Identifier: Apache-2.0

import Foundation
import Basics
import HTTP
import Pacing
import Providers
import PhoneNumbers
import Testing

@Suite struct PlivoLogTests {
    private let account = Account()

    private func log() throws -> any MessageLog { try #require(account.plivo.messageLog.service) }

    private func answer(_ status: Int, _ body: String) throws -> LogAnswer {
        try log().logAnswer(from: HTTPResponse(status: status, body: Array(body.utf8)))
    }

    private func messages(_ objects: [PlivoObject]) throws -> [LoggedMessage] {
        guard case .page(let messages, _) = try answer(200, PlivoObject.page(objects)) else {
            throw NoPage()
        }
        return messages
    }

    private struct NoPage: Error {}

    @Test func `a page is asked for by number and time, with a day more on both sides`() throws {
        let query = LogQuery(
            recipient: try account.number(),
            from: Date(timeIntervalSince1970: 1_709_164_800),  // 2024-02-29 00:00:00
            through: Date(timeIntervalSince1970: 1_709_255_105.9)
        )
        let base = "https://api.plivo.com/v1/Account/MA0123456789ABCDEFGH/Message/"
        let filter =
            "?to_number=14154305555&message_direction=outbound&message_time__gte=2024-02-28%2000%3A00%3A00"
            + "&message_time__lte=2024-03-02%2001%3A05%3A05&limit=20&offset="
        let first = try log().logRequest(query, page: nil)
        #expect(first.method == .get && first.url == base + filter + "0")
        #expect(try log().logRequest(query, page: "40").url == base + filter + "40")
    }

    @Test func `a message is read with all that the log tells`() throws {
        let message = try #require(try messages([PlivoObject(["units": "2"])]).first)
        #expect(
            message.id == "5b40a428-bfc7-4daf-9d06-726c558bf3b8" && message.sender == "12025550100"
        )
        #expect(
            message.recipient == PhoneNumber(e164: "+14154305555") && message.segments == 2
                && message.text == nil
        )
        #expect(
            message.acceptedAt == Date(timeIntervalSince1970: 1_495_469_174)
                && message.delivery.state == .sent
        )
    }

    @Test(arguments: [#""""#, #""1XXXXXX5555""#, "null"])
    func `a recipient that is hidden is no number`(text: String) throws {
        #expect(try messages([PlivoObject(["to_number": text])]).first?.recipient == nil)
    }

    @Test func `what came in is left out`() throws {
        let objects = [
            PlivoObject(["message_direction": #""inbound""#]),
            PlivoObject(["message_direction": nil]),
        ]
        #expect(try messages(objects).count == 1)
    }

    @Test(
        arguments: [
            (#""limit": 20, "offset": 0, "next": null, "total_count": 2"#, nil),
            (#""limit": 20, "offset": 40, "next": null"#, nil),
            (
                #""limit": 2, "offset": 0, "next": "/v1/Account/MA/Message/?limit=2&offset=2", "total_count": 3"#,
                "2"
            ),
            (#""limit": 2, "offset": 4, "next": "/v1/Account/MA/Message/?limit=2&offset=6""#, "6"),
            (#""limit": 2, "offset": 0, "total_count": 3"#, "2"),
        ] as [(String, String?)]
    )
    func `the next page is named as long as there is one`(meta: String, next: String?) throws {
        let body = PlivoObject.page([PlivoObject(), PlivoObject()], meta: meta)
        guard case .page(_, next) = try answer(200, body) else {
            Issue.record("\(try answer(200, body))")
            return
        }
    }

    @Test(arguments: [
        #""limit": 20"#, #""limit": 20, "offset": -1, "next": "/x""#,
        #""limit": 20, "offset": 0, "next": "/x""#,
        #""limit": 20, "offset": 0, "total_count": 9"#,
    ])
    func `an empty page that leads nowhere does not pass for the end of the log`(
        meta: String
    ) throws {
        guard case .tryAgain = try answer(200, PlivoObject.page([], meta: meta)) else {
            Issue.record("\(try answer(200, PlivoObject.page([], meta: meta)))")
            return
        }
    }

    @Test(arguments: [
        "", "{}", "[]", Account.page, #"{"objects": []}"#,
        #"{"meta": {"offset": 0}, "objects": [{}]}"#,
    ])
    func `success that cannot be read is asked again`(body: String) throws {
        guard case .tryAgain = try answer(200, body) else {
            Issue.record("\(try answer(200, body))")
            return
        }
    }

    @Test(arguments: [#""yesterday""#, #""2017-05-22 21:36:14""#, "null"])
    func `a message without a time is not passed over`(time: String) throws {
        guard
            case .failed = try answer(200, PlivoObject.page([PlivoObject(["message_time": time])]))
        else {
            Issue.record("passed over")
            return
        }
    }

    @Test(arguments: [
        (401, LogAnswer.accountRefused(.credentials, ProviderWord(code: "401", text: "no"))),
        (402, .accountRefused(.credit, ProviderWord(code: "402", text: "no"))),
        (403, .accountRefused(.configuration, ProviderWord(code: "403", text: "no"))),
        (404, .failed(ProviderWord(code: "404", text: "no"))),
        (429, .tryAgain(ProviderWord(code: "429", text: "no"))),
        (500, .tryAgain(ProviderWord(code: "500", text: "no"))),
        (400, .failed(ProviderWord(code: "400", text: "no"))),
    ])
    func `every refusal has its meaning`(status: Int, meaning: LogAnswer) throws {
        #expect(try answer(status, Account.sendError("no")) == meaning)
    }

    @Test func `messages are kept for a week at least`() throws {
        #expect(try log().retention == .seconds(604_800))
    }
}
