// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import HTTP
import PhoneNumbers
@testable import Providers
import Testing

/// Ids and addresses that come out of a provider's answers: whatever they are, every further
/// question goes to the host and the path that the configuration names.
@Suite struct MessageIDTests {
    /// Every way to ask after a message, with the address of a message whose id is `ID`.
    enum Question: String, CaseIterable, Sendable {
        case plivo = "https://api.plivo.com/p/v1/Account/MA0123456789ABCDEFGH/Message/ID/"
        case twilio =
            "https://api.twilio.com/p/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Messages/ID.json"
        case telnyx = "https://api.telnyx.com/p/v2/messages/ID"
        case gateway = "https://gw.example/p/s/ID"
        case gatewayFile = "https://gw.example/p/s.ID.json?full=ID"

        func request(forMessage id: String) throws -> HTTPRequest? {
            let capability =
                switch self {
                case .plivo: PlivoAccount(baseURL: "https://api.plivo.com/p").plivo.deliveryStatus
                case .twilio:
                    TwilioAccount(baseURL: "https://api.twilio.com/p").twilio.deliveryStatus
                case .telnyx:
                    TelnyxAccount(baseURL: "https://api.telnyx.com/p").telnyx.deliveryStatus
                case .gateway, .gatewayFile: try gateway()
                }
            return capability.service?.statusRequest(forMessage: id)
        }

        private func gateway() throws -> Capability<any DeliveryStatus> {
            let url = try GatewayTemplate(parsing: rawValue.replacing("ID", with: "{{id}}"))
            let status = CustomStatus(
                request: GatewayRequest(method: .get, url: url),
                state: try AnswerPath(parsing: "state")
            )
            return try Gateway().provider(status: status).deliveryStatus
        }
    }

    static let goodIDs = [
        "SM01", "5b40a428-bfc7-4daf-9d06-726c558bf3b8", "a.b", "..a", "...", "a b", "Zoë", "a;b",
        "12025550101+x", "MTIz==",
    ]

    static let badIDs = [
        "", ".", "..", "/", "a/b", "../x", "a/../../x", "%2e", "%2e%2e", "%2E.", "%252e%252e",
        "a%2fb", "..%2f..%2fx", "a?b", "a#b", "?", "#", "\\", "..\\x", "a\\b", "a\r\nb", "\u{0}",
        "a\tb", "\u{7F}", "\u{85}", "%", "%00", "%c0%ae%c0%ae",
    ]

    @Test(arguments: Question.allCases, goodIDs)
    func `an id is one segment of the address`(question: Question, id: String) throws {
        let request = try #require(try question.request(forMessage: id))
        #expect(request.method == .get)
        #expect(Self.reached(request.url) == question.rawValue.replacing("ID", with: id))
    }

    @Test(arguments: Question.allCases, badIDs)
    func `an id that could lead elsewhere is not asked after`(question: Question, id: String) throws
    {
        #expect(try question.request(forMessage: id)?.url == nil)
    }

    @Test(arguments: badIDs.filter { !$0.isEmpty })
    func `in a query any id is only a value`(id: String) throws {
        let url = try GatewayTemplate(parsing: "https://gw.example/p/s?key=k&id={{id}}&x=1")
        let status = CustomStatus(
            request: GatewayRequest(method: .get, url: url),
            state: try AnswerPath(parsing: "state")
        )
        let service = try #require(try Gateway().provider(status: status).deliveryStatus.service)
        let request: HTTPRequest? = service.statusRequest(forMessage: id)
        let parts = try #require(request.flatMap { URLComponents(string: $0.url) })
        #expect(parts.host == "gw.example" && parts.path == "/p/s")
        #expect(parts.queryItems?.map(\.name) == ["key", "id", "x"])
        #expect(parts.queryItems?[1].value == id && parts.fragment == nil)
    }

    @Test(arguments: [
        "https://evil.example/v1/Messages.json?PageToken=1", "//evil.example?PageToken=1",
        "/2010-04-01/../../Calls.json?PageToken=1", "?PageToken=1", "\\\\evil.example?PageToken=1",
        "https://user:password@evil.example/?PageToken=1", "/Messages/%2e%2e/x.json?PageToken=1",
    ])
    func `Twilio's next page is asked for where the first was`(next: String) throws {
        let log = try TwilioAccount().log()
        let body = try JSONEncoder().encode(["next_page_uri": next]).dropLast()
        let page = HTTPResponse(status: 200, body: Array(body + Data(#","messages":[]}"#.utf8)))
        let query = LogQuery(
            recipient: try TwilioAccount().number(),
            from: .distantPast,
            through: .distantFuture
        )
        guard case .page(_, let word?) = log.logAnswer(from: page) else {
            Issue.record("no further page")
            return
        }
        let first = log.logRequest(query, page: nil, size: 50).url.prefix { $0 != "?" }
        #expect(log.logRequest(query, page: word, size: 50).url == first + "?PageToken=1")
    }

    @Test(arguments: [
        "x?a#b", "x?a b", "x?a\r\nHost: evil", "x?a\u{0}", "x?", "x", "x?ü", "x?a\\b", "x?a\"b",
    ])
    func `a next page of Twilio's that is no query is not asked for`(next: String) throws {
        let body = try JSONEncoder().encode(["next_page_uri": next]).dropLast()
        let page = HTTPResponse(status: 200, body: Array(body + Data(#","messages":[]}"#.utf8)))
        guard case .failed = try TwilioAccount().log().logAnswer(from: page) else {
            Issue.record("the page is followed")
            return
        }
    }

    @Test(arguments: [
        "https://evil.example/v1/Message/?offset=1", "../../Call/?offset=1", "/v1/%2e%2e/x", "\\",
    ])
    func `Plivo's next page is asked for where the first was`(next: String) throws {
        let log = try #require(PlivoAccount().plivo.messageLog.service)
        let link = String(decoding: try JSONEncoder().encode(next), as: UTF8.self)
        let meta = #""next": \#(link), "offset": 0, "total_count": 9"#
        let text = PlivoObject.page([PlivoObject()], meta: meta)
        let query = LogQuery(
            recipient: try PlivoAccount().number(),
            from: .distantPast,
            through: .distantFuture
        )
        let response = HTTPResponse(status: 200, body: Array(text.utf8))
        guard case .page(_, let word?) = log.logAnswer(from: response) else {
            Issue.record("no further page")
            return
        }
        let first = log.logRequest(query, page: nil, size: 5).url
        #expect(log.logRequest(query, page: word, size: 5).url == first.dropLast() + "1")
    }

    /// The address in the eyes of the most lenient reader on the way: everything decoded as often
    /// as it can be, and dot segments followed.
    private static func reached(_ url: String) -> String {
        var text = url
        while let decoded = text.removingPercentEncoding, decoded != text { text = decoded }
        var segments: [Substring] = []
        let parts = text.replacing("\\", with: "/").split(
            separator: "/",
            omittingEmptySubsequences: false
        )
        for part in parts {
            switch part {
            case ".": break
            case "..": _ = segments.popLast()
            default: segments.append(part)
            }
        }
        return segments.joined(separator: "/")
    }
}
