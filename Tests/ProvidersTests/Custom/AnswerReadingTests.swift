// SPDX-License-Identifier: Apache-2.0

@testable import Basics
import HTTP
import Pacing
@testable import Providers
import Testing

@Suite struct AnswerPathTests {
    private static let json = #"""
        { "data": { "id": 12345678901234567890, "items": [ {"id": "a"}, {"id": "b"}, [7, null] ], "0": "zero", "ok": true, "none": null,
          "empty": "", "price": -0.0075 } }
        """#
    private static let xml = """
        <?xml version="1.0"?><!-- <id>0</id> --><r:response xmlns:r="urn:x" code='7 &amp; 8'>
          <message id="m1"><state>sent</state></message><message id="m2"> A &#x42;&#67; <![CDATA[<d>]]> </message><empty/></r:response>
        """

    private func value(_ path: String, _ body: String, type: String? = nil) throws -> String? {
        let headers = type.map { [HTTPHeader("Content-Type", $0)] } ?? []
        let answer = GatewayAnswer(
            HTTPResponse(status: 200, headers: headers, body: Array(body.utf8))
        )
        return answer.value(at: try AnswerPath(parsing: path))
    }

    @Test(
        arguments: [
            ("data.id", "12345678901234567890"), ("data.items.0.id", "a"), ("data.items.1.id", "b"),
            ("data.items.2.0", "7"),
            ("data.items.2.1", nil), ("data.items.3", nil), ("data.items.-1", nil),
            ("data.0", "zero"),
            ("data.ok", "true"),
            ("data.none", nil), ("data.empty", nil), ("data", nil), ("nowhere", nil),
            ("data.price", "-0.0075"),
            ("data.id.more", nil),
        ]
    )
    func `a path walks through JSON`(path: String, expected: String?) throws {
        #expect(try value(path, Self.json) == expected)
        #expect(
            try value(path, Self.json, type: "application/problem+json; charset=utf-8") == expected
        )
    }

    @Test(
        arguments: [
            ("response.@code", "7 & 8"), ("response.message.@id", "m1"),
            ("response.message.1.@id", "m2"),
            ("response.message.1", "A BC <d>"), ("response.message.state", "sent"),
            ("response.message.2", nil),
            ("response.empty", nil), ("response.id", nil), ("message", nil),
        ]
    )
    func `a path walks through XML`(path: String, expected: String?) throws {
        #expect(try value(path, Self.xml) == expected)
        #expect(try value(path, "\u{FEFF}" + Self.xml, type: "text/xml") == expected)
    }

    @Test(
        arguments: [
            (#"/ID: (\w+)/"#, "OK\r\nID: abc1\r\n", "abc1"), (#"/^(\d+): /"#, "0: Accepted", "0"),
            (#"/(?:a|b)(c)?/"#, "xa", nil),
            (#"/"id":\s*(\d+)/"#, #"{"id": 42}"#, "42"), (#"/ID: (.+)/"#, "nothing", nil),
            (#"/(é)/"#, "caf\u{E9}", "é"),
        ]
    )
    func `an expression finds its group in any text`(
        path: String,
        text: String,
        expected: String?
    ) throws {
        #expect(try value(path, text) == expected)
    }

    @Test(arguments: ["data.id", "0", "@id"])
    func `text without structure has no paths`(path: String) throws {
        for text in ["", "0: Accepted", "{", "[1,", "<a>", "<a></b>", "\u{0}"] {
            #expect(try value(path, text) == nil)
        }
    }

    @Test(
        arguments: [
            ("", .emptyStep), ("a..b", .emptyStep), ("a. b", .emptyStep), (".", .emptyStep),
            ("/a", .openPattern),
            ("/", .openPattern),
            ("//", .openPattern), ("/a/", .groups), ("/(a)(b)/", .groups), ("/(?:a)/", .groups),
            (#"/((a+)+)/"#, .groups),
            ("/(a/", .badPattern), ("/a)(/", .badPattern), ("/([a)/", .badPattern),
            ("/(*)/", .badPattern), ("/(?<n>/", .badPattern),
        ] as [(String, AnswerPathError)]
    )
    func `a path that cannot work is refused`(text: String, error: AnswerPathError) {
        #expect(throws: error) { try AnswerPath(parsing: text) }
    }

    @Test(arguments: [
        #"/(?:id|nr): ([^"]+)/"#, #"/\(a+\)+(b)/"#, #"/(a+)?b/"#, #"/[(+]+(x)/"#,
        #"/id=(?<id>\d+)/"#,
    ])
    func `an expression with one group is taken`(text: String) throws {
        _ = try AnswerPath(parsing: text)
    }
}

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
