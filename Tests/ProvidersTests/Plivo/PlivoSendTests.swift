// SPDX-License-Identifier: Apache-2.0

import Basics
import Providers
import Testing

@Suite struct PlivoSendTests {
    private let account = PlivoAccount()

    private static func receipt(_ members: String) -> String {
        #"{"api_id":"948b53a2-3f08-11e7-b6f4-061564b78b75","message":"message(s) queued",\#(members)}"#
    }

    @Test(arguments: [200, 201, 202])
    func `a message is accepted with its id`(status: Int) {
        let list = Self.receipt(#""message_uuid":["5b40a428-bfc7-4daf-9d06-726c558bf3b8"]"#)
        #expect(account.send(status, list) == .accepted(id: "5b40a428-bfc7-4daf-9d06-726c558bf3b8"))
        let string = Self.receipt(#""message_uuid":"5b40a428""#)
        #expect(account.send(status, string) == .accepted(id: "5b40a428"))
    }

    @Test(arguments: [
        #""message_uuid":[]"#,
        #""message_uuid":[],"invalid_number":["14154305555"]"#,
        #""invalid_number":["14154305555"]"#,
        #""message_uuid":["5b40"],"invalid_number":["14154305555"]"#,
    ])
    func `success without a message is the recipient's refusal`(members: String) {
        guard case .rejected(.recipient, _) = account.send(202, Self.receipt(members)) else {
            Issue.record("\(account.send(202, Self.receipt(members)))")
            return
        }
    }

    @Test(arguments: [
        "", "{}", "<html>queued</html>", #"{"message_uuid":null}"#, #"{"message_uuid":[1]}"#,
        #"{"message_uuid":[""]}"#,
        #"{"message_uuid":["5b"#,
    ])
    func `success that cannot be read may have sent the message`(body: String) {
        guard case .unclear(.badResponse, _) = account.send(202, body) else {
            Issue.record("\(account.send(202, body))")
            return
        }
    }

    @Test(arguments: [408, 500, 502, 503, 504])
    func `a server error may have sent the message`(status: Int) {
        let word = ProviderWord(code: String(status), text: "Internal")
        #expect(
            account.send(status, PlivoAccount.sendError("Internal")) == .unclear(.serverError, word)
        )
        guard case .unclear(.serverError, _) = account.send(status, PlivoAccount.page) else {
            Issue.record("a page in the place of JSON")
            return
        }
    }

    @Test(arguments: [PlivoAccount.sendError("too many requests"), PlivoAccount.page, ""])
    func `too many requests are certainly not processed`(body: String) {
        guard case .notProcessed = account.send(429, body) else {
            Issue.record("\(account.send(429, body))")
            return
        }
    }

    @Test(arguments: [
        ("dst parameter not valid", SendAnswer.Rejection.recipient),
        ("invalid destination", .recipient),
        ("+1415 is not a valid phone number", .recipient), ("dst is identical to src", .recipient),
        ("destination number cannot be same as source number", .recipient),
        ("text is missing", .content),
        ("message is too long", .content), ("recipient has opted out", .optedOut),
        ("Messages to this number are blocked: recipient replied STOP", .optedOut),
        ("the recipient has replied with 'STOP' to the source", .optedOut),
        ("user sent the keyword “stop”", .optedOut), ("they texted back STOP.", .optedOut),
        ("the text must say: Reply STOP to end", .content),
        ("the text was sent stopping short", .content),
        ("destination unsubscribed", .optedOut),
        ("the requested resource is strange", .unexplained),
        ("in this context that cannot be", .unexplained),
        ("no", .unexplained), ("", .unexplained),
    ])
    func `a refusal of one message is told by its words`(
        text: String,
        rejection: SendAnswer.Rejection
    ) {
        guard case .rejected(rejection, let word) = account.send(400, PlivoAccount.sendError(text))
        else {
            Issue.record("\(account.send(400, PlivoAccount.sendError(text)))")
            return
        }
        #expect(word.code == "400")
    }

    @Test(arguments: [
        (400, "src parameter is not valid", AccountRefusal.sender),
        (400, "invalid source number", .sender),
        (400, "this caller ID is not allowed for outbound message", .sender),
        (400, "powerpack_uuid is unknown", .sender),
        (400, "Insufficient Credit", .credit), (402, "insufficient funds", .credit),
        (402, "pay", .credit),
        (403, "Insufficient balance", .credit), (403, "account suspended", .configuration),
        (401, "no", .credentials),
        (404, "not found", .configuration), (308, "moved", .configuration),
        (410, "gone", .configuration),
    ])
    func `what every message would get stops the run`(
        status: Int,
        text: String,
        refusal: AccountRefusal
    ) {
        guard case .accountRefused(refusal, _) = account.send(status, PlivoAccount.sendError(text))
        else {
            Issue.record("\(account.send(status, PlivoAccount.sendError(text)))")
            return
        }
    }

    @Test(arguments: ["dst missing", "src parameter is wrong", "powerpack_uuid is unknown"])
    func `a sentence that names a parameter of Plivo's is Plivo's, whatever stands around it`(
        text: String
    ) {
        switch account.send(400, #"{"message":"\#(text)"}"#) {
        case .rejected(.recipient, _), .accountRefused(.sender, _): break
        case let answer: Issue.record("\(answer)")
        }
    }

    @Test(arguments: [
        "Messages to this number are blocked: recipient replied STOP",
        "the destination has sent 'STOP'", "blocked by STOP from destination",
        "recipient responded with STOP", "not sent due to STOP",
    ])
    func `who has sent a STOP has opted out`(text: String) {
        for status in [400, 403] {
            guard
                case .rejected(.optedOut, _) = account.send(status, PlivoAccount.sendError(text))
            else {
                Issue.record("\(account.send(status, PlivoAccount.sendError(text)))")
                continue
            }
        }
    }

    @Test(arguments: [
        "text must say how to reply STOP", "the call was stopped", "STOP is no valid src",
    ])
    func `not everything that names STOP is an opt-out`(text: String) {
        if case .rejected(.optedOut, _) = account.send(400, PlivoAccount.sendError(text)) {
            Issue.record("\(text)")
        }
    }

    @Test(arguments: ["Geo-Permission is not enabled for DE", "geo permission missing"])
    func `a country that is not enabled is the row's matter`(text: String) {
        guard case .rejected(.country, _) = account.send(403, PlivoAccount.sendError(text)) else {
            Issue.record("\(account.send(403, PlivoAccount.sendError(text)))")
            return
        }
    }

    @Test(arguments: [405, 409, 422])
    func `a refusal without a known reason counts towards a stop`(status: Int) {
        let word = ProviderWord(code: String(status), text: "no")
        #expect(account.send(status, PlivoAccount.sendError("no")) == .rejected(.unexplained, word))
    }

    @Test func `both shapes of an error are read on either host`() {
        let word = ProviderWord(code: "404", text: "nobody")
        #expect(account.lookup(404, PlivoAccount.sendError("nobody")) == .noSuchNumber(word))
        #expect(
            account.send(422, PlivoAccount.lookupError(1234, "nobody"))
                == .rejected(.unexplained, ProviderWord(code: "1234", text: "nobody"))
        )
    }
}
