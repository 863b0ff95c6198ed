// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import Basics
import Providers
import Testing

@Suite struct VonageLookupTests {
    private let account = VonageAccount()

    /// The answer of Vonage's published description, with a status and a carrier of the test's.
    private static func insight(
        _ status: String,
        _ carrier: String,
        text: String = "Success"
    ) -> String {
        """
        { "status": \(status), "status_message": "\(text)", "request_id": "aaaaaaaa-bbbb-cccc-dddd-0123456789ab",
          "international_format_number": "447700900000", "national_format_number": "07700 900000",
          "country_code": "GB", "country_code_iso3": "GBR", "country_name": "United Kingdom", "country_prefix": "44",
          "request_price": "0.04000000", "refund_price": "0.01500000", "remaining_balance": "1.23456789",
          "current_carrier": \(carrier),
          "original_carrier": { "network_code": "1", "name": "Other", "country": "GB", "network_type": "landline" },
          "ported": "not_ported" }
        """
    }

    private static func carrier(_ type: String) -> String {
        #"{ "network_code": "12345", "name": "Acme Inc", "country": "GB", "network_type": \#(type) }"#
    }

    @Test(arguments: [
        ("mobile", LineType.mobile), ("landline", .fixedLine), ("landline_premium", .premiumRate),
        ("landline_tollfree", .tollFree), ("virtual", .voip), ("unknown", .unknown),
        ("pager", .pager),
        ("satellite", .unknown),
    ])
    func `every line type of Vonage's is understood, and none is guessed`(
        word: String,
        type: LineType
    ) {
        let facts = LineFacts(lineType: type, carrier: "Acme Inc", word: word)
        #expect(
            account.lookup(200, Self.insight("0", Self.carrier("\"\(word)\""))) == .found(facts)
        )
    }

    @Test(arguments: ["null", #""null""#, #""""#])
    func `an unknown type is written in several ways`(type: String) {
        let facts = LineFacts(lineType: .unknown, carrier: "Acme Inc")
        #expect(account.lookup(200, Self.insight("0", Self.carrier(type))) == .found(facts))
    }

    @Test(arguments: [
        "null", "{}", #""null""#, #"{"name":null,"network_type":null}"#, #"{"name":"null"}"#, "[]",
    ])
    func `an answer without a carrier is an unknown line, whatever the first carrier was`(
        carrier: String
    ) {
        #expect(
            account.lookup(200, Self.insight("0", carrier)) == .found(LineFacts(lineType: .unknown))
        )
    }

    @Test(arguments: ["43", "44", "45"])
    func `what is known without asking the carrier counts`(status: String) {
        let type = Self.insight(status, Self.carrier(#""mobile""#))
        #expect(
            account.lookup(200, type)
                == .found(LineFacts(lineType: .mobile, carrier: "Acme Inc", word: "mobile"))
        )
        #expect(
            account.lookup(200, Self.insight(status, "null"))
                == .found(LineFacts(lineType: .unknown))
        )
    }

    @Test(arguments: ["5", #""5""#])
    func `a number that is none`(status: String) {
        let word = ProviderWord(code: "5", text: "Internal Error")
        #expect(
            account.lookup(200, Self.insight(status, "null", text: "Internal Error"))
                == .noSuchNumber(word)
        )
    }

    @Test(arguments: [
        ("Invalid request :: Not valid number format detected [ 1 ]", true),
        ("Invalid request :: Missing parameter cnam", false),
        ("Invalid", false),
    ])
    func `an invalid request is the number's fault only if the words say so`(
        text: String,
        isNumber: Bool
    ) {
        let word = ProviderWord(code: "3", text: text)
        #expect(
            account.lookup(200, Self.insight("3", "null", text: text))
                == (isNumber ? .noSuchNumber(word) : .refused(word))
        )
    }

    @Test(arguments: [
        (4, LookupAnswer.accountRefused(.credentials, ProviderWord(code: "4", text: "said"))),
        (9, .accountRefused(.credit, ProviderWord(code: "9", text: "said"))),
        (19, .accountRefused(.configuration, ProviderWord(code: "19", text: "said"))),
        (1, .throttled(ProviderWord(code: "1", text: "said"))),
        (999, .refused(ProviderWord(code: "999", text: "said"))),
        (2, .failed(ProviderWord(code: "2", text: "said"))),
        (101, .failed(ProviderWord(code: "101", text: "said"))),
    ])
    func `every other status has its meaning, although HTTP says success`(
        status: Int,
        answer: LookupAnswer
    ) {
        let landline = Self.carrier(#""landline""#)
        #expect(account.lookup(200, Self.insight(String(status), landline, text: "said")) == answer)
    }

    @Test func `a status without words is named`() {
        #expect(
            account.lookup(200, #"{"status":999}"#)
                == .refused(ProviderWord(code: "999", text: "status 999"))
        )
        let error = #"{"status":9,"error_text":"no credit"}"#
        #expect(
            account.lookup(200, error)
                == .accountRefused(.credit, ProviderWord(code: "9", text: "no credit"))
        )
    }

    @Test(arguments: [
        "", "null", "[]", "{}", "<html>", #"{"status":"ok"}"#, #"{"status":null}"#,
        #"{"status":0,"current_carr"#,
        #"{"status":99999999999999999999}"#,
    ])
    func `success that is not an insight says nothing about the line`(body: String) {
        guard case .tryAgain = account.lookup(200, body) else {
            Issue.record("\(account.lookup(200, body))")
            return
        }
    }

    @Test(arguments: [
        (401, VonageAccount.problem, AccountRefusal.credentials), (401, "", .credentials),
        (402, "", .credit),
        (403, VonageAccount.problem, .configuration), (404, VonageAccount.page, .configuration),
        (400, VonageAccount.page, .configuration), (302, "", .configuration),
    ])
    func `what every number would get stops the run`(
        status: Int,
        body: String,
        refusal: AccountRefusal
    ) {
        guard case .accountRefused(refusal, _) = account.lookup(status, body) else {
            Issue.record("\(account.lookup(status, body))")
            return
        }
    }

    @Test(arguments: [408, 429, 500, 503])
    func `a lookup that was not answered may be asked again`(status: Int) {
        for body in [VonageAccount.problem, VonageAccount.page] {
            guard case .tryAgain = account.lookup(status, body) else {
                Issue.record("\(account.lookup(status, body))")
                continue
            }
        }
    }

    @Test(arguments: [400, 404, 422])
    func `any other answer is a failed lookup, not a landline`(status: Int) {
        let word = ProviderWord(code: String(status), text: "Unauthorized: said")
        let answer = account.lookup(status, VonageAccount.problem)
        #expect(answer == (status == 404 ? .refused(word) : .failed(word)))
    }
}
