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
        messageID: String? = "data.id",
        hasError: Bool = true
    ) throws -> Gateway {
        var gateway = try Gateway(body: .plain(try GatewayTemplate(parsing: "{{text}}")))
        gateway.send.messageID = try messageID.map { try AnswerPath(parsing: $0) }
        gateway.send.rules.match = match
        guard hasError else { return gateway }
        gateway.send.rules.errorCode = try AnswerPath(parsing: "error.code")
        gateway.send.rules.errorMessage = try AnswerPath(parsing: "error.text")
        gateway.send.rules.fatal = AnswerCodes(
            quoted: ["E1", "500", "303"], numbers: ["418", "7"])
        gateway.send.safeToRetry = AnswerCodes(quoted: ["busy", "502"], numbers: ["503", "425"])
        gateway.send.optedOut = AnswerCodes(quoted: ["404"], numbers: ["21610", "451"])
        gateway.send.knownAlready = AnswerCodes(quoted: ["dup"], numbers: ["409", "504"])
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
        /// Not recognised; the run goes on.
        case strange
        /// Not recognised, and so for everybody.
        case barrier

        init(_ answer: SendAnswer) {
            self =
                switch answer {
                case .accepted(let id): .accepted(id)
                case .rejected(let rejection, _): .rejected(rejection)
                case .accountRefused(let refusal, _): .account(refusal)
                case .notProcessed: .notProcessed
                case .unclear(let unclarity, _): .unclear(unclarity)
                case .unrecognised(let answer): answer.concernsEverybody ? .barrier : .strange
                }
        }
    }

    private static let page = "<!doctype html><html><body>Forbidden</body></html>"
    private static let plainPage = "<center><h1>404 Not Found</h1></center>"
    private static let ownID = "8f14e45f-ceea"

    /// With an id, and a place for codes and words.
    private static let table: [(Int, String, Meaning)] = [
        // A status of success: the id is the mark.
        (200, #"{"data":{"id":"m1"}}"#, .accepted("m1")),
        (202, #"{"data":{"id":17}}"#, .accepted("17")),
        (200, #"{"data":{"id":"m1"},"error":{"code":0}}"#, .accepted("m1")),
        (200, #"{"data":{"id":"m1"},"error":{"code":"OK"}}"#, .accepted("m1")),
        (200, #"{"data":{"id":"m1"},"error":{"code":"21611"}}"#, .accepted("m1")),
        (200, #"{"data":{"id":"m1"},"error":{"code":"21610"}}"#, .unclear(.contradictory)),
        (200, #"{"data":{"id":"m1"},"error":{"code":"E1"}}"#, .unclear(.contradictory)),
        (200, #"{"data":{"id":"m1"},"error":{"code":"busy"}}"#, .unclear(.contradictory)),
        (200, "{}", .unclear(.badResponse)), (200, "", .unclear(.badResponse)),
        (200, page, .unclear(.badResponse)), (204, "", .unclear(.badResponse)),
        (200, #"{"data":{"id":""}}"#, .unclear(.badResponse)),
        (200, #"{"error":{"text":"no"}}"#, .unclear(.badResponse)),
        (200, error("0"), .unclear(.badResponse)), (200, error("false"), .unclear(.badResponse)),
        (200, error("\"000\""), .unclear(.badResponse)),
        (200, error("\"Success\""), .unclear(.badResponse)),
        (200, error("17"), .rejected(.unlisted)), (200, error("418"), .account(.configuration)),
        (200, error("\"E1\""), .account(.configuration)),
        (200, error("21610"), .rejected(.optedOut)), (200, error("\"busy\""), .notProcessed),
        (200, error("\"dup\""), .accepted(ownID)), (200, error("409"), .accepted(ownID)),
        // Statuses that refuse: a code, or words where a status says what they are about.
        (400, error("21610"), .rejected(.optedOut)),
        (400, error("\"21610\""), .rejected(.optedOut)),
        (400, error("\"404\""), .rejected(.optedOut)), (400, error("404"), .rejected(.optedOut)),
        (400, error("1"), .rejected(.unexplained)), (403, error("1"), .rejected(.unexplained)),
        (413, error("1"), .rejected(.unexplained)), (401, error("1"), .account(.credentials)),
        (402, error("1"), .account(.credit)), (307, error("1"), .account(.configuration)),
        (400, error("\"E1\""), .account(.configuration)),
        (400, error("7"), .account(.configuration)),
        (400, error("\"busy\""), .notProcessed), (400, error("\"dup\""), .accepted(ownID)),
        (400, #"{"error":{"text":"no"}}"#, .rejected(.unexplained)),
        (404, #"{"error":{"text":"no"}}"#, .rejected(.unexplained)),
        (402, #"{"error":{"text":"no"}}"#, .account(.credit)),
        (403, #"{"error":{"text":"no"}}"#, .strange), (405, #"{"error":{"text":"no"}}"#, .strange),
        // Nothing at the places.
        (400, "", .strange), (400, "{}", .strange), (404, page, .strange), (403, "", .strange),
        (404, #"{"message":"Not Found"}"#, .strange), (404, "not found", .strange),
        (410, "", .strange), (422, plainPage, .strange), (499, "", .strange),
        (401, "", .barrier), (401, page, .barrier), (402, "", .barrier), (407, "", .barrier),
        (407, error("1"), .barrier), (300, "", .barrier), (304, "", .barrier),
        (307, page, .barrier), (308, "", .barrier),
        // Listed statuses; a page for browsers may be anybody's.
        (451, "", .rejected(.optedOut)), (451, page, .strange), (451, plainPage, .strange),
        (418, "", .barrier), (418, page, .barrier),
        (418, #"{"error":{"text":"no"}}"#, .account(.configuration)),
        (418, #"{"message":"no"}"#, .barrier), (409, "", .accepted(ownID)),
        (409, page, .strange), (425, "", .notProcessed), (425, page, .notProcessed),
        // Redirects after a message.
        (301, "", .barrier), (302, page, .barrier), (303, error("1"), .barrier),
        // Server errors: nothing but a number in “safeToRetry” makes one a refusal.
        (503, "", .notProcessed), (503, page, .notProcessed), (500, "", .unclear(.serverError)),
        (502, page, .unclear(.serverError)), (408, "", .unclear(.serverError)),
        (500, error("\"busy\""), .unclear(.serverError)),
        (500, error("21610"), .unclear(.serverError)), (502, error("1"), .unclear(.serverError)),
        (504, "", .unclear(.serverError)), (500, error("\"E1\""), .barrier),
        (999, "", .unclear(.serverError)),
        // Too many requests.
        (429, "", .notProcessed), (429, page, .notProcessed),
        (429, error("\"E1\""), .account(.configuration)),
        (429, error("21610"), .rejected(.optedOut)),
    ]

    @Test(arguments: table.indices)
    func `an answer means what the configuration recognises in it, and else nothing`(
        row: Int
    ) throws {
        let (status, body, meaning) = Self.table[row]
        #expect(
            Meaning(try answer(configured(), status: status, body)) == meaning,
            "\(status) \(body)"
        )
    }

    /// Without a place for codes and words.
    @Test(arguments: [
        (400, "invalid number", Meaning.rejected(.undescribed)),
        (404, "{}", .rejected(.undescribed)),
        (410, "gone", .rejected(.undescribed)), (422, #"{"a":1}"#, .rejected(.undescribed)),
        (400, "<error>bad</error>", .rejected(.undescribed)), (400, "", .strange),
        (400, " \r\n", .strange), (404, page, .strange), (404, "<HTML>\n<head>", .strange),
        (422, "\u{FEFF}\n<!DOCTYPE HTML PUBLIC>", .strange), (400, plainPage, .strange),
        (404, "<!-- x --><html lang=en>", .strange), (400, "Oops <html>", .strange),
        (401, "no", .barrier), (402, "no", .barrier), (403, "no", .strange), (405, "no", .strange),
        (409, "no", .strange), (413, "no", .strange), (451, "no", .strange),
        (429, "no", .notProcessed), (500, "no", .unclear(.serverError)),
    ])
    private func `where no error has a place, four statuses with a body that is no page refuse`(
        status: Int,
        body: String,
        meaning: Meaning
    ) throws {
        #expect(Meaning(try answer(configured(hasError: false), status: status, body)) == meaning)
    }

    /// With a mark and an id.
    @Test(arguments: [
        (200, #"{"ok":true,"data":{"id":"m1"}}"#, Meaning.accepted("m1")),
        (200, #"{"ok":true}"#, .unclear(.badResponse)),
        (200, #"{"ok":false,"data":{"id":"m1"}}"#, .unclear(.badResponse)),
        (200, #"{"ok":false,"data":{"id":"m1"},"error":{"code":9}}"#, .rejected(.unlisted)),
        (200, #"{"ok":true,"data":{"id":"m1"},"error":{"code":9}}"#, .accepted("m1")),
        (200, #"{"ok":true,"data":{"id":"m1"},"error":{"code":7}}"#, .unclear(.contradictory)),
        (200, #"{"ok":false,"data":{"id":"m1"},"error":{"code":7}}"#, .account(.configuration)),
        (200, page, .unclear(.badResponse)), (200, "", .unclear(.badResponse)),
    ])
    private func `where a mark is named, it alone tells a success`(
        status: Int,
        body: String,
        meaning: Meaning
    ) throws {
        let gateway = try configured(match: .text(#""ok":true"#))
        #expect(Meaning(try answer(gateway, status: status, body)) == meaning)
    }

    /// With neither mark nor id.
    @Test(arguments: [
        (200, "", Meaning.accepted(ownID)), (200, "queued", .accepted(ownID)),
        (204, "", .accepted(ownID)), (200, error("0"), .accepted(ownID)),
        (200, error("17"), .unclear(.badResponse)), (200, error("7"), .account(.configuration)),
        (200, page, .unclear(.badResponse)),
        (200, "<html><title>Login</title>", .unclear(.badResponse)),
        (200, #"{"html":"<html>"}"#, .accepted(ownID)), (200, "<ok/>", .accepted(ownID)),
    ])
    private func `where no success is described, its status tells it, unless a page or a code came`(
        status: Int,
        body: String,
        meaning: Meaning
    ) throws {
        let gateway = try configured(messageID: nil)
        #expect(Meaning(try answer(gateway, status: status, body)) == meaning)
    }

    @Test func `a redirect that is called a success needs a mark, too`() throws {
        var gateway = try configured(messageID: nil)
        gateway.send.rules.statuses = [200, 302]
        #expect(Meaning(try answer(gateway, status: 302, "")) == .unclear(.badResponse))
        gateway.send.rules.match = .text("queued")
        #expect(Meaning(try answer(gateway, status: 302, "queued")) == .accepted(Self.ownID))
    }

    @Test func `without ids of the gateway's our own stands for them`() throws {
        let gateway = try configured(messageID: nil)
        #expect(try answer(gateway, status: 200, "") == .accepted(id: Self.ownID))
        let unknown = gateway.provider().sendAnswer(from: HTTPResponse(status: 200))
        #expect(Meaning(unknown) == .unclear(.badResponse))
    }

    @Test(arguments: [
        AnswerRules.Mark.text("Accepted"),
        .pattern(try AnswerPattern(delimited: #"/^\d: Acc/"#, isCapturing: false)),
    ])
    func `a success without its mark is none, and no refusal`(mark: AnswerRules.Mark) throws {
        let gateway = try configured(match: mark, messageID: nil)
        #expect(
            Meaning(try answer(gateway, status: 202, "0: Accepted for delivery"))
                == .accepted(Self.ownID)
        )
        let word = ProviderWord(
            code: "200",
            text: "HTTP 200 without what “success.match” names, and without a code at "
                + "“error.code”: 4: Refused"
        )
        #expect(try answer(gateway, status: 200, "4: Refused") == .unclear(.badResponse, word))
    }

    @Test func `a status 403 is about the credentials where it is listed`() throws {
        var gateway = try configured()
        gateway.send.rules.fatal = AnswerCodes(numbers: ["403"])
        let body = #"{"error":{"text":"no"}}"#
        #expect(Meaning(try answer(gateway, status: 403, body)) == .account(.credentials))
        #expect(Meaning(try answer(gateway, status: 403, "")) == .barrier)
        var bare = try configured(hasError: false)
        bare.send.rules.fatal = AnswerCodes(numbers: ["403"])
        #expect(Meaning(try answer(bare, status: 403, "denied")) == .account(.credentials))
        #expect(Meaning(try answer(bare, status: 403, "")) == .barrier)
        #expect(Meaning(try answer(bare, status: 403, Self.page)) == .barrier)
    }

    @Test func `a success that is not among those expected is unclear`() throws {
        var gateway = try configured(messageID: nil)
        gateway.send.rules.statuses = [202]
        #expect(Meaning(try answer(gateway, status: 202, "")) == .accepted(Self.ownID))
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
