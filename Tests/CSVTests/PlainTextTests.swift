// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import CSV

@Suite struct PlainTextTests {
    private static func utf16(_ text: String, isBigEndian: Bool) -> [UInt8] {
        text.utf16.flatMap { unit in
            let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return isBigEndian ? pair : pair.reversed()
        }
    }

    @Test(
        arguments: [
            (Array("Hi Zoë\tyou\r\n\u{0C}".utf8), "Hi Zoë\tyou\r\n\u{0C}", false),
            ([0xEF, 0xBB, 0xBF] + Array("Hi".utf8), "Hi", false),
            (utf16("\u{FEFF}Hi Zoë 😀", isBigEndian: false), "Hi Zoë 😀", false),
            (utf16("\u{FEFF}Hi Zoë", isBigEndian: true), "Hi Zoë", false),
            (utf16("Hi there", isBigEndian: false), "Hi there", false),
            (Array("Hi Zo".utf8) + [0xEB, 0x21], "Hi Zoë!", true),
            ([0x82, 0xB1, 0x82, 0xF1, 0x82, 0xC9, 0x82, 0xBF, 0x82, 0xCD], "こんにちは", true),
            (Array("a < b, 1 <2 <p>\n{\"x\"}".utf8), "a < b, 1 <2 <p>\n{\"x\"}", false),
            (Array("[{{name}}] Hi".utf8), "[{{name}}] Hi", false),
            (Array("<3 Hi {{name}} ->".utf8), "<3 Hi {{name}} ->", false),
        ] as [([UInt8], String, Bool)])
    func `a text is read as it is encoded`(_ bytes: [UInt8], _ text: String, _ isGuess: Bool) throws
    {
        let plain = try PlainText(bytes)
        #expect(plain.text == text && plain.isGuess == isGuess)
        #expect((plain.guessedExcerpt != nil) == isGuess)
    }

    @Test(arguments: [
        ("{\\rtf1\\ansi Hi}", ForeignFormat.rtf), ("%PDF-1.7", .pdf),
        ("<?xml version=\"1.0\"?>", .xml),
        ("<!DOCTYPE html>\n<p>Hi", .html), ("\n <HTML><body>Hi", .html),
        ("<p>Hi {{name}},<br>see you.</p>\n", .html), ("<div>Hi</div>", .html),
        ("Hi</body></html>", .html), ("PK\u{3}\u{4}    word/document.xml", .docx),
        ("PK\u{3}\u{4} mimetypeapplication/vnd.oasis.opendocument.text", .odt),
        ("PK\u{3}\u{4} Index/Document.iwa", .numbers), ("BEGIN:VCARD\n", .vCard),
    ])
    func `a file of another kind is named`(_ text: String, _ format: ForeignFormat) {
        #expect(throws: PlainText.Problem.foreign(format)) { try PlainText(Array(text.utf8)) }
    }

    @Test func `a document of Word before 2007 is told from a workbook`() {
        let mark: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]
        #expect(throws: PlainText.Problem.foreign(.xls)) { try PlainText(mark) }
        #expect(throws: PlainText.Problem.foreign(.doc)) {
            try PlainText(mark + Self.utf16("WordDocument", isBigEndian: false))
        }
    }

    @Test(
        arguments: [
            ("Hi\0", "\0", 1, 3), ("a\r\nb\u{1B}[31m", "\u{1B}", 2, 2), ("\u{7F}", "\u{7F}", 1, 1),
            ("a\n\nb\u{0B}", "\u{0B}", 3, 2), ("x\u{85}", "\u{85}", 1, 2),
            ("é\u{9B}", "\u{9B}", 1, 2),
            ("a\u{8}\u{301}", "\u{8}", 1, 2),
        ] as [(String, Unicode.Scalar, Int, Int)])
    func `a control character is named with its place`(
        _ text: String, _ scalar: Unicode.Scalar, _ line: Int, _ column: Int
    ) {
        #expect(throws: PlainText.Problem.control(scalar, line: line, column: column)) {
            try PlainText(Array(text.utf8))
        }
    }

    @Test func `damaged UTF-8 is no guess`() {
        let bytes = Array("Zoë, Noël\nJosé, Ana é ".utf8) + [0xE9]
        #expect(throws: PlainText.Problem.invalid(.utf8, line: 2)) { try PlainText(bytes) }
    }
}
