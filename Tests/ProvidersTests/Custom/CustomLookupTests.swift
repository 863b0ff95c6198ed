// SPDX-License-Identifier: Apache-2.0

@testable import Basics
import HTTP
import Pacing
@testable import Providers
import PhoneNumbers
import Testing

/// What the answers to lookups mean.
@Suite struct CustomLookupTests {
    private func configured(
        match: AnswerRules.Mark? = nil,
        lineType: String = "carrier.type"
    ) throws -> Custom {
        let request = GatewayRequest(
            method: .get,
            url: try GatewayTemplate(parsing: "https://gw.example/l/{{to}}?k=${TOKEN}")
        )
        var lookup = CustomLookup(request: request, lineType: try AnswerPath(parsing: lineType))
        lookup.carrier = try AnswerPath(parsing: "carrier.name")
        lookup.noSuchNumber = AnswerCodes(quoted: ["N1"], numbers: ["404"])
        lookup.rules.errorCode = try AnswerPath(parsing: "error")
        lookup.rules.fatal = AnswerCodes(quoted: ["F1"])
        lookup.rules.match = match
        lookup.add("Fest Netz", meaning: .fixedLine)
        lookup.add("voip", meaning: .mobile)
        return try Gateway().provider(lookup: lookup)
    }

    private func meaning(_ provider: Custom, status: Int, _ body: String) -> LookupAnswer {
        provider.lookupAnswer(from: HTTPResponse(status: status, body: Array(body.utf8)))
    }

    @Test(
        arguments: [
            ("cell", .mobile), ("fest_netz", .fixedLine), ("FESTNETZ", .fixedLine),
            ("VoIP", .mobile),
            ("toll-free", .tollFree),
            ("martian", .unknown),
        ] as [(String, LineType)]
    )
    func `the gateway's words come before the common ones`(word: String, type: LineType) throws {
        let body = #"{"carrier":{"type":"\#(word)","name":"A\u0007B"}}"#
        #expect(
            meaning(try configured(), status: 200, body)
                == .found(LineFacts(lineType: type, carrier: "A B", word: word))
        )
    }

    @Test(arguments: [
        #"{"carrier":{}}"#, #"{"carrier":{"type":null}}"#, #"{"carrier":{"type":""}}"#,
    ])
    func `no word where one belongs is an unknown line`(body: String) throws {
        #expect(
            meaning(try configured(), status: 200, body) == .found(LineFacts(lineType: .unknown))
        )
    }

    private enum Ending: Sendable {
        case noSuchNumber, account(AccountRefusal), tryAgain, refused, failed
    }

    @Test(
        arguments: [
            (404, "", .noSuchNumber), (400, #"{"error":"N1"}"#, .noSuchNumber),
            (200, #"{"error":"N1"}"#, .noSuchNumber),
            (401, "", .account(.credentials)), (402, "", .account(.credit)),
            (302, "", .account(.configuration)),
            (400, #"{"error":"F1"}"#, .account(.configuration)), (429, "", .tryAgain),
            (500, "", .tryAgain),
            (408, "", .tryAgain),
            (200, "", .tryAgain), (200, "{}", .tryAgain),
            (200, "<html><body>Hi</body></html>", .tryAgain),
            (200, "[]", .tryAgain),
            (400, "", .failed), (403, "", .failed), (404, "<html>no</html>", .failed),
            (404, "<!DOCTYPE html>", .failed), (400, #"{"error":"X"}"#, .refused),
            (422, #"{"error":"X"}"#, .refused), (200, #"{"error":"404"}"#, .noSuchNumber),
            (403, #"{"error":"X"}"#, .failed), (409, #"{"error":"X"}"#, .failed),
        ] as [(Int, String, Ending)]
    )
    private func `an answer without facts never makes a landline`(
        status: Int,
        body: String,
        ending: Ending
    ) throws {
        let answer = meaning(try configured(), status: status, body)
        switch (answer, ending) {
        case (.noSuchNumber, .noSuchNumber), (.tryAgain, .tryAgain), (.failed, .failed),
            (.refused, .refused):
            break
        case (.accountRefused(let refusal, _), .account(let expected)): #expect(refusal == expected)
        default: Issue.record("\(answer)")
        }
    }

    @Test func `a success without its mark is no answer`() throws {
        let body = #"{"carrier":{"type":"mobile"}}"#
        #expect(
            meaning(try configured(match: .text("yes")), status: 200, body)
                == .failed(ProviderWord(code: "200", text: "HTTP 200"))
        )
    }

    @Test func `a key at the top must be there`() throws {
        let provider = try configured(lineType: "type")
        #expect(
            meaning(provider, status: 200, #"{"type":null}"#)
                == .found(LineFacts(lineType: .unknown))
        )
        #expect(
            meaning(provider, status: 200, #"{"status":"ok"}"#)
                == .tryAgain(ProviderWord(text: "HTTP 200 without a line type at “lineType”"))
        )
    }

    @Test func `the request names the number, and may be repeated`() throws {
        let request = try configured().lookupRequest(
            for: try #require(PhoneNumber(e164: "+4915112345678"))
        )
        #expect(
            request.url == "https://gw.example/l/%2B4915112345678?k=t0k%26n" && !request.beginsOnce
        )
    }

    @Test func `what the entry does not have is not asked for`() throws {
        let provider = Custom(
            name: "x",
            gateway: CustomGateway(),
            variables: [:],
            connection: GatewayConnection(timeout: .seconds(1))
        )
        let number = try #require(PhoneNumber(e164: "+4915112345678"))
        #expect(provider.lookupRequest(for: number).url.isEmpty)
        #expect(provider.sendRequest(for: try Gateway.message("x")).url.isEmpty)
        guard case .failed = provider.lookupAnswer(from: HTTPResponse(status: 200)),
            case .accountRefused = provider.sendAnswer(from: HTTPResponse(status: 200)),
            case .missing(let sentence) = provider.deliveryStatus
        else {
            Issue.record("a service that is not there answered")
            return
        }
        #expect(sentence.contains("“x” has no “status”"))
    }
}
