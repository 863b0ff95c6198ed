// SPDX-License-Identifier: Apache-2.0

import Basics
import Providers
import Testing

@Suite struct TwilioSendTests {
    private let account = TwilioAccount()

    @Test(arguments: ["queued", "accepted", "scheduled"])
    func `a message is accepted with its id`(status: String) {
        let members =
            #""body":"Hello! 👍","error_code":null,"error_message":null,"num_segments":"1","status":"\#(status)""#
        #expect(
            account.send(201, TwilioAccount.message(members))
                == .accepted(id: "SMaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
        )
    }

    @Test(arguments: [
        "", "{}", "<html>queued</html>", #"{"sid":null}"#, #"{"sid":""}"#, #"{"sid":["SM01"]}"#,
        #"{"sid":"SM0"#, "[]",
    ])
    func `success that cannot be read may have sent the message`(body: String) {
        guard case .unclear(.badResponse, _) = account.send(201, body) else {
            Issue.record("\(account.send(201, body))")
            return
        }
    }

    @Test(arguments: [21211, 21214, 21217, 21265, 21266, 21268, 21604, 21612, 21614, 21635])
    func `a number that cannot be reached fails its row`(code: Int) {
        let word = ProviderWord(code: String(code), text: "said")
        #expect(account.send(400, TwilioAccount.error(code)) == .rejected(.recipient, word))
    }

    @Test(arguments: [
        (21610, SendAnswer.Rejection.optedOut), (30630, .optedOut), (21408, .country),
        (21608, .unexplained),
        (21602, .content), (21605, .content), (21617, .content), (21619, .content),
        (21658, .content),
        (99999, .unexplained),
    ])
    func `other refusals of one message have their reasons`(
        code: Int,
        rejection: SendAnswer.Rejection
    ) {
        let word = ProviderWord(code: String(code), text: "said")
        #expect(account.send(400, TwilioAccount.error(code)) == .rejected(rejection, word))
    }

    @Test(arguments: [
        (20003, AccountRefusal.credentials), (20006, .credentials), (20008, .credentials),
        (20101, .credentials),
        (20104, .credentials), (20005, .suspended), (20010, .configuration),
        (20404, .configuration),
        (21609, .configuration), (21624, .configuration), (21210, .sender), (21212, .sender),
        (21267, .sender),
        (21603, .sender), (21606, .sender), (21607, .sender), (21616, .sender), (21657, .sender),
        (21659, .sender),
        (21660, .sender), (21661, .sender), (21701, .sender), (21702, .sender), (21703, .sender),
        (21704, .sender),
        (21705, .sender), (21708, .sender), (21709, .sender), (21711, .sender),
    ])
    func `what every message would get stops the run`(code: Int, refusal: AccountRefusal) {
        let word = ProviderWord(code: String(code), text: "said")
        #expect(account.send(400, TwilioAccount.error(code)) == .accountRefused(refusal, word))
    }

    @Test(arguments: [
        (429, 20429), (429, 21611), (400, 21611), (400, 63017), (429, 21211), (429, 99999),
    ])
    func `what was not processed may be handed over again`(status: Int, code: Int) {
        let word = ProviderWord(code: String(code), text: "said")
        #expect(
            account.send(status, TwilioAccount.error(code, status: status)) == .notProcessed(word)
        )
    }

    @Test func `too many requests are not processed, whatever the body`() {
        for body in ["", TwilioAccount.page] {
            guard case .notProcessed = account.send(429, body) else {
                Issue.record("\(account.send(429, body))")
                continue
            }
        }
    }

    @Test(arguments: [
        (500, 20500), (503, 20503), (504, 20504), (500, 30500), (408, 99999), (500, 21211),
        (400, 20500),
    ])
    func `a server error may have sent the message, whatever else is said`(status: Int, code: Int) {
        let word = ProviderWord(code: String(code), text: "said")
        #expect(
            account.send(status, TwilioAccount.error(code, status: status))
                == .unclear(.serverError, word)
        )
        guard status != 400 else { return }
        guard case .unclear(.serverError, _) = account.send(status, TwilioAccount.page) else {
            Issue.record("a page in the place of JSON")
            return
        }
    }

    @Test(arguments: [
        (401, AccountRefusal.credentials), (402, .credit), (403, .configuration),
        (404, .configuration),
        (410, .configuration),
    ])
    func `a code that is not known means what its HTTP status means`(
        status: Int,
        refusal: AccountRefusal
    ) {
        let word = ProviderWord(code: "99999", text: "said")
        #expect(
            account.send(status, TwilioAccount.error(99999, status: status))
                == .accountRefused(refusal, word)
        )
    }

    @Test(arguments: [405, 409, 422])
    func `a refusal without a known reason counts towards a stop`(status: Int) {
        let word = ProviderWord(code: "99999", text: "said")
        #expect(
            account.send(status, TwilioAccount.error(99999, status: status))
                == .rejected(.unexplained, word)
        )
    }

    @Test func `a code in quotes and a missing sentence are understood`() {
        #expect(
            account.send(400, #"{"code":"21610"}"#)
                == .rejected(.optedOut, ProviderWord(code: "21610", text: "HTTP 400"))
        )
    }

    @Test(arguments: [TwilioAccount.token, TwilioAccount.basic])
    func `a secret that the provider echoes never comes out`(secret: String) throws {
        let error = TwilioAccount.error(21211, "no: \(secret)\(secret)")
        let line = #"{"carrier_name":"C \#(secret)","type":"\#(secret) line"}"#
        let state = TwilioAccount.message(#""status":"\#(secret)""#)
        let said = [
            "\(account.send(400, error))", "\(account.send(500, error))",
            "\(account.send(201, #"{"sid":"\#(secret)"}"#))", "\(account.lookup(400, error))",
            "\(account.lookup(200, #"{"valid":true,"line_type_intelligence":\#(line)}"#))",
            "\(account.lookup(200, #"{"valid":false,"validation_errors":["\#(secret)"]}"#))",
            "\(account.lookup(200, #"{"valid":true,"line_type_intelligence":{"error_code":"\#(secret)"}}"#))",
            "\(try account.delivery(200, state))", "\(try account.delivery(400, error))",
            "\(try account.page(400, error))",
        ]
        for words in said {
            #expect(!words.contains(secret), "\(words)")
            #expect(words.contains("‹hidden›"), "\(words)")
        }
    }
}
