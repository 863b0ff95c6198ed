// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Basics
@testable import Providers

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
