// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import Basics
import Providers
import Testing

@Suite struct PlivoLookupTests {
    private let account = PlivoAccount()

    private static func found(_ carrier: String) -> String {
        """
        { "api_id": "a35a2e7a-fd27-42e6-910c-33382f43240e", "phone_number": "+14154305555",
          "country": { "name": "United States", "iso2": "US", "iso3": "USA" },
          "format": { "e164": "+14154305555", "national": "(415) 430-5555", "international": "+1 415-430-5555",
                      "rfc3966": "tel:+1-415-430-5555" },
          "carrier": \(carrier),
          "resource_uri": "/v1/Number/+14154305555?type=carrier" }
        """
    }

    @Test func `a complete answer is read`() {
        let carrier = """
            { "mobile_country_code": "310", "mobile_network_code": "150", "name": "Cingular Wireless",
              "type": "mobile", "ported": "yes" }
            """
        let facts = LineFacts(lineType: .mobile, carrier: "Cingular Wireless", word: "mobile")
        #expect(account.lookup(200, Self.found(carrier)) == .found(facts))
    }

    @Test func `the answer of a landline is read`() {
        let carrier = """
            {"mobile_country_code":"","mobile_network_code":"","name":"AT&T","type":"fixed","ported":"no"}
            """
        let facts = LineFacts(lineType: .fixedLine, carrier: "AT&T", word: "fixed")
        #expect(account.lookup(200, Self.found(carrier)) == .found(facts))
    }

    @Test(arguments: [
        ("fixed", LineType.fixedLine), ("mobile", .mobile), ("voip", .voip),
        ("toll-free", .tollFree),
        ("unknown", .unknown),
        ("landline", .fixedLine), ("FIXED", .fixedLine), ("Fixed Line", .fixedLine),
        ("fixed_line", .fixedLine),
        ("fixed line or mobile", .fixedLineOrMobile), ("FIXED_LINE_OR_MOBILE", .fixedLineOrMobile),
        ("tollFree", .tollFree), ("toll free", .tollFree), ("TOLL_FREE", .tollFree),
        ("landline_tollfree", .tollFree),
        ("fixedVoip", .voip), ("nonFixedVoip", .voip), ("VOIP-FIXED", .voip), ("virtual", .voip),
        ("PREPAID", .mobile),
        ("premium", .premiumRate), ("premium rate", .premiumRate),
        ("landline_premium", .premiumRate),
        ("sharedCost", .sharedCost), ("shared cost", .sharedCost), ("personal", .personalNumber),
        ("personal number", .personalNumber), ("pager", .pager), ("UAN", .uan),
        ("voicemail", .voicemail),
        ("voice mail", .voicemail), ("", .unknown), ("satellite", .unknown),
        ("not fixed", .unknown),
    ])
    func `a word for a line type is understood, and never guessed`(word: String, type: LineType) {
        guard
            case .found(let facts) = account.lookup(
                200,
                Self.found(#"{"name":"C","type":"\#(word)"}"#)
            )
        else {
            Issue.record("not found")
            return
        }
        #expect(facts.lineType == type && facts.word == word)
    }

    @Test(arguments: [
        "null", "{}", #"{"name":""}"#, #"{"name":null,"type":null}"#,
    ])
    func `an answer without a line type is an unknown line`(carrier: String) {
        #expect(account.lookup(200, Self.found(carrier)) == .found(LineFacts(lineType: .unknown)))
    }

    @Test func `the short answer of the mission is enough`() {
        let body =
            #"{"api_id":"a","phone_number":"+14154305555","country":{"name":"United States","iso2":"US"},"carrier":{"name":"C","type":"fixed"}}"#
        #expect(
            account.lookup(200, body)
                == .found(LineFacts(lineType: .fixedLine, carrier: "C", word: "fixed"))
        )
    }

    @Test(arguments: [
        "", "null", "[]", "{}", "<html>", #"{"carrier":"mobile"}"#, #"{"carrier":{"type":"mob"#,
        #"{"status":"ok"}"#,
    ])
    func `success that is not a lookup's answer says nothing about the line`(body: String) {
        guard case .tryAgain = account.lookup(200, body) else {
            Issue.record("\(account.lookup(200, body))")
            return
        }
    }

    @Test(arguments: [400, 404])
    func `Plivo's own word that there is no such number is believed`(status: Int) {
        let body = PlivoAccount.lookupError(status, "Phone number is invalid or does not exist.")
        let word = ProviderWord(
            code: String(status),
            text: "Phone number is invalid or does not exist."
        )
        #expect(account.lookup(status, body) == .noSuchNumber(word))
    }

    @Test(arguments: [
        (404, PlivoAccount.page, AccountRefusal.configuration),
        (400, PlivoAccount.page, .configuration),
        (404, "", .configuration),
        (404, #"{"message":"Not Found"}"#, .configuration),
        (404, #"{"error":"no route"}"#, .configuration),
        (401, "Could not verify your access level for that URL.", .credentials),
        (401, PlivoAccount.lookupError(401, "authentication failed"), .credentials),
        (402, "", .credit),
        (402, PlivoAccount.lookupError(402, "Payment required"), .credit),
        (400, PlivoAccount.lookupError(400, "Insufficient Credit"), .credit),
        (403, PlivoAccount.lookupError(403, "insufficient balance"), .credit),
        (403, PlivoAccount.lookupError(403, "lookup is not enabled"), .configuration),
        (403, PlivoAccount.page, .configuration),
        (301, "", .configuration), (302, PlivoAccount.page, .configuration),
        (307, "", .configuration),
        (308, "", .configuration),
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

    @Test(arguments: [408, 429, 500, 502, 503, 504, 599])
    func `a lookup that was not answered may be asked again`(status: Int) {
        let body = PlivoAccount.lookupError(status, "later")
        #expect(
            account.lookup(status, body)
                == .tryAgain(ProviderWord(code: String(status), text: "later"))
        )
        guard case .tryAgain = account.lookup(status, PlivoAccount.page) else {
            Issue.record("a page in the place of JSON")
            return
        }
    }

    @Test(arguments: [405, 410, 422])
    func `any other answer is a failed lookup, not a landline`(status: Int) {
        guard case .failed = account.lookup(status, PlivoAccount.lookupError(status, "no")) else {
            Issue.record("\(account.lookup(status, ""))")
            return
        }
    }
}
