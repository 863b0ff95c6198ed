// SPDX-License-Identifier: Apache-2.0

@testable import Basics
import Foundation
import HTTP
import Pacing
@testable import Providers
import SMSText
import Testing

@Suite struct GatewayRequestTests {
    @Test(arguments: Gateway.hostileTexts)
    func `a text in a URL is one value of the query and one part of the path`(text: String) throws {
        let gateway = try Gateway(
            .get,
            url: "https://gw.example/a/{{text}}/b?to={{to}}&text={{text}}&key=${TOKEN}"
        )
        let request = try gateway.request(text)
        #expect(request.url.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
        let parts = try #require(URLComponents(string: request.url))
        #expect(parts.host == "gw.example" && parts.fragment == nil)
        #expect(
            parts.percentEncodedPath.split(separator: "/", omittingEmptySubsequences: false).count
                == 4
        )
        #expect(
            parts.percentEncodedPath.split(separator: "/", omittingEmptySubsequences: false)[2]
                .removingPercentEncoding
                == text
        )
        #expect(parts.queryItems?.map(\.name) == ["to", "text", "key"])
        #expect(parts.queryItems?.map(\.value) == [Gateway.recipient, text, "t0k&n"])
        #expect(request.method == .get && request.beginsOnce && request.body.isEmpty)
    }

    @Test(arguments: Gateway.hostileTexts)
    func `a text in JSON is one string`(text: String) throws {
        let json = GatewayJSON.object([
            "to": .list([.text(try GatewayTemplate(parsing: "{{to.digits}}"))]),
            "text": .text(try GatewayTemplate(parsing: "<{{text}}>")),
            "key": .text(try GatewayTemplate(parsing: "${TOKEN}")), "n": .number("1.50"),
            "yes": .bool(true),
            "no": .null,
        ])
        let request = try Gateway(body: .json(json)).request(text)
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any]
        )
        #expect(
            object["text"] as? String == "<\(text)>"
                && object["to"] as? [String] == ["4915112345678"]
        )
        #expect(
            object["key"] as? String == "t0k&n" && object["yes"] as? Bool == true
                && object.count == 6
        )
        #expect(
            String(decoding: request.body, as: UTF8.self).hasPrefix(
                #"{"key":"t0k&n","n":1.50,"no":null,"text":"<"#
            )
        )
        #expect(request.headers == [HTTPHeader("Content-Type", "application/json")])
    }

    @Test(arguments: Gateway.hostileTexts)
    func `a text in a form is one field`(text: String) throws {
        let fields = try [("a b", "{{text}}"), ("key", "${TOKEN}"), ("to", "{{to}}")].map {
            GatewayField($0, try GatewayTemplate(parsing: $1))
        }
        let request = try Gateway(body: .form(fields)).request(text)
        let pairs = String(decoding: request.body, as: UTF8.self).split(separator: "&").map {
            pair in
            pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { $0.replacing("+", with: " ").removingPercentEncoding }
        }
        #expect(pairs == [["a b", text], ["key", "t0k&n"], ["to", Gateway.recipient]])
        #expect(
            request.headers == [HTTPHeader("Content-Type", "application/x-www-form-urlencoded")]
        )
    }

    @Test(arguments: Gateway.hostileTexts)
    func `a text in a plain body is as it is`(text: String) throws {
        let request = try Gateway(body: .plain(try GatewayTemplate(parsing: "{{text}}"))).request(
            text
        )
        #expect(request.body == Array(text.utf8))
        #expect(request.headers == [HTTPHeader("Content-Type", "text/plain; charset=utf-8")])
    }

    @Test(arguments: Gateway.hostileTexts)
    func `a text in an XML body is character data`(text: String) throws {
        let template = try GatewayTemplate(
            parsing: "<sms to=\"{{to}}\"><text>.{{text}}.</text><n>1</n></sms>"
        )
        let gateway = try Gateway(
            headers: ["content-type": "Text/XML; charset=utf-8"],
            body: .plain(template)
        )
        let body = String(decoding: try gateway.request(text).body, as: UTF8.self)
        let tree = try #require(XMLReader.tree(of: body))
        let allowed = String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter {
                    $0.value >= 32 || "\t\r\n".unicodeScalars.contains($0)
                }
            )
        )
        #expect(tree.node(at: ["sms", "text"])?.text == ".\(allowed).")
        #expect(
            tree.node(at: ["sms", "@to"])?.text == Gateway.recipient
                && tree.node(at: ["sms", "n"])?.text == "1"
        )
        #expect(tree.node(at: ["sms", "to"]) == nil)
    }

    @Test(arguments: Gateway.hostileTexts)
    func `what a sender's name holds begins no other header`(sender: String) throws {
        let gateway = try Gateway(
            headers: ["X-From": " {{from}} ", "X-Key": "Bearer ${TOKEN}"],
            body: .plain(try GatewayTemplate(parsing: ""))
        )
        let request = try gateway.request("x", from: sender)
        #expect(request.headers.map(\.name) == ["Content-Type", "X-From", "X-Key"])
        let value = try #require(request.headers.first(named: "X-From"))
        #expect(
            !value.unicodeScalars.contains { $0.properties.generalCategory == .control }
                && !value.hasPrefix(" ")
        )
        #expect(request.headers.first(named: "X-Key") == "Bearer t0k&n")
    }

    @Test(
        arguments: [
            ("{{to}}", "+4915112345678"), ("{{to.digits}}", "4915112345678"),
            ("{{from}}", "+12025550100"),
            ("{{from.digits}}", "12025550100"), ("{{id}}", "8f14e45f-ceea"),
            ("{{encoding}}", "GSM-7"),
            ("${TOKEN}", "t0k&n"),
        ]
    )
    func `every placeholder has its meaning`(placeholder: String, meaning: String) throws {
        let gateway = try Gateway(body: .plain(try GatewayTemplate(parsing: placeholder)))
        #expect(String(decoding: try gateway.request("Hi").body, as: UTF8.self) == meaning)
    }

    @Test(arguments: [("Hi €", "0"), ("Hi \u{1F389}", "2")])
    func `a gateway is told the encoding in its own words`(text: String, word: String) throws {
        var gateway = try Gateway(
            headers: ["X-Coding": "{{encoding}}"],
            body: .plain(try GatewayTemplate(parsing: "{{text}}"))
        )
        gateway.send.encodings = [.gsm7: "0", .ucs2: "2"]
        #expect(try gateway.request(text).headers.first(named: "X-Coding") == word)
    }

    @Test func `a variable before the query is an address, in it a value`() throws {
        var gateway = try Gateway(.get, url: "${BASE}/{{to}}?k=${KEY}")
        gateway.variables = ["BASE": "https://gw.example/v1", "KEY": "a/b"]
        #expect(try gateway.request("x").url == "https://gw.example/v1/%2B4915112345678?k=a%2Fb")
    }

    @Test
    func
        `every request has the entry's credentials, time-out and trust, and is finished once begun`()
        throws
    {
        let request = try Gateway(
            headers: ["Content-Type": "text/x"],
            body: .plain(try GatewayTemplate(parsing: "{{text}}"))
        ).request("x")
        #expect(request.credentials == Credentials(user: "u", password: "p4ss"))
        #expect(
            request.timeout == .seconds(7) && request.caFile == "/etc/ca.pem"
                && request.survivesCancellation
        )
        #expect(request.headers == [HTTPHeader("Content-Type", "text/x")])
    }
}

@Suite struct GatewayTemplateTests {
    @Test(
        arguments: [
            ("", []), ("a $ { } }} b", [.literal("a $ { } }} b")]), ("{{to}}", [.placeholder(.to)]),
            (
                "a{{ to.digits }}${X}b",
                [.literal("a"), .placeholder(.toDigits), .variable("X"), .literal("b")]
            ),
            (
                "${A}${B}{{id}}{{id}}",
                [.variable("A"), .variable("B"), .placeholder(.id), .placeholder(.id)]
            ),
            ("{{{to}}", nil), ("${{{to}}}", [.variable("{{to"), .literal("}}")]),
        ] as [(String, [GatewayTemplate.Piece]?)]
    )
    func `a text is taken apart`(text: String, pieces: [GatewayTemplate.Piece]?) {
        #expect((try? GatewayTemplate(parsing: text))?.pieces == pieces)
    }

    @Test(
        arguments: [
            ("{{too}}", .unknownPlaceholder("too")), ("{{}}", .unknownPlaceholder("")),
            ("{{To}}", .unknownPlaceholder("To")),
            ("x {{to}", .openPlaceholder), ("{{", .openPlaceholder), ("${A", .openVariable),
            ("${}", .namelessVariable),
        ] as [(String, GatewayTemplateError)]
    )
    func `a mistake is named`(text: String, error: GatewayTemplateError) {
        #expect(throws: error) { try GatewayTemplate(parsing: text) }
        #expect(!error.description.isEmpty)
    }
}
