// SPDX-License-Identifier: Apache-2.0

@testable import Basics
import HTTP
import Pacing
@testable import Providers
import Testing

@Suite(.timeLimit(.minutes(1))) struct HostileAnswerTests {
    @Test(
        arguments: [
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", "<a>&x;</a>",
            "<a>&#0</a>",
            "<a>&#xD800;</a>",
            "<a b='1", "<a b=1></a>", "<a><b></a></b>", "<a></a><b></b>", "<a></a>text", "text<a/>",
            "<", "<>", "</a>",
            "<a b='<'/>", "<a>&amp</a>",
            "<![CDATA[x]]>", "<!-- ", "<?xml", "<a/", "<a b='1' c/>", "<a>]]</a", "",
        ]
    )
    func `XML that is not well-formed, or brings entities, is none`(text: String) {
        #expect(XMLReader.tree(of: text) == nil)
    }

    @Test(arguments: ["[", "<a>", "{\"a\":", "(", "a"])
    func `an answer that goes on for ever is read or not, and ends`(unit: String) {
        let body = Array(String(repeating: unit, count: 1_000_000 / unit.utf8.count).utf8)
        let answer = GatewayAnswer(HTTPResponse(status: 200, body: body))
        #expect(answer.tree == nil && answer.text.utf8.count <= GatewayAnswer.largest)
    }

    @Test(arguments: [("[", "]"), ("{\"a\":", "}"), ("<a>", "</a>")])
    func `deep nesting does no harm`(opening: String, closing: String) {
        for depth in [10, 60, 500, 20_000] {
            let text =
                String(repeating: opening, count: depth) + "1"
                + String(repeating: closing, count: depth)
            let answer = GatewayAnswer(HTTPResponse(status: 200, body: Array(text.utf8)))
            #expect((answer.tree != nil) || depth > 60)
        }
    }

    @Test func `bytes that are no UTF-8 are text all the same`() throws {
        let answer = GatewayAnswer(
            HTTPResponse(status: 200, body: [0xFF, 0xFE, 0x49, 0x44, 0x3A, 0x37, 0xC3])
        )
        #expect(answer.value(at: try AnswerPath(parsing: #"/ID:(\d)/"#)) == "7")
    }

    @Test(arguments: ["/(.*.*.*x)/", "/((?:a+)+)b/", "/((?:a|a)*)b/", "/(a+)(?:a*)*x/"])
    func `an expression that would take for ever is given up`(path: String) throws {
        let answer = GatewayAnswer(
            HTTPResponse(status: 200, body: Array(repeating: 0x61, count: 100_000))
        )
        #expect(answer.value(at: try AnswerPath(parsing: path)) == nil)
    }

    @Test func `an expression looks at the beginning of an answer only`() throws {
        let path = try AnswerPath(parsing: "/(x)/")
        for (spaces, value) in [(4095, "x"), (4096, nil)] {
            let body = Array(repeating: UInt8(0x20), count: spaces) + [0x78]
            #expect(GatewayAnswer(HTTPResponse(status: 200, body: body)).value(at: path) == value)
        }
    }
}
