// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import Basics
import Providers
import Testing

@Suite struct ProviderWordTests {
    private let account = Account()

    @Test(arguments: [Account.token, Account.basic])
    func `a secret that the provider echoes never comes out`(secret: String) {
        let error = Account.sendError("no: \(secret)\(secret)")
        let receipt = #"{"message_uuid":["id \#(secret)"]}"#
        let found = #"{"api_id":"a","carrier":{"name":"C \#(secret)","type":"\#(secret) line"}}"#
        let said = [
            "\(account.send(400, error))", "\(account.send(401, error))",
            "\(account.send(429, error))",
            "\(account.send(500, error))", "\(account.send(202, receipt))",
            "\(account.lookup(200, found))",
            "\(account.lookup(404, error))", "\(account.lookup(500, error))",
            "\(account.lookup(404, #"{"api_id":"a","error_code":"\#(secret)","message":"m"}"#))",
        ]
        for words in said {
            #expect(!words.contains(secret), "\(words)")
            #expect(words.contains("‹hidden›"), "\(words)")
        }
    }

    @Test func `a secret at the place of the cut does not come out in part`() {
        let word = ProviderWord(
            text: String(repeating: "a", count: 195) + "abcdefghij",
            hiding: ["abcdefghij"]
        )
        #expect(!word.text.contains("abcd"))
    }

    @Test(arguments: [
        "\u{0}", "\u{1B}", "\n", "\r", "\t", "\u{7F}", "\u{9B}", "\u{202E}", "\u{2028}", "\u{2029}",
        "\u{200F}",
    ])
    func `what could steer a terminal becomes a space`(character: String) {
        #expect(
            ProviderWord(code: "4\(character)2", text: "a\(character)b")
                == ProviderWord(code: "4 2", text: "a b")
        )
    }

    @Test func `an overlong text is cut, however it is made long`() {
        #expect(
            ProviderWord(text: String(repeating: "é", count: 5000)).text.count
                == ProviderWord.longest
        )
        let tower = "a" + String(repeating: "\u{301}", count: 100_000)
        #expect(
            ProviderWord(code: tower, text: tower).text.unicodeScalars.count == ProviderWord.longest
        )
        let id = String(repeating: "9", count: 100_000)
        guard case .accepted(let kept) = account.send(202, #"{"message_uuid":["\#(id)"]}"#) else {
            Issue.record("not accepted")
            return
        }
        #expect(kept.count == ProviderWord.longest)
    }

    @Test func `carriers and line type words are made fit for a report`() {
        let body = #"{"api_id":"a","carrier":{"name":"A\u001b[31mB","type":"x\ny"}}"#
        let facts = LineFacts(lineType: .unknown, carrier: "A [31mB", word: "x y")
        #expect(account.lookup(200, body) == .found(facts))
    }

    @Test func `an empty secret hides nothing`() {
        #expect(ProviderWord(text: "abc", hiding: [""]).text == "abc")
    }
}
