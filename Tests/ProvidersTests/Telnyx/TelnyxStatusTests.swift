// SPDX-License-Identifier: Apache-2.0

import Basics
import Providers
import Testing

import struct Foundation.Decimal

@Suite struct TelnyxStatusTests {
    private let account = TelnyxAccount()

    private func reported(_ body: String) throws -> DeliveryReport {
        guard case .found(let report) = try account.status(200, body) else {
            throw Unexpected(answer: try account.status(200, body))
        }
        return report
    }

    private struct Unexpected: Error {
        let answer: StatusAnswer
    }

    @Test(arguments: [
        ("queued", DeliveryState.queued, false, nil), ("sending", .queued, false, nil),
        ("sent", .sent, false, nil),
        ("expired", .expired, true, nil), ("sending_failed", .failed, true, nil),
        ("delivery_unconfirmed", .unknown, true, "delivery_unconfirmed"),
        ("delivered", .delivered, true, nil),
        ("delivery_failed", .undelivered, true, nil), ("read", .delivered, true, nil),
        ("DELIVERED", .delivered, true, nil), ("lost in space", .unknown, false, "lost in space"),
        ("", .unknown, false, ""),
    ])
    func `each word for a state is understood`(
        word: String,
        state: DeliveryState,
        isFinal: Bool,
        said: String?
    ) throws {
        let report = try reported(TelnyxAccount.message(word))
        #expect(report.state == state && report.isFinal == isFinal && report.proof == nil)
        #expect(report.word == said.map { ProviderWord(text: $0) })
    }

    @Test(arguments: [
        (#"{"amount":"0.0051","currency":"USD"}"#, "0.0051", "USD"),
        (#"{"amount":"0.0400","currency":"EUR"}"#, "0.04", "EUR"),
        (#"{"amount":"-0.0051"}"#, "0.0051", "USD"), (#"{"amount":1}"#, "1", "USD"),
        (#"{"amount":"0"}"#, "0", "USD"),
        ("null", nil, nil), (#"{"amount":null,"currency":"USD"}"#, nil, nil),
        (#"{"amount":"12 apples","currency":"USD"}"#, nil, nil), (#"{"amount":"1e400"}"#, nil, nil),
        ("[]", nil, nil),
    ])
    func `the cost is a plain number, never negative`(
        cost: String,
        amount: String?,
        currency: String?
    ) throws {
        let report = try reported(TelnyxAccount.message("delivered", cost: cost))
        #expect(
            report.cost == amount.flatMap { Decimal(string: $0) } && report.currency == currency
        )
    }

    @Test(arguments: [("3", 3), (#""3""#, 3), ("null", nil), (#""three""#, nil), ("1e99", nil)])
    func `the parts are counted where they are told`(parts: String, segments: Int?) throws {
        #expect(try reported(TelnyxAccount.message("sent", parts: parts)).segments == segments)
    }

    private static let proofs: [(String, String, DeliveryReport.Proof?)] = [
        ("40001", "Not routable", .landline), ("40300", "Blocked due to STOP message", .optedOut),
        ("40300", "Blocked", nil), ("20100", "Insufficient funds", .accountRefused(.credit)),
        ("40333", "Spend limit reached", .accountRefused(.credit)),
        ("40010", "Not 10DLC", .accountRefused(.sender)),
        ("40329", "Toll-free not verified", .accountRefused(.sender)),
        ("40013", "Invalid source number", .accountRefused(.sender)),
        ("40314", "Messaging disabled", .accountRefused(.configuration)),
        ("20012", "Account inactive", .accountRefused(.suspended)),
        ("40002", "Blocked as spam", nil),
        ("40003", "Blocked as spam", nil), ("40004", "Rejected by destination", nil),
        ("40005", "Expired", nil),
        ("40006", "Recipient unavailable", nil), ("40008", "Undeliverable", nil),
        ("40009", "Invalid body", nil),
        ("40011", "Upstream rate limit", nil), ("40012", "Invalid destination", nil),
        ("40014", "Expired in queue", nil),
        ("40015", "Internal spam filter", nil), ("40016", "T-Mobile limit", nil),
        ("40017", "AT&T spam", nil),
        ("40018", "AT&T limit", nil), ("77777", "Something new", nil),
    ]

    @Test(arguments: proofs)
    func `an error is told, and what it proves`(
        code: String,
        title: String,
        proof: DeliveryReport.Proof?
    ) throws {
        let error = #"{"code":"\#(code)","title":"\#(title)","detail":"\#(title)"}"#
        let report = try reported(TelnyxAccount.message("delivery_failed", errors: error))
        #expect(report.state == .undelivered && report.isFinal && report.proof == proof)
        #expect(report.word == ProviderWord(code: code, text: title))
    }

    @Test func `a message that arrived proves nothing against its recipient`() throws {
        let error = #"{"code":40001,"title":"Not routable"}"#
        #expect(try reported(TelnyxAccount.message("delivered", errors: error)).proof == nil)
    }

    @Test func `a bare message is enough`() throws {
        #expect(try reported(#"{"data":{"id":"x","to":{"status":"sent"}}}"#).state == .sent)
        #expect(try reported(#"{"data":{"id":"x"}}"#) == DeliveryReport(.unknown, isFinal: false))
    }

    @Test(arguments: [
        "", "{}", "null", "<html>", #"{"data":{}}"#, #"{"data":{"id":"#, #"{"errors":[]}"#,
    ])
    func `an answer that is no message is asked for again`(body: String) throws {
        guard case .tryAgain = try account.status(200, body) else {
            Issue.record("\(try account.status(200, body))")
            return
        }
    }

    @Test(arguments: [
        (
            404, TelnyxAccount.error("10005"),
            StatusAnswer.noSuchMessage(ProviderWord(code: "10005", text: "said"))
        ),
        (
            401, TelnyxAccount.error("10009"),
            .accountRefused(.credentials, ProviderWord(code: "10009", text: "said"))
        ),
        (
            403, TelnyxAccount.error("10010"),
            .accountRefused(.credentials, ProviderWord(code: "10010", text: "said"))
        ),
        (
            403, TelnyxAccount.error("20012"),
            .accountRefused(.suspended, ProviderWord(code: "20012", text: "said"))
        ),
        (
            400, TelnyxAccount.error("10010"),
            .accountRefused(.credentials, ProviderWord(code: "10010", text: "said"))
        ),
        (
            402, TelnyxAccount.error("7"),
            .accountRefused(.credit, ProviderWord(code: "7", text: "said"))
        ),
        (404, TelnyxAccount.page, .accountRefused(.configuration, strange(404))),
        (401, "", .accountRefused(.credentials, strange(401))),
        (302, "", .accountRefused(.configuration, strange(302))),
        (429, TelnyxAccount.error("10011"), .tryAgain(ProviderWord(code: "10011", text: "said"))),
        (408, "", .tryAgain(strange(408))), (500, "", .tryAgain(strange(500))),
        (503, "", .tryAgain(strange(503))),
        (422, TelnyxAccount.error("7"), .failed(ProviderWord(code: "7", text: "said"))),
        (400, "", .accountRefused(.configuration, strange(400))),
    ])
    func `each other answer has its meaning`(status: Int, body: String, answer: StatusAnswer) throws
    {
        #expect(try account.status(status, body) == answer)
    }

    private static func strange(_ status: Int) -> ProviderWord {
        ProviderWord(code: String(status), text: "HTTP \(status) without Telnyx's JSON")
    }
}
