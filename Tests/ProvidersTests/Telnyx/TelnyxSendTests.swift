// SPDX-License-Identifier: Apache-2.0

import Basics
import Providers
import Testing

@Suite struct TelnyxSendTests {
    private let account = TelnyxAccount()

    @Test(arguments: [200, 201, 202])
    func `a message is accepted with its id`(status: Int) {
        let answer = account.send(status, TelnyxAccount.message("queued"))
        #expect(answer == .accepted(id: "40385f64-5717-4562-b3fc-2c963f66afa6"))
        #expect(account.send(status, #"{"data":{"id":"x"}}"#) == .accepted(id: "x"))
    }

    @Test(arguments: [
        "", "{}", "[]", "null", "<html>queued</html>", #"{"data":{}}"#, #"{"data":{"id":""}}"#,
        #"{"data":{"id":null}}"#,
        #"{"data":{"id":7}}"#, #"{"data":{"id":"x"#, #"{"id":"x"}"#, #"{"errors":[]}"#,
    ])
    func `success that cannot be read may have sent the message`(body: String) {
        guard case .unclear(.badResponse, _) = account.send(200, body) else {
            Issue.record("\(account.send(200, body))")
            return
        }
    }

    @Test(arguments: [
        (
            #"{"code":"40001","title":"said"}"#,
            SendAnswer.rejected(.recipient, ProviderWord(code: "40001", text: "said"))
        ),
        (
            #"{"code":"40014","title":"said"}"#,
            .rejected(.unexplained, ProviderWord(code: "40014", text: "said"))
        ),
        (
            #"{"code":"40318","title":"said"}"#,
            .rejected(.unexplained, ProviderWord(code: "40318", text: "said"))
        ),
        (
            #"{"code":"10007","title":"said"}"#,
            .rejected(.unexplained, ProviderWord(code: "10007", text: "said"))
        ),
        (
            #"{"code":"77777","title":"said"}"#,
            .rejected(.unexplained, ProviderWord(code: "77777", text: "said"))
        ),
        (
            #"{"code":"20100","title":"said"}"#,
            .accountRefused(.credit, ProviderWord(code: "20100", text: "said"))
        ),
    ])
    func `success of a message that has failed already is none`(error: String, answer: SendAnswer) {
        #expect(account.send(200, TelnyxAccount.message("sending_failed", errors: error)) == answer)
    }

    private static let rejections: [(SendAnswer.Rejection, [String])] = [
        (.recipient, ["10001", "10002", "10016", "40001", "40004", "40008", "40012", "40310"]),
        (.content, ["40009", "40302", "40304", "40316", "40317", "40322", "40328"]),
        (.country, ["40309"]),
        (
            .unexplained,
            [
                "10004", "10015", "40002", "40003", "40005", "40006", "40011", "40014", "40015",
                "40016", "40017",
                "40018", "40020", "40301", "40319",
            ]
        ),
    ]

    @Test(arguments: rejections, [400, 403, 422])
    func `a code refuses one message`(row: (SendAnswer.Rejection, [String]), status: Int) {
        for code in row.1 {
            let word = ProviderWord(code: code, text: "said")
            #expect(account.send(status, TelnyxAccount.error(code)) == .rejected(row.0, word))
        }
    }

    private static let refusals: [(AccountRefusal, [String])] = [
        (.credentials, ["10009", "10010", "20002"]),
        (.credit, ["20100", "40333"]),
        (
            .sender,
            [
                "40010", "40013", "40019", "40100", "40150", "40151", "40155", "40305", "40306",
                "40307", "40308",
                "40315", "40320", "40321", "40323", "40325", "40329", "40330",
            ]
        ),
        (.suspended, ["20012", "20013", "20014"]),
        (.configuration, ["10005", "20006", "40311", "40312", "40313", "40314", "40331"]),
    ]

    @Test(arguments: refusals, [400, 401, 403, 404, 422])
    func `a code refuses the account`(row: (AccountRefusal, [String]), status: Int) {
        for code in row.1 {
            let word = ProviderWord(code: code, text: "said")
            #expect(account.send(status, TelnyxAccount.error(code)) == .accountRefused(row.0, word))
        }
    }

    @Test(arguments: ["10011", "40318"], [400, 403, 422, 429])
    func `a code says that nothing was processed`(code: String, status: Int) {
        #expect(
            account.send(status, TelnyxAccount.error(code))
                == .notProcessed(ProviderWord(code: code, text: "said"))
        )
    }

    @Test(arguments: ["10007", "10008"], [400, 408, 422, 500, 504])
    func `a code says that nobody knows, whatever its status`(code: String, status: Int) {
        let word = ProviderWord(code: code, text: "said")
        #expect(account.send(status, TelnyxAccount.error(code)) == .unclear(.serverError, word))
    }

    @Test(arguments: [400, 403, 422])
    func `a blocked recipient has opted out, if the words say so`(status: Int) {
        let detail =
            "Messages cannot be sent from '+12025550100' to '+13129457420' due to an existing block rule."
        let body = TelnyxAccount.error("40300", "Blocked due to STOP message", detail: detail)
        let text = "Blocked due to STOP message: \(detail)"
        #expect(
            account.send(status, body)
                == .rejected(.optedOut, ProviderWord(code: "40300", text: text))
        )
        let bare = #"{"errors":[{"code":40300}]}"#
        #expect(
            account.send(status, bare)
                == .rejected(.optedOut, ProviderWord(code: "40300", text: "HTTP \(status)"))
        )
        let other = TelnyxAccount.error("40300", "Blocked by an adopted rule")
        let word = ProviderWord(code: "40300", text: "Blocked by an adopted rule")
        #expect(account.send(status, other) == .rejected(.recipient, word))
    }

    @Test(arguments: [500, 502, 503, 504, 599, 408])
    func `a server error may have sent the message, key or no key`(status: Int) {
        for body in [
            TelnyxAccount.error("10007"), TelnyxAccount.error("40310"), TelnyxAccount.page, "",
        ] {
            guard case .unclear(.serverError, _) = account.send(status, body) else {
                Issue.record("\(account.send(status, body))")
                continue
            }
        }
    }

    @Test(arguments: [
        TelnyxAccount.error("10011"), TelnyxAccount.error("77777"), TelnyxAccount.page, "",
    ])
    func `too many requests are certainly not processed`(body: String) {
        guard case .notProcessed = account.send(429, body) else {
            Issue.record("\(account.send(429, body))")
            return
        }
    }

    @Test(arguments: [409, 422], ["77777", "10015"])
    func `a key that was used for something else leaves the message in doubt`(
        status: Int,
        code: String
    ) {
        let body = TelnyxAccount.error(
            code,
            "Unprocessable",
            detail: "The Idempotency-Key was used with another body"
        )
        let text = "Unprocessable: The Idempotency-Key was used with another body"
        #expect(
            account.send(status, body) == .unclear(.usedID, ProviderWord(code: code, text: text))
        )
    }

    @Test(arguments: [
        (400, SendAnswer.rejected(.unexplained, word)), (405, .rejected(.unexplained, word)),
        (409, .rejected(.unexplained, word)), (422, .rejected(.unexplained, word)),
        (401, .accountRefused(.credentials, word)), (402, .accountRefused(.credit, word)),
        (403, .accountRefused(.configuration, word)), (404, .accountRefused(.configuration, word)),
        (308, .accountRefused(.configuration, word)), (415, .accountRefused(.configuration, word)),
    ])
    func `a code that is not known counts by its status`(status: Int, answer: SendAnswer) {
        #expect(account.send(status, TelnyxAccount.error("77777")) == answer)
    }

    private static let word = ProviderWord(code: "77777", text: "said")

    @Test func `of several errors the one that is understood counts`() {
        let body = #"{"errors":[{"code":"77777","title":"first"},{"code":"40300","title":"STOP"}]}"#
        #expect(
            account.send(400, body)
                == .rejected(.optedOut, ProviderWord(code: "40300", text: "STOP"))
        )
    }

    @Test func `a key that is echoed is hidden`() {
        let said = "no access with \(TelnyxAccount.key) as Bearer \(TelnyxAccount.key)"
        let word = ProviderWord(code: "10009", text: "no access with ‹hidden› as Bearer ‹hidden›")
        let body = TelnyxAccount.error("10009", said)
        #expect(account.send(401, body) == .accountRefused(.credentials, word))
        #expect(account.lookup(401, body) == .accountRefused(.credentials, word))
        #expect(
            account.send(200, #"{"data":{"id":"\#(TelnyxAccount.key)"}}"#)
                == .accepted(id: "‹hidden›")
        )
    }
}
