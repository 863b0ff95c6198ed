// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import Basics
import Providers
import Testing

@Suite struct TelnyxLookupTests {
    private let account = TelnyxAccount()

    private static func found(
        _ carrier: String,
        _ portability: String = "null",
        valid: String = "true"
    ) -> String {
        """
        { "data": {
            "record_type": "number_lookup", "phone_number": "+13129457420", "country_code": "US",
            "national_format": "(312) 945-7420", "valid_number": \(valid), "fraud": null,
            "caller_name": { "caller_name": null, "error_code": null },
            "carrier": \(carrier), "portability": \(portability) } }
        """
    }

    private static func typed(_ word: String) -> String {
        #"{ "error_code": null, "mobile_country_code": "US", "mobile_network_code": 866, "name": "C", "type": "\#(word)" }"#
    }

    @Test func `a complete answer is read`() {
        let carrier = """
            { "error_code": null, "mobile_country_code": null, "mobile_network_code": null, "name": "Telnyx/4",
              "normalized_carrier": null, "type": "voip" }
            """
        let portability = """
            { "lrn": "13129457420", "ocn": "073H", "spid": "073H", "spid_carrier_name": "Telnyx/5",
              "spid_carrier_type": "3", "altspid": null, "ported_status": "Y", "ported_date": "2020-01-01",
              "line_type": "mobile", "city": "CHICAGO", "state": "IL" }
            """
        let facts = LineFacts(lineType: .voip, carrier: "Telnyx/4", word: "voip")
        #expect(account.lookup(200, Self.found(carrier, portability)) == .found(facts))
    }

    @Test(arguments: [
        ("fixed line", LineType.fixedLine), ("mobile", .mobile), ("voip", .voip),
        ("fixed line or mobile", .fixedLineOrMobile), ("toll free", .tollFree),
        ("premium rate", .premiumRate),
        ("shared cost", .sharedCost), ("personal number", .personalNumber), ("pager", .pager),
        ("uan", .uan),
        ("voicemail", .voicemail), ("unknown", .unknown), ("satellite", .unknown),
    ])
    func `each word for a line type is understood, in either place`(word: String, type: LineType) {
        let facts = LineFacts(lineType: type, carrier: "C", word: word)
        #expect(account.lookup(200, Self.found(Self.typed(word))) == .found(facts))
        let ported = #"{"line_type":"\#(word)","spid_carrier_name":"C"}"#
        #expect(account.lookup(200, Self.found("null", ported)) == .found(facts))
    }

    @Test(arguments: [
        (typed("unknown"), #"{"line_type":"fixed line"}"#, LineType.fixedLine, "fixed line"),
        (typed(""), #"{"line_type":"mobile"}"#, .mobile, "mobile"),
        (typed("mobile"), #"{"line_type":"fixed line"}"#, .mobile, "mobile"),
        (typed("new"), #"{"line_type":null}"#, .unknown, "new"),
        (typed("mobile"), "7", .mobile, "mobile"),
    ])
    func `the porting data counts where the carrier's says nothing`(
        carrier: String,
        portability: String,
        type: LineType,
        word: String
    ) {
        let facts = LineFacts(lineType: type, carrier: "C", word: word)
        #expect(account.lookup(200, Self.found(carrier, portability)) == .found(facts))
    }

    @Test(arguments: ["null", "{}", #"{"name":null,"type":null}"#, "[]", #""none""#])
    func `an answer without a line type is an unknown line`(carrier: String) {
        #expect(account.lookup(200, Self.found(carrier)) == .found(LineFacts(lineType: .unknown)))
    }

    @Test func `a carrier that could not be looked up is a failed lookup`() {
        let carrier = #"{"error_code":"60003","name":null,"type":null}"#
        #expect(
            account.lookup(200, Self.found(carrier))
                == .refused(
                    ProviderWord(code: "60003", text: "Telnyx could not look the carrier up")
                )
        )
    }

    @Test func `a number that is not valid is none`() {
        guard case .noSuchNumber = account.lookup(200, Self.found("null", valid: "false")) else {
            Issue.record("not refused")
            return
        }
    }

    @Test(arguments: [
        (422, "10002"), (422, "10016"), (422, "10015"), (422, "99999"), (400, "10002"),
        (400, "10001"),
    ])
    func `Telnyx's own word that there is no such number is believed`(status: Int, code: String) {
        let body = TelnyxAccount.error(
            code,
            "Invalid phone number",
            detail: "The phone number is invalid."
        )
        let word = ProviderWord(
            code: code,
            text: "Invalid phone number: The phone number is invalid."
        )
        #expect(account.lookup(status, body) == .noSuchNumber(word))
    }

    @Test(arguments: [400, 422])
    func
        `a Canadian number that the account may not look up is a failed lookup, not an invalid number`(
            status: Int
        )
    {
        let body = TelnyxAccount.error(
            "10002",
            "Invalid number",
            detail: "+14165550123 is a Canadian number"
        )
        let word = ProviderWord(
            code: "10002",
            text: "Invalid number: +14165550123 is a Canadian number"
        )
        #expect(account.lookup(status, body) == .refused(word))
    }

    @Test(arguments: [
        (401, TelnyxAccount.error("10009"), AccountRefusal.credentials), (401, "", .credentials),
        (401, TelnyxAccount.error("77777"), .credentials),
        (403, TelnyxAccount.error("10010"), .credentials),
        (401, TelnyxAccount.error("20002"), .credentials),
        (402, TelnyxAccount.error("77777"), .credit),
        (403, TelnyxAccount.error("20100"), .credit),
        (403, TelnyxAccount.error("20012"), .suspended),
        (403, TelnyxAccount.error("77777"), .configuration),
        (403, TelnyxAccount.page, .configuration),
        (404, TelnyxAccount.page, .configuration), (301, "", .configuration),
        (302, TelnyxAccount.error("77777"), .configuration), (400, "{}", .configuration),
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
        for body in [TelnyxAccount.error("10007"), TelnyxAccount.page, ""] {
            guard case .tryAgain = account.lookup(status, body) else {
                Issue.record("\(account.lookup(status, body))")
                continue
            }
        }
    }

    @Test(arguments: ["10007", "10008", "10011"])
    func `an error that passes is asked again whatever its status`(code: String) {
        #expect(
            account.lookup(400, TelnyxAccount.error(code))
                == .tryAgain(ProviderWord(code: code, text: "said"))
        )
    }

    @Test(arguments: [
        "", "null", "[]", "{}", "<html>", #"{"data":null}"#, #"{"data":{}}"#, #"{"data":[]}"#,
        #"{"data":{"carrier":{"ty"#,
        #"{"data":{"status":"ok"}}"#, #"{"errors":[]}"#, TelnyxAccount.error("10007"),
    ])
    func `success that is not a lookup's answer says nothing about the line`(body: String) {
        guard case .tryAgain = account.lookup(200, body) else {
            Issue.record("\(account.lookup(200, body))")
            return
        }
    }

    @Test(arguments: [
        (405, "77777"), (409, "77777"), (410, "77777"), (400, "10015"),
        (400, "40300"),
    ])
    func `any other answer is a failed lookup, not a landline`(status: Int, code: String) {
        let word = ProviderWord(code: code, text: "said")
        #expect(account.lookup(status, TelnyxAccount.error(code)) == .failed(word))
    }

    @Test func `what is not found is the number's matter`() {
        let word = ProviderWord(code: "10005", text: "said")
        #expect(account.lookup(404, TelnyxAccount.error("10005")) == .refused(word))
    }
}
