// SPDX-License-Identifier: Apache-2.0

@testable import Basics
import Foundation
import HTTP
import Pacing
import PhoneNumbers
@testable import Providers
import Testing

@Suite struct PlivoLogTests {
    private let account = PlivoAccount()

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

    @Test(arguments: [20, 5])
    func `a page is asked for by number, time and size`(size: Int) throws {
        let query = LogQuery(
            recipient: try account.number(),
            from: Date(timeIntervalSince1970: 1_709_164_800),  // 2024-02-29 00:00:00
            through: Date(timeIntervalSince1970: 1_709_255_105.9)
        )
        let base = "https://api.plivo.com/v1/Account/MA0123456789ABCDEFGH/Message/"
        let filter =
            "?to_number=14154305555&message_direction=outbound&message_time__gte=2024-02-29%2000%3A00%3A00"
            + "&message_time__lte=2024-03-01%2001%3A05%3A05&limit=\(size)&offset="
        let first = try log().logRequest(query, page: nil, size: size)
        #expect(first.method == .get && first.url == base + filter + "0")
        #expect(try log().logRequest(query, page: "40", size: size).url == base + filter + "40")
    }

    @Test
    func `a log reaches back as far as the company says, and proves no more than it ever said`()
        throws
    {
        let list = try log()
        #expect(list.reach == .seconds(90 * 86_400) && list.retention == .seconds(30 * 86_400))
        #expect(list.pageSizes == list.pageSizes.sorted(by: >) && list.pageSizes.first == 20)
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
        "", "{}", "[]", PlivoAccount.page, #"{"objects": []}"#,
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
        #expect(try answer(status, PlivoAccount.sendError("no")) == meaning)
    }
}

@Suite struct PlivoTimeTests {
    @Test(
        arguments: [
            ("2017-05-22 21:36:14+05:30", 1_495_469_174),
            ("2017-05-22 16:06:14+00:00", 1_495_469_174),
            ("2017-05-22 16:06:14Z", 1_495_469_174), ("2017-05-22T16:06:14Z", 1_495_469_174),
            ("2017-05-22 11:06:14-0500", 1_495_469_174),
            ("2017-05-22 16:06:14.25+00:00", 1_495_469_174.25),
            ("2017-05-22 16:06:14.500000+00:00", 1_495_469_174.5), ("1970-01-01 00:00:00+00:00", 0),
            ("2024-02-29 12:00:00+00:00", 1_709_208_000),
            ("2024-03-01 00:30:00+01:00", 1_709_249_400),
            ("1999-12-31 23:59:60+00:00", 946_684_800),
            ("2100-02-28 00:00:00+00:00", 4_107_456_000),
        ] as [(String, Double)]
    )
    func `a time is read`(text: String, seconds: Double) {
        #expect(PlivoTime.date(text)?.timeIntervalSince1970 == seconds)
    }

    @Test(arguments: [
        "", "now", "2017-05-22", "2017-05-22 21:36:14", "2017-05-22 21:36+05:30",
        "2017-13-22 21:36:14+05:30",
        "2017-02-29 21:36:14+05:30", "2100-02-29 21:36:14+00:00", "2017-05-00 21:36:14+05:30",
        "2017-05-22 24:36:14+05:30", "2017-05-22 21:60:14+05:30", "2017-05-22 21:36:61+05:30",
        "2017-05-22 21:36:14.+05:30", "2017-05-22 21:36:14+24:00", " 2017-05-22 21:36:14+05:30",
        "0000-05-22 21:36:14+05:30", "٢٠١٧-05-22 21:36:14+05:30",
    ])
    func `what is no time, or says no zone, is not guessed`(text: String) {
        #expect(PlivoTime.date(text) == nil)
    }

    @Test(
        arguments: [
            (0, "1970-01-01 00:00:00"), (1_709_208_000.9, "2024-02-29 12:00:00"),
            (951_868_799, "2000-02-29 23:59:59"),
            (-5, "1970-01-01 00:00:00"), (1e300, "9999-12-31 23:59:59"),
        ] as [(Double, String)]
    )
    func `a filter's time is in UTC, to the second`(seconds: Double, text: String) {
        #expect(PlivoTime.filter(Date(timeIntervalSince1970: seconds)) == text)
    }

    @Test func `what is written is read again, day by day`() {
        for day in stride(from: 0, through: 60_000, by: 7) {
            let date = Date(timeIntervalSince1970: Double(day) * 86_400 + 3723)
            #expect(PlivoTime.date(PlivoTime.filter(date) + "Z") == date)
        }
    }
}
