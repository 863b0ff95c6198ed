// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Configuration

@Suite struct JSON5ParserTests {
    @Test(arguments: [
        ("null", JSONNode.Value.null),
        ("true", .bool(true)),
        (" false // no\n", .bool(false)),
        ("/* a\n b */ 'it''s'".replacing("''", with: "\\'"), .string("it's")),
        ("\"\\u00e9\\ud83d\\ude00\\x41\\n\\\n|\"", .string("é😀A\n|")),
        ("0.0079", .number("0.0079")),
        ("-5e-3", .number("-5e-3")),
        ("+.5", .number("0.5")),
        ("5.", .number("5")),
        ("\u{FEFF}\u{A0}[]", .array([])),
        ("{}", .object([:])),
    ])
    func `a value is read`(text: String, value: JSONNode.Value) throws {
        #expect(try JSON5Parser.parse(Array(text.utf8)).value == value)
    }

    @Test func `comments, trailing commas and bare keys are accepted, and lines are counted`()
        throws
    {
        let text = "{ // first\r\n  rate: 10,\r\n  'list': [1,\n 2,],\n}"
        let root = try JSON5Parser.parse(Array(text.utf8))
        let list = JSONNode.Value.array([
            JSONNode(.number("1"), line: 3), JSONNode(.number("2"), line: 4),
        ])
        #expect(
            root.value
                == .object([
                    "rate": JSONNode(.number("10"), line: 2), "list": JSONNode(list, line: 3),
                ])
        )
    }

    @Test(arguments: [
        ("", 1, 1, "the file ends where a value is expected"),
        ("{\n  \"a\": 1\n  \"b\": 2 }", 3, 3, "a comma is missing before this"),
        ("{\n \"a\": }", 2, 7, "a value is expected here"),
        ("{ \"a\" 1 }", 1, 7, "a colon is missing after this key"),
        ("{ \"a\": 1,", 1, 1, "this bracket is opened and never closed"),
        ("[1", 1, 1, "this bracket is opened and never closed"),
        ("{ : 1 }", 1, 3, "a key in quotes is expected here"),
        ("{ \"a\": 1,\n\"a\": 2 }", 2, 1, "this key is there twice, also in line 1"),
        ("{ \"a\": \"x\n\" }", 1, 8, "this quote is opened and not closed in its line"),
        ("{ \"a\": yes }", 1, 8, "text needs quotes"),
        ("0x10", 1, 1, "this is no decimal number; text needs quotes"),
        ("-", 1, 1, "this is no number"),
        ("1e", 1, 3, "the exponent's digits are missing"),
        (
            "\"\\q\"", 1, 3,
            "a backslash before this character means nothing; write \\\\ for a backslash"
        ),
        ("\"\\ud83d\"", 1, 3, "half of a surrogate pair"),
        ("\"\\ud83d\\u0041\"", 1, 3, "half of a surrogate pair"),
        ("\"\\u12\"", 1, 6, "4 hexadecimal digits are expected here"),
        ("\"\\", 1, 3, "the file ends inside a text"),
        ("/* x", 1, 1, "this comment is opened and never closed"),
        ("{} x", 1, 4, "something follows after the end of the document"),
    ])
    func `a mistake has its place`(text: String, line: Int, column: Int, problem: String) {
        #expect(throws: JSON5Error(line: line, column: column, problem: problem)) {
            try JSON5Parser.parse(Array(text.utf8))
        }
    }

    @Test func `nesting without end is refused`() {
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
        #expect(throws: JSON5Error(line: 1, column: 65, problem: "this is nested too deeply")) {
            try JSON5Parser.parse(deep)
        }
    }
}
