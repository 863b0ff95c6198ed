// SPDX-License-Identifier: Apache-2.0

import Providers
import Testing

/// What proxies, firewalls and login pages answer in a provider's place proves nothing, whoever the
/// provider is.
@Suite struct StrangerAnswerTests {
    /// A provider, with a refusal in its own form.
    enum Vendor: CaseIterable, Sendable {
        case plivo, twilio, telnyx, vonage

        func answer(_ status: Int, _ body: String) -> SendAnswer {
            switch self {
            case .plivo: PlivoAccount().send(status, body)
            case .twilio: TwilioAccount().send(status, body)
            case .telnyx: TelnyxAccount().send(status, body)
            case .vonage: VonageAccount().send(status, body)
            }
        }

        var refusals: [String] {
            switch self {
            case .plivo: [PlivoAccount.sendError("dst is not valid"), PlivoAccount.sendError("?")]
            case .twilio: [TwilioAccount.error(21211), TwilioAccount.error(99999)]
            case .telnyx: [TelnyxAccount.error("40310"), TelnyxAccount.error("99999")]
            case .vonage: [VonageAccount.receipt(VonageAccount.refused(6)), VonageAccount.problem]
            }
        }

        var acceptance: String {
            switch self {
            case .plivo: #"{"api_id":"a","message_uuid":["u1"]}"#
            case .twilio: #"{"sid":"SM1","status":"queued"}"#
            case .telnyx: #"{"data":{"id":"t1","to":[{"status":"queued"}]}}"#
            case .vonage: VonageAccount.receipt(VonageAccount.accepted("v1"))
            }
        }
    }

    /// Nobody's own form: pages, texts, and JSON as many servers write it.
    static let bodies = [
        "", " ", PlivoAccount.page, "<!DOCTYPE html><title>Login</title>", "Forbidden",
        "The response was blocked by policy", "null", "[]", "{}", #"{"message":"Forbidden"}"#,
        #"{"message":"Not Found"}"#, #"{"message":"no Route matched with those values"}"#,
        #"{"error":"forbidden"}"#, #"{"error":{"code":403,"message":"Forbidden"}}"#,
        #"{"code":403,"message":"Forbidden","status":403}"#, #"{"code":"403"}"#,
        #"{"type":"about:blank","title":"Forbidden","status":403}"#,
        #"{"type":"https://tools.ietf.org/html/rfc7231#section-6.5.1","title":"Bad Request"}"#,
        #"{"type":"https://vonage.com.evil.example/","title":"Forbidden"}"#,
        #"{"errors":[]}"#, #"{"errors":[{"status":"403","title":"Forbidden"}]}"#,
        #"{"errors":[{"code":"403","title":"Forbidden","detail":"no"}]}"#,
        #"{"errors":{"code":"40310","title":"Invalid to"}}"#, #"{"messages":[]}"#,
        #"{"success":false,"errors":[{"code":10001,"message":"DNS"}]}"#,
    ]

    private static let oneByOne = [
        400, 403, 404, 405, 406, 409, 410, 411, 412, 413, 414, 415, 417, 418, 421, 422, 423, 424,
        425, 426, 428, 431, 444, 451, 499,
    ]
    private static let everybodys = [300, 304, 305, 307, 308, 401, 402, 407]

    @Test(arguments: Vendor.allCases, oneByOne + everybodys)
    func `a refusal that is not in the provider's form is none`(vendor: Vendor, status: Int) {
        for body in Self.bodies {
            guard case .unrecognised(let answer) = vendor.answer(status, body) else {
                Issue.record("\(vendor) \(status) \(body): \(vendor.answer(status, body))")
                continue
            }
            #expect(answer.status == status)
            #expect(answer.concernsEverybody == Self.everybodys.contains(status))
            #expect(!answer.mayFollowAcceptance)
        }
    }

    @Test(arguments: Vendor.allCases, [301, 302, 303])
    func `a redirect may confirm the message, whatever comes with it`(vendor: Vendor, status: Int) {
        for body in Self.bodies + vendor.refusals + [vendor.acceptance] {
            guard case .unrecognised(let answer) = vendor.answer(status, body) else {
                Issue.record("\(vendor) \(status) \(body): \(vendor.answer(status, body))")
                continue
            }
            #expect(answer.mayFollowAcceptance && answer.concernsEverybody)
        }
    }

    @Test(arguments: Vendor.allCases)
    func `407 is a proxy's, whatever comes with it`(vendor: Vendor) {
        for body in vendor.refusals {
            guard case .unrecognised(let answer) = vendor.answer(407, body) else {
                Issue.record("\(vendor) \(body): \(vendor.answer(407, body))")
                continue
            }
            #expect(answer.concernsEverybody)
        }
    }

    @Test(arguments: Vendor.allCases, [408, 500, 502, 503, 504, 511, 520, 530, 599, 600, 999])
    func `a server error may follow an acceptance, whatever comes with it`(
        vendor: Vendor,
        status: Int
    ) {
        for body in Self.bodies + vendor.refusals + [vendor.acceptance] {
            guard case .unclear(.serverError, _) = vendor.answer(status, body) else {
                Issue.record("\(vendor) \(status) \(body): \(vendor.answer(status, body))")
                continue
            }
        }
    }

    @Test(arguments: Vendor.allCases, [200, 201, 202, 204, 206, 226, 299])
    func `a success that is not in the provider's form proves nothing`(vendor: Vendor, status: Int)
    {
        for body in Self.bodies {
            guard case .unclear(.badResponse, _) = vendor.answer(status, body) else {
                Issue.record("\(vendor) \(status) \(body): \(vendor.answer(status, body))")
                continue
            }
        }
    }

    @Test(arguments: Vendor.allCases)
    func `too many requests are never processed, whoever says so`(vendor: Vendor) {
        for body in Self.bodies {
            guard case .notProcessed = vendor.answer(429, body) else {
                Issue.record("\(vendor) \(body): \(vendor.answer(429, body))")
                continue
            }
        }
    }

    @Test(arguments: Vendor.allCases, [400, 401, 402, 403, 404, 405, 409, 410, 422])
    func `a refusal in the provider's form is one`(vendor: Vendor, status: Int) {
        for body in vendor.refusals {
            switch vendor.answer(status, body) {
            case .rejected, .accountRefused: break
            case let answer: Issue.record("\(vendor) \(status) \(body): \(answer)")
            }
        }
    }

    @Test(arguments: Vendor.allCases)
    func `an acceptance in the provider's form is one`(vendor: Vendor) {
        guard case .accepted = vendor.answer(200, vendor.acceptance) else {
            Issue.record("\(vendor): \(vendor.answer(200, vendor.acceptance))")
            return
        }
    }
}
