// SPDX-License-Identifier: Apache-2.0

import Foundation
@testable import Basics
import HTTP
import Pacing
@testable import Providers
import Testing

/// What the answers to questions after a message mean.
@Suite struct CustomStatusTests {
    private func delivery() throws -> any DeliveryStatus {
        let request = GatewayRequest(
            method: .get,
            url: try GatewayTemplate(parsing: "https://gw.example/s/{{id}}")
        )
        var status = CustomStatus(request: request, state: try AnswerPath(parsing: "s.state"))
        status.cost = try AnswerPath(parsing: "s.price")
        status.rules.errorCode = try AnswerPath(parsing: "s.code")
        status.add("DLVRD", meaning: .delivered)
        status.add("sent", meaning: .queued)
        return try #require(try Gateway().provider(status: status).deliveryStatus.service)
    }

    private func answer(_ status: Int, _ body: String) throws -> StatusAnswer {
        try delivery().statusAnswer(from: HTTPResponse(status: status, body: Array(body.utf8)))
    }

    @Test(
        arguments: [
            ("dlvrd", .delivered, true), ("SENT", .queued, false), ("failed", .failed, true),
            ("expired", .expired, true),
            ("Undelivered", .undelivered, true), ("LOST", .unknown, false),
            ("queued", .queued, false),
        ] as [(String, DeliveryState, Bool)]
    )
    func `a state is read in the gateway's words and in our own`(
        word: String,
        state: DeliveryState,
        isFinal: Bool
    ) throws {
        guard
            case .found(let report) = try answer(
                200,
                #"{"s":{"state":"\#(word)","price":"-0.0075"}}"#
            )
        else {
            Issue.record("not found")
            return
        }
        #expect(report.state == state && report.isFinal == isFinal)
        #expect(report.cost == Decimal(string: "0.0075"))
        #expect(report.word == (state == .unknown ? ProviderWord(text: word) : nil))
    }

    @Test func `the gateway's code is kept`() throws {
        var report = DeliveryReport(.failed, isFinal: true)
        report.word = ProviderWord(code: "17", text: "code 17")
        #expect(
            try answer(200, #"{"s":{"state":"failed","code":17,"price":"much"}}"#) == .found(report)
        )
    }

    @Test func `other answers are told apart`() throws {
        let word = { (status: Int) in ProviderWord(code: "\(status)", text: "HTTP \(status)") }
        #expect(try answer(404, "") == .noSuchMessage(word(404)))
        #expect(try answer(401, "") == .accountRefused(.credentials, word(401)))
        #expect(try answer(400, "") == .failed(word(400)))
        #expect(try answer(500, "") == .tryAgain(word(500)))
        #expect(
            try answer(200, "{}")
                == .tryAgain(ProviderWord(text: "HTTP 200 without a state at “state”"))
        )
    }
}
