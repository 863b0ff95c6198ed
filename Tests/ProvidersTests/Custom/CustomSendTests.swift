// SPDX-License-Identifier: Apache-2.0

@testable import Basics
import HTTP
import Pacing
@testable import Providers
import Testing

/// What the answers to messages mean.
@Suite struct CustomSendTests {
    private func configured(
        match: AnswerRules.Mark? = nil,
        messageID: String? = "data.id"
    ) throws -> Gateway {
        var gateway = try Gateway(body: .plain(try GatewayTemplate(parsing: "{{text}}")))
        gateway.send.messageID = try messageID.map { try AnswerPath(parsing: $0) }
        gateway.send.rules.match = match
        gateway.send.rules.errorCode = try AnswerPath(parsing: "error.code")
        gateway.send.rules.errorMessage = try AnswerPath(parsing: "error.text")
        gateway.send.rules.fatal = ["E1", "418"]
        gateway.send.safeToRetry = ["503", "busy"]
        gateway.send.optedOut = ["21610", "451"]
        return gateway
    }

    private func answer(_ gateway: Gateway, status: Int, _ body: String) throws -> SendAnswer {
        let response = HTTPResponse(status: status, body: Array(body.utf8))
        return gateway.provider().sendAnswer(from: response, to: try Gateway.message("x"))
    }

    private static func error(_ code: String) -> String {
        #"{"error":{"code":\#(code),"text":"no"}}"#
    }

    /// What an answer means, without its words.
    private enum Meaning: Equatable, Sendable {
        case accepted(String)
        case rejected(SendAnswer.Rejection)
        case account(AccountRefusal)
        case notProcessed
        case unclear(SendAnswer.Unclarity)

        init(_ answer: SendAnswer) {
            self =
                switch answer {
                case .accepted(let id): .accepted(id)
                case .rejected(let rejection, _): .rejected(rejection)
                case .accountRefused(let refusal, _): .account(refusal)
                case .notProcessed: .notProcessed
                case .unclear(let unclarity, _): .unclear(unclarity)
                }
        }
    }

    private static let table: [(Int, String, Meaning)] = [
        (200, #"{"data":{"id":"m1"}}"#, .accepted("m1")),
        (202, #"{"data":{"id":17}}"#, .accepted("17")),
        (200, "{}", .unclear(.badResponse)), (200, "", .unclear(.badResponse)),
        (200, "<html>", .unclear(.badResponse)),
        (204, "", .unclear(.badResponse)), (200, #"{"data":{"id":""}}"#, .unclear(.badResponse)),
        (200, error("17"), .unclear(.badResponse)),
        (200, error("\"E1\""), .account(.configuration)),
        (200, error("21610"), .rejected(.optedOut)), (200, error("\"busy\""), .notProcessed),
        (400, error("21610"), .rejected(.optedOut)),
        (400, error("\"21610\""), .rejected(.optedOut)),
        (451, "", .rejected(.optedOut)),
        (400, error("1"), .rejected(.unexplained)), (400, "", .rejected(.unexplained)),
        (403, "", .rejected(.unexplained)),
        (404, "<html>", .rejected(.unexplained)), (401, "", .account(.credentials)),
        (402, "", .account(.credit)),
        (301, "", .account(.configuration)), (418, "", .account(.configuration)),
        (400, error("\"E1\""), .account(.configuration)),
        (429, "", .notProcessed), (503, "", .notProcessed), (500, "", .unclear(.serverError)),
        (502, "<html>", .unclear(.serverError)),
        (408, "", .unclear(.serverError)), (500, error("\"busy\""), .notProcessed),
        (999, "", .unclear(.serverError)),
    ]

    @Test(arguments: table.indices)
    func `an answer means what the configuration says, else what its status says`(row: Int) throws {
        let (status, body, meaning) = Self.table[row]
        #expect(
            Meaning(try answer(configured(), status: status, body)) == meaning,
            "\(status) \(body)"
        )
    }

    @Test func `without ids of the gateway's our own stands for them`() throws {
        let gateway = try configured(messageID: nil)
        #expect(try answer(gateway, status: 200, "") == .accepted(id: "8f14e45f-ceea"))
        let unknown = gateway.provider().sendAnswer(from: HTTPResponse(status: 200))
        #expect(Meaning(unknown) == .unclear(.badResponse))
    }

    @Test(arguments: [
        AnswerRules.Mark.text("Accepted"),
        .pattern(try AnswerPattern(delimited: #"/^\d: Acc/"#, isCapturing: false)),
    ])
    func `a success without its mark is a refusal`(mark: AnswerRules.Mark) throws {
        let gateway = try configured(match: mark, messageID: nil)
        #expect(
            Meaning(try answer(gateway, status: 202, "0: Accepted for delivery"))
                == .accepted("8f14e45f-ceea")
        )
        let word = ProviderWord(code: "200", text: "HTTP 200: 4: Refused")
        #expect(try answer(gateway, status: 200, "4: Refused") == .rejected(.unexplained, word))
    }

    @Test func `a status 403 is about the credentials where it is listed`() throws {
        var gateway = try configured()
        gateway.send.rules.fatal = ["403"]
        #expect(Meaning(try answer(gateway, status: 403, "")) == .account(.credentials))
    }

    @Test func `a success that is not among those expected is unclear`() throws {
        var gateway = try configured(messageID: nil)
        gateway.send.rules.statuses = [202]
        #expect(Meaning(try answer(gateway, status: 202, "")) == .accepted("8f14e45f-ceea"))
        #expect(Meaning(try answer(gateway, status: 200, "")) == .unclear(.badResponse))
    }

    @Test func `what a gateway says is made fit for a report, and says no secret`() throws {
        var gateway = try configured()
        gateway.variables = ["TOKEN": "se cr+t"]
        let basic = "dTpwNHNz"
        let body =
            #"{"error":{"code":"se cr+t","text":"se cr+t, se%20cr%2Bt, se+cr%2Bt, p4ss, \#(basic)\u001b"}}"#
        let hidden = "‹hidden›"
        let word = ProviderWord(
            // A code is not changed for a credential that is so short.
            code: "se cr+t",
            text: "\(hidden), \(hidden), \(hidden), \(hidden), \(hidden) "
        )
        #expect(try answer(gateway, status: 400, body) == .rejected(.unexplained, word))
    }
    @Test(
        arguments: [
            ("h3ader-key", "‹hidden›"), ("p4rameter%2Fkey", "‹hidden›"),
            ("p4rameter/key", "‹hidden›"),
            ("bot123456789:AAbbCC", "‹hidden›"), ("bot123456789%3aAAbbCC", "‹hidden›"),
            ("application/json", "application/json"), ("gateway-number-1.example", nil),
        ] as [(String, String?)])
    func `a credential that the entry writes out is hidden, other words are not`(
        said: String, shown: String?
    ) throws {
        var gateway = try Gateway(
            url: "https://gateway-number-1.example/bot123456789:AAbbCC/sms?api_key=p4rameter%2Fkey",
            headers: ["X-Api": "Bearer h3ader-key", "Content-Type": "application/json"])
        gateway.send.rules.errorMessage = try AnswerPath(parsing: "text")
        let word = ProviderWord(code: "400", text: "no: \(shown ?? said)")
        #expect(
            try answer(gateway, status: 400, #"{"text":"no: \#(said)"}"#)
                == .rejected(.unexplained, word))
    }
}
