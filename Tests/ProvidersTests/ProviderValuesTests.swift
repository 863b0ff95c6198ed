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
        let receipt = #"{"message_uuid":["\#(secret)"]}"#
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

    @Test(arguments: [
        "p@ss w/ö+rd\"", "p%40ss%20w%2F%C3%B6%2Brd%22", "p%40ss%20w%2f%c3%b6%2brd%22",
        "p%40ss+w%2F%C3%B6%2Brd%22", "p@ss%20w/%C3%B6+rd\"",
        "p%2540ss%2520w%252f%25c3%25b6%252brd%2522",
        #"p@ss w\/\u00f6+rd\""#, #"p\u0040ss w\u002F\u00F6+rd\u0022"#,
        "p@ss w/ö+rd&quot;", "p&#64;ss w&#x2F;&#246;+rd&#34;",
        "cEBzcyB3L8O2K3JkIg==", "cEBzcyB3L8O2K3JkIg", "cEBzcyB3L8O2K3JkIg%3D%3D",
    ])
    func `an echo of a secret is hidden, however it is written`(echo: String) {
        let word = ProviderWord(text: "no: \(echo)!", hiding: ["p@ss w/ö+rd\""])
        #expect(word.text.replacing(#/[=]|%3D/#, with: "") == "no: ‹hidden›!")
    }

    @Test(arguments: ["12", "30003", "token", "practice", "AC0123456789abcdef0123456789abcdef"])
    func `what stands in an id or a code does not change it`(secret: String) {
        let id = "/Accounts/\(secret)/Messages/\(secret)-1"
        #expect(ProviderWord(code: id, text: "", hiding: [secret]).code == id)
        #expect(ProviderWord.id(id, hiding: [secret]) == id)
        #expect((ProviderWord.id(secret, hiding: [secret]) == secret) == (secret.count < 16))
    }

    @Test(arguments: ["%", "%4", "%zz", "\\", "\\u", "\\u00", "&", "&#", "&#64", "+", ""])
    func `what is no whole escape is no echo`(end: String) {
        let text = "p\(end)"
        #expect(ProviderWord(text: text, hiding: ["p@ss", "p+ss%", "p\\ss&"]).text == text)
    }

    @Test func `of two secrets the longer one is hidden as a whole`() {
        let word = ProviderWord(text: "abcdefgh abcd", hiding: ["abcd", "abcdefgh"])
        #expect(word.text == "‹hidden› ‹hidden›")
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
