// SPDX-License-Identifier: Apache-2.0

@testable import Basics
@testable import Campaign
@testable import Configuration
import Foundation
import HTTP
@testable import Lists
import Pacing
import PhoneNumbers
import Providers
import SMSText
import Testing

@Suite struct GatewayReadingTests {
    /// The entry that the issue and the documentation show.
    private static let whole = """
        send: { method: "POST", url: "https://gw.example/sms", headers: { "X-To": "{{to}}", "X-Key": "Bearer ${GW_TOKEN}", "X-N": 1 },
          body: "{{text}}", success: { statuses: [200, 202], match: "Accepted" }, messageID: "data.id",
          error: { code: "error.code", message: "error.text" }, safeToRetry: [429], optedOut: ["21610"], fatal: ["401"],
          encodings: { "GSM-7": 0, "UCS-2": "2" } },
        lookup: { method: "GET", url: "https://gw.example/lookup/{{to}}", lineType: "carrier.type", carrier: "carrier.name",
          lineTypes: { "cell": "mobile", "land": "fixed_line" }, noSuchNumber: [404] },
        status: { method: "GET", url: "https://gw.example/sms/{{id}}", state: "status", states: { "DLVRD": "delivered" }, cost: "price" },
        user: "${GW_USER}", password: "x", caFile: "ca.pem"
        """

    @Test func `an entry with everything is read as it is written`() throws {
        let gateway = try #require(try GatewayEntry.settings(Self.whole).provider.gateway)
        let send = try #require(gateway.send)
        #expect(
            send.request.method == .post
                && send.request.headers.map(\.name) == ["X-Key", "X-N", "X-To"]
        )
        #expect(send.request.body == .plain(try GatewayTemplate(parsing: "{{text}}")))
        #expect(
            send.rules.statuses == [200, 202] && send.rules.match == .text("Accepted")
                && send.rules.fatal == AnswerCodes(quoted: ["401"])
        )
        #expect(
            send.messageID == .steps(["data", "id"])
                && send.rules.errorCode == .steps(["error", "code"])
        )
        #expect(
            send.safeToRetry == AnswerCodes(numbers: ["429"])
                && send.optedOut == AnswerCodes(quoted: ["21610"])
                && send.encodings == [.gsm7: "0", .ucs2: "2"]
        )
        let lookup = try #require(gateway.lookup)
        #expect(
            lookup.lineTypes == ["cell": .mobile, "land": .fixedLine]
                && lookup.noSuchNumber == AnswerCodes(numbers: ["404"])
        )
        let status = try #require(gateway.status)
        #expect(status.states == ["dlvrd": .delivered] && status.cost == .steps(["price"]))
    }

    @Test func `what is left out has its default`() throws {
        let gateway = try #require(
            try GatewayEntry.settings(GatewayEntry.send, GatewayEntry.lookup).provider.gateway
        )
        #expect(
            gateway.send?.request.method == .post && gateway.lookup?.request.method == .get
                && gateway.status == nil
        )
        #expect(
            gateway.send?.rules == AnswerRules() && gateway.send?.messageID == nil
                && gateway.send?.encodings == [:]
        )
    }

    @Test func `an entry that can recognise no answer has a warning`() throws {
        let warnings = try GatewayEntry.settings(GatewayEntry.send).provider.answerWarnings
        #expect(warnings.count == 1 && warnings[0].contains("“mine”"))
        for member in [
            "messageID: 'id'", "success: { match: 'OK' }", "error: { code: 'code' }",
        ] {
            let send = GatewayEntry.send.replacing(" }", with: ", \(member) }")
            #expect(try GatewayEntry.settings(send).provider.answerWarnings.isEmpty, "\(member)")
        }
        let words = GatewayEntry.send.replacing(" }", with: ", error: { message: 'text' } }")
        #expect(try GatewayEntry.settings(words).provider.answerWarnings.count == 1)
        #expect(try GatewayEntry.settings(GatewayEntry.lookup).provider.answerWarnings.isEmpty)
        #expect(ProviderEntry.sandbox.answerWarnings.isEmpty)
    }

    @Test(arguments: ["fatal", "safeToRetry", "optedOut"])
    func `a code in quotes that looks like a status has a hint`(key: String) throws {
        func hints(_ list: String) throws -> [String] {
            let send = GatewayEntry.send.replacing(" }", with: ", \(key): \(list) }")
            return try GatewayEntry.settings(send).provider.answerHints
        }
        for list in ["[]", "[500]", "['17', '1000', '99', '600', 'E500']"] {
            #expect(try hints(list).isEmpty, "\(list)")
        }
        for list in ["['500']", "[403, '500']", "['500', 'x']"] {
            let found = try hints(list)
            #expect(found.count == 1 && found[0].contains("“send.\(key)” has \"500\""), "\(found)")
        }
        #expect(try hints("['599', '100']")[0].contains("\"100\", \"599\""))
    }

    @Test func `codes that prove an acceptance need our own id in the request`() throws {
        let send = GatewayEntry.send.replacing("{{text}}", with: "{{text}} {{id}}")
            .replacing("' }", with: "', knownAlready: [409, 'dup'] }")
        let gateway = try GatewayEntry.settings(send).provider.gateway
        #expect(
            gateway?.send?.knownAlready == AnswerCodes(quoted: ["dup"], numbers: ["409"])
        )
    }

    @Test func `a JSON body keeps its digits, its order of items and its nulls`() throws {
        let send =
            "send: { url: 'https://gw.example/', json: { n: 007.50, m: -00, to: ['{{to}}', null, true], text: '{{text}}' } }"
        let body = try GatewayEntry.settings(send).provider.gateway?.send?.request.body
        let list: GatewayJSON = .list([
            .text(try GatewayTemplate(parsing: "{{to}}")), .null, .bool(true),
        ])
        let text = GatewayJSON.text(try GatewayTemplate(parsing: "{{text}}"))
        #expect(
            body
                == .json(
                    .object(["n": .number("7.50"), "m": .number("-0"), "to": list, "text": text])
                )
        )
    }

    @Test func `the account has the variables' values, hidden`() throws {
        let environment = ["GW_TOKEN": "t0k", "GW_USER": "me", "OTHER": "x"]
        let account = try GatewayEntry.settings(Self.whole).account(environment: environment)
        #expect(account.variables.mapValues { $0.reveal() } == ["GW_TOKEN": "t0k"])
        #expect(
            account.values.mapValues { $0.reveal() } == ["user": "me", "password": "x"]
                && account.caFile == "/srv/ca.pem"
        )
        var dumped = ""
        dump(account, to: &dumped)
        #expect(!dumped.contains("t0k"))
        let number = try Sample.number(Sample.mobile)
        let provider = try #require(account.provider(timeout: .seconds(9)))
        let request = provider.sendRequest(
            for: OutgoingMessage(to: number, from: "ACME", text: "Hi", id: "1")
        )
        #expect(
            request.headers.first(named: "X-Key") == "Bearer t0k" && request.timeout == .seconds(9)
        )
        #expect(request.credentials?.user == "me" && provider.deliveryStatus.service != nil)
    }

    @Test func `credentials that are refused may be any of the variables`() throws {
        #expect(
            try GatewayEntry.settings(Self.whole).provider.credentialNames == [
                "GW_USER", "“password”", "GW_TOKEN",
            ]
        )
        let send = GatewayEntry.send.replacing("?to", with: "?a=${A}&b=${B}&c=${A}&to")
        #expect(try GatewayEntry.settings(send).provider.credentialNames == ["A", "B"])
    }

    @Test func `an entry without lookups makes none, and one without messages sends none`() throws {
        let sending = try GatewayEntry.settings(GatewayEntry.send)
        #expect(
            !sending.provider.hasLookups && sending.provider.hasMessages
                && sending.lookupMode == .never
        )
        let asking = try GatewayEntry.settings(GatewayEntry.lookup)
        #expect(
            asking.provider.hasLookups && !asking.provider.hasMessages && asking.lookupMode == .auto
        )
    }

    @Test func `lookups of every number need a lookup`() throws {
        let more = "lookup: { mode: 'always' },"
        #expect(try GatewayEntry.settings(GatewayEntry.lookup, more: more).lookupMode == .always)
        let error = #expect(throws: ConfigurationError.self) {
            try GatewayEntry.settings(GatewayEntry.send, more: more)
        }
        #expect(
            error?.description
                == "c:2: lookup.mode: \"always\" needs lookups, and the provider entry \"mine\" has no \"lookup\""
        )
    }
}

/// Short ways to configurations with a gateway in them.
enum GatewayEntry {
    static let send = "send: { url: 'https://gw.example/sms?to={{to}}', body: '{{text}}' }"
    static let lookup = "lookup: { url: 'https://gw.example/l/{{to}}', lineType: 'type' }"
    static let status = "status: { url: 'https://gw.example/s/{{id}}', state: 'state' }"

    /// Reads a configuration whose chosen entry has these members, one a line from line 4 on.
    static func settings(
        _ members: String...,
        more: String = "",
        environment: [String: String] = [:]
    ) throws(ConfigurationError) -> Settings {
        let text = """
            { provider: 'mine', from: '+12025550100',
              \(more)
              providers: { mine: { type: 'custom',
            \(members.joined(separator: ",\n"))
            } } }
            """
        return try Settings(
            parsing: Array(text.utf8),
            file: "c",
            directory: "/srv",
            environment: environment
        )
    }
}

/// The examples that people copy.
@Suite struct GatewayDocumentationTests {
    private func examples() throws -> [String] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../../docs/custom-gateway.md").standardized
        let text = try String(contentsOf: file, encoding: .utf8)
        return text.split(separator: "```jsonc\n").dropFirst().compactMap {
            $0.components(separatedBy: "```").first
        }
    }

    @Test func `every example of the documentation is read, and makes an account`() throws {
        let examples = try examples()
        #expect(examples.count == 3)
        for text in examples {
            let settings = try Settings(
                parsing: Array(text.utf8),
                file: "c",
                directory: "/",
                environment: [:]
            )
            let environment = ["KANNEL_PASSWORD": "a", "GW_TOKEN": "b", "GW_KEY": "c"]
            let account = try settings.account(environment: environment)
            #expect(account.variables.count == 1)
            #expect(account.provider(timeout: .seconds(1)) != nil)
        }
    }
}
