// SPDX-License-Identifier: Apache-2.0

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
            #expect(throws: TemplateError.self) { try Template(parsing: text).bound(to: Self.headers) }
            return
        }
        guard case .text(let rendered) = try rendering(text, Self.headers, Self.row) else {
            Issue.record("a value is missing")
            return
        }
        #expect(Array(rendered.unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test(arguments: ["", " ", "\u{A0}\t\u{3000}\n", "\r\n"])
    func `a value of white space is missing`(value: String) throws {
        #expect(try rendering("Hi {{first_name}}", ["First Name"], [value]) == .missingValue(column: "First Name"))
    }

    @Test(arguments: [
        (" Ana ", "Ana"), ("\u{2003}Ana\u{A0}", "Ana"), ("Ana Maria", "Ana Maria"), ("é", "é"), ("\té é\n", "é é"),
        ("{{x}} }} {{", "{{x}} }} {{"), ("a\r\nb\rc", "a\nb\nc"), ("e\u{301}", "é"), ("日本", "日本"),
    ])
    func `a value is trimmed and otherwise taken as it is`(value: String, expected: String) throws {
        #expect(try rendering("<{{x}}>", ["x"], [value]) == .text("<\(expected)>"))
    }

    @Test func `a letter and a mark that meet at a seam become one`() throws {
        let text = try rendering("{{x}}\u{301}", ["x"], ["e"])
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
        let template = try Template(parsing: "{{b}} {{First Name}} {{first_name}} {{ B }} {{a | default: \"x\"}}")
        #expect(template.columns == ["b", "First Name", "a"])
    }

    @Test func `the source has LF line ends and no newline at its end`() throws {
        #expect(try Template(parsing: "\u{FEFF}a\r\nb {{c}}\r\n").source == "a\nb {{c}}")
    }

    @Test(arguments: [
        ("a|b", "{{\"a|b\"}}"), ("a: b", "{{a: b}}"), ("{x}", "{{\"{x}\"}}"), ("\"a\\", "{{\"\\\"a\\\\\"}}"),
    ])
    func `a column may have any name`(header: String, text: String) throws {
        #expect(try rendering(text, [header], ["1"]) == .text("1"))
    }

    @Test func `headers may collide as long as nobody asks for them`() throws {
        #expect(try rendering("{{a}}", ["a", "b", "B", "", ""], ["1", "2", "3", "4", "5"]) == .text("1"))
    }

    private func rendering(_ text: String, _ headers: [String], _ row: [String]) throws -> Rendering {
        try Template(parsing: text).bound(to: headers).render { row[$0] }
    }
}
