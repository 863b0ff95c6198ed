// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import Basics
import Providers
import Testing

@Suite struct TwilioLookupTests {
    private let account = TwilioAccount()

    /// The answer of Twilio's published description, with a line of the test's.
    private static func found(_ line: String) -> String {
        """
        { "calling_country_code": "1", "country_code": "US", "phone_number": "+14159929960",
          "national_format": "(415) 992-9960", "valid": true, "validation_errors": null,
          "caller_name": null, "sim_swap": null, "call_forwarding": null, "line_status": null,
          "line_type_intelligence": \(line),
          "identity_match": null, "reassigned_number": null, "sms_pumping_risk": null,
          "phone_number_quality_score": null, "pre_fill": null,
          "url": "https://lookups.twilio.com/v2/PhoneNumbers/+14159929960" }
        """
    }

    private static func line(_ type: String) -> String {
        """
        { "error_code": null, "mobile_country_code": "240", "mobile_network_code": "38",
          "carrier_name": "Twilio - SMS/MMS-SVR", "type": "\(type)" }
        """
    }

    @Test(arguments: [
        ("mobile", LineType.mobile), ("landline", .fixedLine), ("tollFree", .tollFree),
        ("fixedVoip", .voip),
        ("nonFixedVoip", .voip), ("personal", .personalNumber), ("premium", .premiumRate),
        ("voicemail", .voicemail),
        ("sharedCost", .sharedCost), ("uan", .uan), ("pager", .pager), ("unknown", .unknown),
        ("satellite", .unknown),
    ])
    func `every line type of Twilio's is understood, and none is guessed`(
        word: String,
        type: LineType
    ) {
        let facts = LineFacts(lineType: type, carrier: "Twilio - SMS/MMS-SVR", word: word)
        #expect(account.lookup(200, Self.found(Self.line(word))) == .found(facts))
    }

    @Test(arguments: [
        "null", "{}", #"{"error_code":null,"carrier_name":null,"type":null}"#,
        #"{"carrier_name":""}"#,
    ])
    func `an answer without a line type is an unknown line`(line: String) {
        #expect(account.lookup(200, Self.found(line)) == .found(LineFacts(lineType: .unknown)))
    }

    @Test(arguments: [
        "TOO_SHORT", "TOO_LONG", "INVALID_BUT_POSSIBLE", "INVALID_COUNTRY_CODE", "INVALID_LENGTH",
        "NOT_A_NUMBER",
    ])
    func `a number that Twilio calls invalid is none, although HTTP says success`(reason: String) {
        let body = """
            { "calling_country_code": null, "country_code": null, "phone_number": "+14159929960", "valid": false,
              "national_format": null, "validation_errors": ["\(reason)"], "line_type_intelligence": null }
            """
        let word = ProviderWord(text: "Twilio says that the number is not valid (\(reason))")
        #expect(account.lookup(200, body) == .noSuchNumber(word))
    }

    @Test(arguments: [#"{"valid":false}"#, #"{"valid":false,"validation_errors":null}"#])
    func `an invalid number needs no reason`(body: String) {
        #expect(
            account.lookup(200, body)
                == .noSuchNumber(ProviderWord(text: "Twilio says that the number is not valid"))
        )
    }

    @Test(arguments: [
        ("60600", "error 60600 (outside of Twilio's coverage)"),
        ("60601", "error 60601 (Canadian numbers need an approval of your account)"),
        ("60607", "error 60607 (a country that Twilio does not cover)"), ("60999", "error 60999"),
        (#""60600""#, "error 60600 (outside of Twilio's coverage)"),
    ])
    func `a line that Twilio cannot tell of is unknown, never a landline`(
        code: String,
        word: String
    ) {
        let line = #"{"error_code":\#(code),"carrier_name":null,"type":"landline"}"#
        #expect(
            account.lookup(200, Self.found(line))
                == .found(LineFacts(lineType: .unknown, word: word))
        )
    }

    @Test(arguments: [60606, 60699])
    func `a lookup that is not enabled stops the run`(code: Int) {
        for answer in [
            account.lookup(200, Self.found(#"{"error_code":\#(code),"type":null}"#)),
            account.lookup(403, TwilioAccount.error(code, status: 403)),
        ] {
            guard case .accountRefused(.configuration, let word) = answer else {
                Issue.record("\(answer)")
                continue
            }
            #expect(word.code == String(code))
        }
    }

    @Test
    func `trouble and too many lookups are asked again, and only the latter slow the others down`()
    {
        guard case .tryAgain = account.lookup(200, Self.found(#"{"error_code":60613}"#)),
            case .throttled = account.lookup(200, Self.found(#"{"error_code":60616}"#)),
            case .throttled = account.lookup(400, TwilioAccount.error(60616))
        else {
            Issue.record("not asked again")
            return
        }
    }

    @Test(arguments: [
        "", "null", "[]", "{}", "<html>", #"{"status":"ok"}"#, #"{"valid":"yes"}"#,
        #"{"valid":true,"line_type_intelligence":"mobile"}"#,
        #"{"line_type_intelligence":{"type":"mob"#,
    ])
    func `success that is not a lookup's answer says nothing about the line`(body: String) {
        guard case .tryAgain = account.lookup(200, body) else {
            Issue.record("\(account.lookup(200, body))")
            return
        }
    }

    @Test(arguments: [
        (401, TwilioAccount.error(20003, status: 401), AccountRefusal.credentials),
        (401, "", .credentials),
        (401, TwilioAccount.page, .credentials), (402, "", .credit),
        (400, TwilioAccount.error(20003), .credentials),
        (400, TwilioAccount.error(20008), .credentials),
        (403, TwilioAccount.error(20005, status: 403), .suspended),
        (403, TwilioAccount.page, .configuration),
        (404, TwilioAccount.page, .configuration), (400, TwilioAccount.page, .configuration),
        (404, #"{"message":"Not Found"}"#, .configuration), (301, "", .configuration),
        (307, "", .configuration),
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

    @Test(arguments: [408, 429, 500, 502, 503, 504])
    func `a lookup that was not answered may be asked again`(status: Int) {
        let body = TwilioAccount.error(20003, "later", status: status)
        #expect(
            account.lookup(status, body) == .tryAgain(ProviderWord(code: "20003", text: "later"))
        )
        guard case .tryAgain = account.lookup(status, TwilioAccount.page) else {
            Issue.record("a page in the place of JSON")
            return
        }
    }

    @Test(arguments: [(400, 99999), (404, 20404), (422, 99999), (400, 21211), (400, 21614)])
    func `any other answer is a failed lookup, not a landline and not an invalid number`(
        status: Int,
        code: Int
    ) {
        let word = ProviderWord(code: String(code), text: "no")
        let answer = account.lookup(status, TwilioAccount.error(code, "no", status: status))
        #expect(answer == (code == 99999 ? .failed(word) : .refused(word)))
    }
}
