// SPDX-License-Identifier: Apache-2.0

import Basics
import Providers
import Testing

@Suite struct VonageSendTests {
    private let account = VonageAccount()

    @Test func `a message is accepted with its id`() {
        let body = VonageAccount.receipt(
            VonageAccount.accepted("aaaaaaaa-bbbb-cccc-dddd-0123456789ab")
        )
        #expect(account.send(200, body) == .accepted(id: "aaaaaaaa-bbbb-cccc-dddd-0123456789ab"))
        #expect(
            account.send(200, #"{"messages":[{"status":0,"message-id":"0C0000001"}]}"#)
                == .accepted(id: "0C0000001")
        )
    }

    @Test func `a long message has an id for each part`() {
        let body = VonageAccount.receipt(
            VonageAccount.accepted("a-1"),
            VonageAccount.accepted("a-2"),
            VonageAccount.accepted("a-3")
        )
        #expect(account.send(200, body) == .accepted(id: "a-1 a-2 a-3"))
    }

    @Test(arguments: [
        VonageAccount.receipt(VonageAccount.accepted("a-1"), VonageAccount.refused(9)),
        VonageAccount.receipt(VonageAccount.refused(1), VonageAccount.accepted("a-2")),
        VonageAccount.receipt(
            VonageAccount.accepted("a-1"),
            VonageAccount.refused(5),
            VonageAccount.refused(9)
        ),
        #"{"message-count":"2","messages":[\#(VonageAccount.refused(9))]}"#,
    ])
    func `a message that was accepted in part is never handed over again`(body: String) {
        guard case .unclear(.partlyAccepted, _) = account.send(200, body) else {
            Issue.record("\(account.send(200, body))")
            return
        }
    }

    @Test func `the words for a part tell how many were accepted`() {
        let body = VonageAccount.receipt(
            VonageAccount.accepted("a-1"),
            VonageAccount.refused(9, "no credit")
        )
        let word = ProviderWord(code: "9", text: "1 of 2 parts were accepted, then: no credit")
        #expect(account.send(200, body) == .unclear(.partlyAccepted, word))
    }

    @Test(arguments: [
        "", "{}", "[]", "<html>sent</html>", #"{"message-count":"0","messages":[]}"#,
        #"{"messages":null}"#,
        #"{"message-count":"1","messages":[{"status":"0"}]}"#,
        #"{"messages":[{"status":"0","message-id":""}]}"#,
        #"{"messages":[{"message-id":"a-1"}]}"#,
        #"{"messages":[{"status":"ok","message-id":"a-1"}]}"#,
        #"{"messages":[{"status":"0","message-id":"a-"#,
        #"{"message-count":"2","messages":[{"status":"0","message-id":"a-1"}]}"#,
    ])
    func `success that cannot be read may have sent the message`(body: String) {
        guard case .unclear(.badResponse, _) = account.send(200, body) else {
            Issue.record("\(account.send(200, body))")
            return
        }
    }

    private static func word(_ status: Int) -> ProviderWord {
        ProviderWord(code: String(status), text: "said")
    }

    @Test(arguments: [
        (1, SendAnswer.notProcessed(word(1))), (10, .notProcessed(word(10))),
        (4, .accountRefused(.credentials, word(4))), (14, .accountRefused(.credentials, word(14))),
        (32, .accountRefused(.credentials, word(32))), (5, .unclear(.serverError, word(5))),
        (6, .rejected(.recipient, word(6))), (33, .rejected(.recipient, word(33))),
        (7, .rejected(.optedOut, word(7))), (9, .accountRefused(.credit, word(9))),
        (8, .accountRefused(.suspended, word(8))), (11, .accountRefused(.configuration, word(11))),
        (22, .accountRefused(.configuration, word(22))),
        (23, .accountRefused(.configuration, word(23))),
        (29, .accountRefused(.configuration, word(29))), (12, .rejected(.content, word(12))),
        (15, .accountRefused(.sender, word(15))), (2, .rejected(.unexplained, word(2))),
        (3, .rejected(.unexplained, word(3))), (34, .rejected(.unexplained, word(34))),
        (-1, .rejected(.unexplained, word(-1))),
    ])
    func `every status has its meaning, although HTTP says success`(status: Int, answer: SendAnswer)
    {
        #expect(account.send(200, VonageAccount.receipt(VonageAccount.refused(status))) == answer)
        let parts = VonageAccount.receipt(
            VonageAccount.refused(status),
            VonageAccount.refused(status)
        )
        #expect(account.send(200, parts) == answer)
    }

    @Test func `of several refusals the first counts, unless one may have been accepted`() {
        let refused = VonageAccount.receipt(VonageAccount.refused(9), VonageAccount.refused(1))
        #expect(account.send(200, refused) == .accountRefused(.credit, Self.word(9)))
        let unclear = VonageAccount.receipt(VonageAccount.refused(1), VonageAccount.refused(5))
        #expect(account.send(200, unclear) == .unclear(.serverError, Self.word(5)))
    }

    @Test(arguments: [
        (2, "Missing to param", SendAnswer.Rejection.recipient),
        (3, "Invalid to param", .recipient),
        (2, "Missing text param", .content), (3, "Invalid value for text", .unexplained),
        (3, "The message cannot be sent to this recipient", .unexplained), (2, "", .unexplained),
    ])
    func `a parameter of the row fails the row`(
        status: Int,
        text: String,
        rejection: SendAnswer.Rejection
    ) {
        let word = ProviderWord(code: String(status), text: text)
        let body = VonageAccount.receipt(VonageAccount.refused(status, text))
        #expect(account.send(200, body) == .rejected(rejection, word))
    }

    @Test(arguments: [
        (2, "Missing from param", AccountRefusal.sender), (3, "Invalid from", .sender),
        (2, "Missing api_key", .credentials), (2, "Missing username", .credentials),
    ])
    func `a parameter of every message stops the run`(
        status: Int,
        text: String,
        refusal: AccountRefusal
    ) {
        let word = ProviderWord(code: String(status), text: text)
        let body = VonageAccount.receipt(VonageAccount.refused(status, text))
        #expect(account.send(200, body) == .accountRefused(refusal, word))
    }

    @Test(arguments: [
        (401, VonageAccount.problem, AccountRefusal.credentials),
        (402, VonageAccount.problem, .credit), (403, VonageAccount.problem, .configuration),
        (404, VonageAccount.problem, .configuration),
    ])
    func `an HTTP refusal of every message stops the run`(
        status: Int,
        body: String,
        refusal: AccountRefusal
    ) {
        guard case .accountRefused(refusal, _) = account.send(status, body) else {
            Issue.record("\(account.send(status, body))")
            return
        }
    }

    @Test func `a server error may have sent the message, whatever else is said`() {
        for body in [
            VonageAccount.receipt(VonageAccount.refused(9)),
            VonageAccount.receipt(VonageAccount.accepted("a")),
        ] {
            guard case .unclear(.serverError, _) = account.send(502, body) else {
                Issue.record("\(account.send(502, body))")
                continue
            }
        }
        #expect(
            account.send(400, VonageAccount.receipt(VonageAccount.refused(6)))
                == .rejected(.recipient, Self.word(6))
        )
    }

    @Test func `HTTP's own errors are understood`() {
        for body in ["", VonageAccount.page, VonageAccount.problem] {
            guard case .notProcessed = account.send(429, body),
                case .unclear(.serverError, _) = account.send(503, body),
                case .unclear(.serverError, _) = account.send(408, body)
            else {
                Issue.record("\(body)")
                continue
            }
        }
        let word = ProviderWord(code: "422", text: "Unauthorized: said")
        #expect(account.send(422, VonageAccount.problem) == .rejected(.unexplained, word))
    }

    @Test(arguments: [VonageAccount.secret, VonageAccount.basic])
    func `a secret that the provider echoes never comes out`(secret: String) {
        let carrier = #"{"name":"C \#(secret)","network_type":"\#(secret) line"}"#
        let said = [
            "\(account.send(200, VonageAccount.receipt(VonageAccount.refused(9, secret))))",
            "\(account.send(200, VonageAccount.receipt(VonageAccount.accepted(secret))))",
            "\(account.send(400, #"{"title":"\#(secret)","detail":"\#(secret)"}"#))",
            "\(account.lookup(200, #"{"status":0,"current_carrier":\#(carrier)}"#))",
            "\(account.lookup(200, #"{"status":9,"status_message":"\#(secret)"}"#))",
            "\(account.lookup(400, #"{"title":"\#(secret)"}"#))",
        ]
        for words in said {
            #expect(!words.contains(secret), "\(words)")
            #expect(words.contains("‹hidden›"), "\(words)")
        }
    }
}
