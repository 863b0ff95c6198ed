// SPDX-License-Identifier: Apache-2.0

import Foundation
import SMSText
import Testing

@Suite struct TemplateTests {
    static let headers = ["First Name", "last_name", "E-Mail", "city", "Straße"]
    static let row = ["Ana", " Müller\u{A0}", "ana@example.com", "", "Hauptstr. 1"]

    @Test(
        arguments: [
            ("Hello!", "Hello!"),
            ("Hi {{first_name}}!", "Hi Ana!"),
            ("{{FIRST NAME}}{{firstname}}{{ First_Name }}{{first-name}}", "AnaAnaAnaAna"),
            ("{{last name}}, {{email}}", "Müller, ana@example.com"),
            ("{{STRASSE}}", nil),
            ("{{strasse}}", nil),
            ("{{straße}}", "Hauptstr. 1"),
            ("{{STRAßE}}", "Hauptstr. 1"),
            ("in {{city | default: \"your town\"}}", "in your town"),
            ("in {{city|default:\"\"}}.", "in ."),
            ("{{ first name\n |\tdefault : \"x\" }}", "Ana"),
            ("{{city | default: \"say \\\"hi\\\" \\\\ \\n\"}}", "say \"hi\" \\ \\n"),
            ("{{city | default: \"a | b }} {{ c\"}}", "a | b }} {{ c"),
            ("{{city | default: your town}}", "your town"),
            ("{{city|default:what's up}}", "what's up"),
            ("{{city | default: a: b \\ c}}", "a: b \\ c"),
            ("{{\"first name\"}}, {{ \"LAST_NAME\" | upper }}", "Ana, MÜLLER"),
            ("one { brace } is text", "one { brace } is text"),
            ("\\{\\{first name\\}\\}", "{{first name}}"),
            ("\\{{first name\\}}", "{{first name}}"),
            ("\\{{{first name}}\\}", "{Ana}"),
            ("\\\\{{first name}}", "\\Ana"),
            ("\\\\\\{{{first name}}", "\\{Ana"),
            ("C:\\new \\\\ ¯\\_(ツ)_/¯ \\", "C:\\new \\\\ ¯\\_(ツ)_/¯ \\"),
            ("a\r\nb\rc\n\nd", "a\nb\nc\n\nd"),
            ("text\n", "text"),
            ("text\r\n", "text"),
            ("text\n\n", "text\n"),
            ("\u{FEFF}text", "text"),
            ("  text ", "  text "),
            ("cafe\u{301} 😀 {{first name}}", "café 😀 Ana"),
        ] as [(String, String?)]
    )
    func `a template is rendered for a row`(text: String, expected: String?) throws {
        guard let expected else {
            #expect(throws: TemplateError.self) {
                try Template(parsing: text).bound(to: Self.headers)
            }
            return
        }
        guard case .text(let rendered) = try rendering(text, headers: Self.headers, row: Self.row)
        else {
            Issue.record("a value is missing")
            return
        }
        #expect(Array(rendered.unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test(arguments: ["", " ", "\u{A0}\t\u{3000}\n", "\r\n"])
    func `a value of white space is missing`(value: String) throws {
        #expect(
            try rendering("Hi {{first_name}}", headers: ["First Name"], row: [value])
                == .missingValue(column: "First Name")
        )
    }

    @Test(arguments: [
        (" Ana ", "Ana"), ("\u{2003}Ana\u{A0}", "Ana"), ("Ana Maria", "Ana Maria"), ("é", "é"),
        ("\té é\n", "é é"),
        ("{{x}} }} {{", "{{x}} }} {{"), ("a\r\nb\rc", "a\nb\nc"), ("e\u{301}", "é"), ("日本", "日本"),
    ])
    func `a value is trimmed and otherwise taken as it is`(value: String, expected: String) throws {
        #expect(try rendering("<{{x}}>", headers: ["x"], row: [value]) == .text("<\(expected)>"))
    }

    @Test func `a letter and a mark that meet at a seam become one`() throws {
        let text = try rendering("{{x}}\u{301}", headers: ["x"], row: ["e"])
        guard case .text(let rendered) = text else {
            Issue.record("a value is missing")
            return
        }
        #expect(Array(rendered.unicodeScalars) == ["é"])
    }

    @Test func `only the columns that are used are asked for`() throws {
        let template = try Template(parsing: "{{b}}{{b}}").bound(to: ["a", "b", "c"])
        var asked: [Int] = []
        let rendering = template.render { index in
            asked.append(index)
            return "x"
        }
        #expect(rendering == .text("xx"))
        #expect(asked == [1, 1])
    }

    @Test func `the columns are listed as written, in order, once`() throws {
        let template = try Template(
            parsing: "{{b}} {{First Name}} {{first_name}} {{ B }} {{a | default: \"x\"}}"
        )
        #expect(template.columns == ["b", "First Name", "a"])
    }

    @Test func `the source has LF line ends and no newline at its end`() throws {
        #expect(try Template(parsing: "\u{FEFF}a\r\nb {{c}}\r\n").source == "a\nb {{c}}")
    }

    @Test(arguments: [
        ("a|b", "{{\"a|b\"}}"), ("a: b", "{{a: b}}"), ("{x}", "{{\"{x}\"}}"),
        ("\"a\\", "{{\"\\\"a\\\\\"}}"),
    ])
    func `a column may have any name`(header: String, text: String) throws {
        #expect(try rendering(text, headers: [header], row: ["1"]) == .text("1"))
    }

    @Test func `headers may collide as long as nobody asks for them`() throws {
        #expect(
            try rendering(
                "{{a}}",
                headers: ["a", "b", "B", "", ""],
                row: ["1", "2", "3", "4", "5"]
            ) == .text("1")
        )
    }

    private func rendering(
        _ text: String,
        headers: [String],
        row: [String]
    ) throws -> Rendering {
        try Template(parsing: text).bound(to: headers).render { row[$0] }
    }
}

@Suite struct TemplateValueTests {
    @Test(arguments: [
        "Hi {{a | upper}}!", "text\n", "text\n\n", "\u{FEFF}text", "\u{FEFF}\u{FEFF}text\r\n\r\n",
        "e\u{301}",
    ])
    func `a template is its source, in words and in JSON`(text: String) throws {
        let template = try Template(parsing: text)
        let source = Array(template.source.unicodeScalars)
        let described = try #require(Template(template.description))
        #expect(Array(described.source.unicodeScalars) == source)
        #expect(described.columns == template.columns)

        let json = try JSONEncoder().encode([template])
        #expect(try JSONDecoder().decode([String].self, from: json) == [template.source])
        let decoded = try #require(try JSONDecoder().decode([Template].self, from: json).first)
        #expect(Array(decoded.source.unicodeScalars) == source)
        #expect(decoded == template)
    }

    @Test func `a source takes all of a text, with LF as its line end`() {
        #expect(Template("text\r\n")?.source == "text\n")
        #expect(Template("{{a") == nil)
        #expect(Template(" \n") == nil)
    }

    @Test func `templates are equal where their sources are`() throws {
        let templates = try ["{{a}}\nb", "{{a}}\r\nb\r\n", "{{ a }}\nb"].map(
            Template.init(parsing:)
        )
        #expect(templates[0] == templates[1])
        #expect(templates[0] != templates[2])
        #expect(Set(templates).count == 2)
    }

    @Test func `a mistake in JSON is an error with the template's own beneath it`() throws {
        let json = Data(#"{"text": "Hi\n{{name"}"#.utf8)
        let error = try #require(throws: DecodingError.self) {
            try JSONDecoder().decode([String: Template].self, from: json)
        }
        guard case .dataCorrupted(let context) = error else {
            Issue.record("another error: \(error)")
            return
        }
        let mistake = TemplateError(line: 2, column: 1, kind: .unclosedPlaceholder)
        #expect(context.underlyingError as? TemplateError == mistake)
        #expect(context.debugDescription == mistake.description)
        #expect(context.codingPath.map(\.stringValue) == ["text"])
    }

    @Test func `a rendering has a message, or misses a value`() {
        #expect(Rendering.text("Hi").message == "Hi")
        #expect(Rendering.missingValue(column: "a").message == nil)
    }
}

@Suite struct TemplateFilterTests {
    @Test(arguments: [
        ("upper", "Straße, éa", "STRASSE, ÉA"), ("upper", "i", "I"),
        ("lower", "MÜLLER I", "müller i"),
        ("lower", "ΟΔΟΣ ΣΑΣ", "οδος σας"), ("lower", "Σ", "σ"), ("title", "ΟΔΟΣ", "Οδος"),
        ("lower", "日本", "日本"),
        ("first", "Ana Maria", "Ana"), ("first", "Ana\u{A0}Maria", "Ana"),
        ("first", "Ana\nMaria", "Ana"),
        ("first", "Ana", "Ana"), ("first | upper", "Ana Maria", "ANA"),
        ("upper | lower", "Ana", "ana"),
    ])
    func `a filter changes the value`(filter: String, value: String, expected: String) throws {
        #expect(try filtered(value, filter) == .text(expected))
    }

    @Test(arguments: [
        ("ana maria", "Ana Maria"), ("ANA-MARIA", "Ana-Maria"), ("éva", "Éva"),
        ("e\u{301}va", "Éva"), ("ǆ", "ǅ"),
        ("McDonald", "McDonald"), ("MCDONALD", "Mcdonald"), ("mcDonald", "Mcdonald"),
        ("van der BERG", "Van Der Berg"),
        ("o'neil", "O'Neil"), ("O’NEIL", "O’Neil"), ("D'ANGELO", "D'Angelo"), ("o'a", "O'a"),
        ("DON'T", "Don't"),
        ("MARY'S", "Mary's"), ("'tis 'N", "'Tis 'N"), ("o'o'o'o", "O'O'o'o"),
        ("1ST 2nd", "1st 2nd"),
        ("j.r. x", "J.R. X"),
        ("  two  spaces", "Two  Spaces"), ("ßa", "Ssa"), ("''", "''"), ("日本 a", "日本 A"),
        ("a/b_c", "A/B_C"),
    ])
    func `title begins each word with a capital`(value: String, expected: String) throws {
        #expect(try filtered(value, "title") == .text(expected))
    }

    @Test func `filters work from left to right`() throws {
        #expect(try filtered("", "default: you all | upper") == .text("YOU ALL"))
        #expect(try filtered("", "upper | default: you all") == .text("you all"))
        #expect(try filtered("ana b", "default: you all | first | title") == .text("Ana"))
        #expect(try filtered(" \t", "title | default: \"\"") == .text(""))
    }

    @Test func `a filter other than default leaves an empty value missing`() throws {
        #expect(try filtered(" ", "title | first") == .missingValue(column: "x"))
    }

    @Test func `a long value is no burden`() throws {
        for piece in ["'", "o'", "Σ", "\u{301}"] {
            let value = String(repeating: piece, count: 20_000)
            guard case .text(let text) = try filtered(value, "title | lower | upper") else {
                Issue.record("a value is missing")
                return
            }
            #expect(!text.isEmpty)
        }
    }

    private func filtered(_ value: String, _ filters: String) throws -> Rendering {
        try Template(parsing: "{{x | \(filters)}}").bound(to: ["x"]).render { _ in value }
    }
}
