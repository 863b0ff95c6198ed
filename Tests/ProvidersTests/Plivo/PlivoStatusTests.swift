// SPDX-License-Identifier: Apache-2.0

import Foundation
import Basics
import HTTP
import Pacing
import Providers
import Testing

@Suite struct PlivoStatusTests {
    private let account = PlivoAccount()

    private func status() throws -> any DeliveryStatus {
        try #require(account.plivo.deliveryStatus.service)
    }

    private func answer(_ status: Int, _ body: String) throws -> StatusAnswer {
        try self.status().statusAnswer(from: HTTPResponse(status: status, body: Array(body.utf8)))
    }

    private func reported(_ object: PlivoObject) throws -> DeliveryReport {
        guard case .found(let report) = try answer(200, object.text) else { throw NotFound() }
        return report
    }

    private struct NotFound: Error {}

    @Test func `a status is a GET with the message's id and a slash at the end`() throws {
        let request = try #require(try status().statusRequest(forMessage: "5b40 a28"))
        #expect(request.method == .get && request.body.isEmpty)
        #expect(
            request.url
                == "https://api.plivo.com/v1/Account/MA0123456789ABCDEFGH/Message/5b40%20a28/"
        )
        #expect(
            request.credentials
                == Credentials(user: "MA0123456789ABCDEFGH", password: PlivoAccount.token)
        )
    }

    @Test(
        arguments: [
            ("queued", nil, DeliveryState.queued, false), ("sent", nil, .sent, false),
            ("delivered", "000", .delivered, true),
            ("delivered", nil, .delivered, true), ("read", nil, .delivered, true),
            ("undelivered", "80", .undelivered, true),
            ("failed", "30", .failed, true), ("rejected", "90", .failed, true),
            ("failed", "420", .expired, true),
            ("Delivered", "000", .delivered, true), ("received", nil, .unknown, false),
            ("dreaming", nil, .unknown, false),
        ] as [(String, String?, DeliveryState, Bool)]
    )
    func `every state has its meaning`(
        word: String,
        code: String?,
        state: DeliveryState,
        isFinal: Bool
    ) throws {
        let report = try reported(PlivoObject(state: word, code: code))
        #expect(report.state == state && report.isFinal == isFinal)
    }

    @Test(
        arguments: [
            ("10", nil), ("20", nil), ("30", nil), ("40", .accountRefused(.sender)),
            ("50", .landline), ("60", nil),
            ("70", nil), ("80", nil), ("90", nil), ("100", nil), ("110", nil), ("200", .optedOut),
            ("201", nil),
            ("300", nil), ("420", nil), ("450", nil), ("451", nil),
            ("900", .accountRefused(.credit)),
            ("910", .accountRefused(.suspended)), ("1000", nil),
        ] as [(String, DeliveryReport.Proof?)]
    )
    func `every error code has words, and proves what it proves`(
        code: String,
        proof: DeliveryReport.Proof?
    ) throws {
        let report = try reported(PlivoObject(state: "undelivered", code: code))
        #expect(report.proof == proof)
        let word = try #require(report.word)
        #expect(word.code == code && !word.text.isEmpty && !word.text.contains(code))
    }

    @Test(arguments: [
        ("777", "", "Plivo's error code 777"), ("777", "the carrier sulks", "the carrier sulks"),
    ])
    func `a code that is not known is shown with what is there`(
        code: String,
        message: String,
        text: String
    ) throws {
        let object = PlivoObject([
            "message_state": #""failed""#, "error_code": #""\#(code)""#,
            "error_message": #""\#(message)""#,
        ])
        #expect(try reported(object).word == ProviderWord(code: code, text: text))
        #expect(try reported(object).proof == nil)
    }

    @Test(arguments: ["null", #""""#, #""000""#])
    func `no error has no word`(code: String) throws {
        let report = try reported(
            PlivoObject(["message_state": #""delivered""#, "error_code": code])
        )
        #expect(report.word == nil && report.proof == nil)
    }

    @Test func `an error code may be a number`() throws {
        let report = try reported(
            PlivoObject(["message_state": #""undelivered""#, "error_code": "200"])
        )
        #expect(report.proof == .optedOut)
    }

    @Test func `a state that is not known is shown`() throws {
        #expect(
            try reported(PlivoObject(state: "dreaming")).word
                == ProviderWord(text: "the state “dreaming”")
        )
    }

    @Test(
        arguments: [
            (#""0.00250""#, "sent", Decimal(string: "0.0025")),
            (#""-0.0158""#, "delivered", Decimal(string: "0.0158")),
            ("1", "sent", Decimal(1)), (#""0.00000""#, "failed", Decimal(0)),
            (#""0.00000""#, "queued", nil),
            ("null", "sent", nil), (#""free""#, "sent", nil),
        ] as [(String, String, Decimal?)]
    )
    func `the cost is a decimal number of dollars`(
        amount: String,
        state: String,
        cost: Decimal?
    ) throws {
        let report = try reported(
            PlivoObject(["total_amount": amount, "message_state": #""\#(state)""#])
        )
        #expect(report.cost == cost && report.currency == (cost == nil ? nil : "USD"))
    }

    @Test(
        arguments: [("1", 1), (#""3""#, 3), ("0", nil), ("null", nil), ("-2", nil)]
            as [(String, Int?)]
    )
    func `the segments are those that are billed`(units: String, segments: Int?) throws {
        #expect(try reported(PlivoObject(["units": units])).segments == segments)
    }

    @Test(arguments: [
        "", "{}", "[]", PlivoAccount.page, #"{"message_state": "sent"}"#, #"{"message_uuid": "a"}"#,
    ])
    func `success that cannot be read is asked again`(body: String) throws {
        guard case .tryAgain = try answer(200, body) else {
            Issue.record("\(try answer(200, body))")
            return
        }
    }

    @Test(arguments: [
        (
            404, PlivoAccount.sendError("not found"),
            StatusAnswer.noSuchMessage(ProviderWord(code: "404", text: "not found"))
        ),
        (
            401, PlivoAccount.sendError("no"),
            .accountRefused(.credentials, ProviderWord(code: "401", text: "no"))
        ),
        (
            402, PlivoAccount.sendError("pay"),
            .accountRefused(.credit, ProviderWord(code: "402", text: "pay"))
        ),
        (
            403, PlivoAccount.sendError("no"),
            .accountRefused(.configuration, ProviderWord(code: "403", text: "no"))
        ),
        (429, PlivoAccount.sendError("slow"), .tryAgain(ProviderWord(code: "429", text: "slow"))),
        (408, PlivoAccount.sendError("late"), .tryAgain(ProviderWord(code: "408", text: "late"))),
        (500, PlivoAccount.sendError("oh"), .tryAgain(ProviderWord(code: "500", text: "oh"))),
        (503, PlivoAccount.sendError("oh"), .tryAgain(ProviderWord(code: "503", text: "oh"))),
        (400, PlivoAccount.sendError("what"), .failed(ProviderWord(code: "400", text: "what"))),
    ])
    func `every refusal has its meaning`(status: Int, body: String, meaning: StatusAnswer) throws {
        #expect(try answer(status, body) == meaning)
    }

    @Test(arguments: [301, 404])
    func `what is not Plivo's means that the address is wrong`(status: Int) throws {
        guard case .accountRefused(.configuration, _) = try answer(status, PlivoAccount.page) else {
            Issue.record("\(try answer(status, PlivoAccount.page))")
            return
        }
    }

    @Test func `no answer shows the token`() throws {
        let object = PlivoObject(["message_state": #""\#(PlivoAccount.token)""#])
        #expect(try reported(object).word?.text.contains(PlivoAccount.token) == false)
    }
}
