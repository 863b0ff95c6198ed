// SPDX-License-Identifier: Apache-2.0

import Foundation
import Basics
import Providers
import Testing

@Suite struct TwilioStatusTests {
    private let account = TwilioAccount()

    private func reported(_ members: String) throws -> DeliveryReport {
        let answer = try account.delivery(200, TwilioAccount.message(members))
        guard case .found(let report) = answer else {
            Issue.record("\(answer)")
            throw CancellationError()
        }
        return report
    }

    @Test(arguments: [
        ("accepted", DeliveryState.queued, false), ("queued", .queued, false),
        ("scheduled", .queued, false),
        ("sending", .queued, false), ("sent", .sent, false), ("delivered", .delivered, true),
        ("read", .delivered, true), ("partially_delivered", .delivered, true),
        ("undelivered", .undelivered, true),
        ("failed", .failed, true), ("canceled", .failed, true),
    ])
    func `every state of a message is understood`(
        word: String,
        state: DeliveryState,
        isFinal: Bool
    ) throws {
        let report = try reported(#""status":"\#(word)","error_code":null"#)
        #expect(report == DeliveryReport(state, isFinal: isFinal))
    }

    @Test(arguments: ["receiving", "received", "teleported"])
    func `a state that is not known stays unknown, and keeps its word`(word: String) throws {
        var expected = DeliveryReport(.unknown, isFinal: false)
        expected.word = ProviderWord(text: word)
        #expect(try reported(#""status":"\#(word)""#) == expected)
    }

    @Test(
        arguments: [
            (#""-0.00750""#, #""USD""#, "0.0075"), (#""-12""#, #""EUR""#, "12"),
            (#""0.05""#, #""USD""#, "0.05"),
            ("null", #""USD""#, nil), (#""""#, #""USD""#, nil), (#""free""#, #""USD""#, nil),
            (#""-1,5""#, #""USD""#, nil), (#""0x10""#, #""USD""#, nil), (#""-""#, #""USD""#, nil),
            (#""1.2.3""#, #""USD""#, nil), (#""1e9""#, #""USD""#, nil), (#""nan""#, #""USD""#, nil),
        ] as [(String, String, String?)]
    )
    func `the price is negative at Twilio, and a cost here`(
        price: String,
        unit: String,
        cost: String?
    ) throws {
        let report = try reported(#""status":"delivered","price":\#(price),"price_unit":\#(unit)"#)
        #expect(report.cost == cost.flatMap { Decimal(string: $0) })
        #expect(report.currency == (cost == nil ? nil : unit.filter { $0 != "\"" }))
    }

    @Test(
        arguments: [
            (#""2""#, 2), ("3", 3), (#""0""#, nil), ("null", nil), (#""-1""#, nil),
            (#""99999999999999999999""#, nil),
        ] as [(String, Int?)]
    )
    func `the segments are told once they are known`(text: String, segments: Int?) throws {
        #expect(try reported(#""status":"sent","num_segments":\#(text)"#).segments == segments)
    }

    @Test(
        arguments: [
            (30001, nil), (30002, .accountRefused(.suspended)), (30003, nil), (30004, nil),
            (30005, nil),
            (30006, .landline), (30007, nil), (30008, nil), (30011, nil), (30017, nil),
            (30018, nil), (30019, nil),
            (30022, nil), (30023, nil), (30024, nil), (30025, nil), (30026, nil), (30027, nil),
            (30032, .accountRefused(.sender)), (30033, .accountRefused(.sender)),
            (30034, .accountRefused(.sender)),
            (30035, .accountRefused(.sender)), (30037, .accountRefused(.suspended)), (30038, nil),
            (30039, nil),
            (30040, nil), (30041, nil), (30042, nil), (30410, nil), (30450, nil), (30453, nil),
            (30454, .accountRefused(.suspended)), (30485, nil), (30610, nil), (30615, nil),
            (30620, nil),
        ] as [(Int, DeliveryReport.Proof?)]
    )
    func `an error after acceptance has words, and may prove more`(
        code: Int,
        proof: DeliveryReport.Proof?
    ) throws {
        for state in ["undelivered", "failed"] {
            let report = try reported(
                #""status":"\#(state)","error_code":\#(code),"error_message":null"#
            )
            #expect(report.proof == proof && report.state.rawValue == state && report.isFinal)
            let word = try #require(report.word)
            #expect(
                word.code == String(code) && word.text.contains(" ")
                    && !word.text.hasPrefix("error")
            )
        }
    }

    @Test(
        arguments: [
            (21610, .optedOut), (30630, .optedOut), (21635, .landline), (21408, nil), (21614, nil),
            (21617, nil),
            (21703, .accountRefused(.sender)), (20003, .accountRefused(.credentials)),
        ] as [(Int, DeliveryReport.Proof?)]
    )
    func `a messaging service is refused only after acceptance, with the codes of refusals`(
        code: Int,
        proof: DeliveryReport.Proof?
    ) throws {
        let report = try reported(
            #""status":"failed","error_code":\#(code),"error_message":"said""#
        )
        #expect(
            report.proof == proof && report.word == ProviderWord(code: String(code), text: "said")
        )
    }

    @Test func `a message whose validity ended has expired`() throws {
        #expect(try reported(#""status":"failed","error_code":30036"#).state == .expired)
        #expect(try reported(#""status":"queued","error_code":30036"#).state == .queued)
    }

    @Test(
        arguments: [
            (#""error_code":99999"#, "99999", "error 99999"),
            (#""error_code":"30006""#, "30006", nil),
            (#""error_code":99999,"error_message":"Strange""#, "99999", "Strange"),
        ] as [(String, String, String?)]
    )
    func `an error that is not known keeps its code and its words`(
        members: String,
        code: String,
        text: String?
    ) throws {
        let word = try #require(try reported(#""status":"failed",\#(members)"#).word)
        #expect(word.code == code)
        if let text { #expect(word.text == text) }
    }

    @Test(arguments: [
        "", "{}", "[]", "<html>", #"{"sid":"SM01"}"#, #"{"status":null}"#, #"{"status":["sent"]}"#,
        #"{"status":"deliv"#, #"{"status":""}"#,
    ])
    func `an answer that is no message may be asked for again`(body: String) throws {
        guard case .tryAgain = try account.delivery(200, body) else {
            Issue.record("\(try account.delivery(200, body))")
            return
        }
    }

    @Test func `a message that Twilio does not know is told apart from a wrong address`() throws {
        let body = TwilioAccount.error(20404, "not found", status: 404)
        let word = ProviderWord(code: "20404", text: "not found")
        #expect(try account.delivery(404, body) == .noSuchMessage(word))
        guard
            case .accountRefused(.configuration, _) = try account.delivery(404, TwilioAccount.page)
        else {
            Issue.record("a page in the place of JSON")
            return
        }
    }

    @Test(arguments: [408, 429, 500, 503])
    func `a question that was not answered may be asked again`(status: Int) throws {
        guard
            case .tryAgain = try account.delivery(
                status,
                TwilioAccount.error(20429, status: status)
            )
        else {
            Issue.record("not again")
            return
        }
    }

    @Test func `refusals stop the questions, others are final for the message`() throws {
        guard
            case .accountRefused(.credentials, _) = try account.delivery(
                401,
                TwilioAccount.error(20003)
            ),
            case .accountRefused(.configuration, _) = try account.delivery(302, ""),
            case .failed = try account.delivery(400, TwilioAccount.error(99999))
        else {
            Issue.record("not told apart")
            return
        }
    }
}
