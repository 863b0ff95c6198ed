// SPDX-License-Identifier: Apache-2.0

@testable import Basics
import PhoneNumbers
@testable import Providers
import Testing

@Suite struct ProviderWordTests {
    private let account = PlivoAccount()

    @Test(arguments: [PlivoAccount.token, PlivoAccount.basic])
    func `a secret that the provider echoes never comes out`(secret: String) {
        let error = PlivoAccount.sendError("no: \(secret)\(secret)")
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

@Suite struct SenderFormTests {
    @Test(arguments: [
        ("+12025550100", SenderForm.number), ("12025550100", .number), ("12345", .number),
        ("(202) 555-0100", .number),
        ("ACME", .alphanumeric), ("Acme 24", .alphanumeric), ("24h", .alphanumeric),
        ("3fa85f64-5717-4562-b3fc-2c963f66afa6", .pool),
        ("3FA85F64-5717-4562-B3FC-2C963F66AFA6", .pool),
        ("00000000-0000-0000-0000-000000000000", .pool),
        ("3fa85f64-5717-4562-b3fc-2c963f66afa", .alphanumeric),
        ("3fa85f6457174562b3fc2c963f66afa6", .alphanumeric),
        ("gfa85f64-5717-4562-b3fc-2c963f66afa6", .alphanumeric),
        ("3fa85f64-5717-4562-b3fc--2c963f66afa6", .alphanumeric), ("", .number), ("-", .number),
    ])
    func `a sender's form is told by its shape`(sender: String, form: SenderForm) {
        #expect(SenderForm(sender) == form)
    }
}

@Suite struct ErrorCodeTests {
    @Test(arguments: [
        ("50", "plivo", CodeKind.landline), ("30", "sandbox", .content), ("900", "plivo", .account),
        ("30006", "twilio", .landline), ("21610", "twilio", .optedOut),
        ("21408", "twilio", .country),
        ("40300", "telnyx", .optedOut), ("20100", "telnyx", .account), ("7", "vonage", .optedOut),
        ("9", "vonage", .account),
        ("50", "custom", .unexplained), ("50", "pigeon", .unexplained),
        ("99999", "plivo", .unexplained),
        ("", "plivo", .unexplained),
    ])
    func `a code tells whose matter it is`(code: String, type: String, kind: CodeKind) {
        #expect(ErrorCode(code, of: ProviderKind(word: type), isOfRequest: false).kind == kind)
    }

    @Test func `an HTTP status in place of a code is one only where it answered a request`() {
        #expect(
            ErrorCode("451", of: .vendor(.plivo), isOfRequest: false).meaning
                == "the account's limit for this country was reached"
        )
        let status = ErrorCode("451", of: .vendor(.plivo), isOfRequest: true)
        #expect(status.meaning.hasPrefix("HTTP 451") && status.page == nil)
        #expect(ErrorCode("503", of: .vendor(.twilio), isOfRequest: true).kind == .unclear)
    }

    @Test(arguments: ["plivo", "twilio", "telnyx", "vonage", "custom", "sandbox"])
    func `a page's address holds nothing of a report's but digits`(type: String) {
        for code in [
            "1", "50", "21610", "30007", "1/../x", "２１６１０", "-5", "9999999999999999999999",
        ] {
            guard let page = ErrorCode(code, of: ProviderKind(word: type), isOfRequest: false).page
            else { continue }
            #expect(
                page.hasPrefix("https://") && !page.contains("..")
                    && page.utf8.allSatisfy { $0 < 0x80 }
            )
        }
    }

    @Test func `every code of Plivo's but the nameless one has a kind`() {
        for code in (1...999).map(String.init) where PlivoErrorCode.meaning(of: code) != nil {
            #expect(PlivoErrorCode.kind(of: code) != .unexplained, "\(code)")
        }
    }
}
