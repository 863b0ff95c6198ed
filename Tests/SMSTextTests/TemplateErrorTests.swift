// SPDX-License-Identifier: Apache-2.0

import SMSText
import TestSupport
import Testing

@Suite struct TemplateErrorTests {
    static let mistakes: [(String, Int, Int, TemplateError.Kind)] = [
        ("{{", 1, 1, .unclosedPlaceholder),
        ("Hi {{first_name", 1, 4, .unclosedPlaceholder),
        ("Hi {{first_name and {{city}}", 1, 4, .unclosedPlaceholder),
        ("Hi {{first_name |", 1, 4, .unclosedPlaceholder),
        ("Hi {{first_name | default: \"x\"", 1, 4, .unclosedPlaceholder),
        ("Hi {{first_name} there", 1, 4, .wrongBraces),
        ("a\r\nHi {{{first_name}}}", 2, 4, .wrongBraces),
        ("Hi {{first_name}}}", 1, 4, .wrongBraces),
        ("Hi {first_name}}", 1, 15, .nothingToClose),
        ("é😀e\u{301}{{}}", 1, 4, .emptyPlaceholder),
        ("a\n\n {{ \t }}", 3, 2, .emptyPlaceholder),
        ("{{_-}}", 1, 1, .emptyPlaceholder),
        ("{{ | default: \"x\"}}", 1, 1, .emptyPlaceholder),
        ("{{ \"\" }}", 1, 1, .emptyPlaceholder),
        ("{{a | uper}}", 1, 7, .unknownFilter("uper", nearest: "upper")),
        ("{{a | defualt: \"x\"}}", 1, 7, .unknownFilter("defualt", nearest: "default")),
        ("{{a | Default: \"x\"}}", 1, 7, .unknownFilter("Default", nearest: "default")),
        ("a\n{{a | title | capitalise}}", 2, 15, .unknownFilter("capitalise", nearest: nil)),
        ("{{a | }}", 1, 7, .unknownFilter("", nearest: nil)),
        ("{{a || default: \"x\"}}", 1, 6, .unknownFilter("", nearest: nil)),
        ("{{a | \"x\"}}", 1, 7, .unknownFilter("", nearest: nil)),
        ("{{a | default}}", 1, 7, .missingText),
        ("{{a | default \"x\"}}", 1, 7, .missingText),
        ("{{a | default:}}", 1, 7, .missingText),
        ("{{a | default: | title}}", 1, 7, .missingText),
        ("{{a | default: 'x'}}", 1, 16, .wrongQuotes),
        ("{{a | default: ‘x’}}", 1, 16, .wrongQuotes),
        ("{{a | default: `x`}}", 1, 16, .wrongQuotes),
        ("{{a | default: “x”}}", 1, 16, .wrongQuotes),
        ("{{a | default: x\"}}", 1, 16, .wrongQuotes),
        ("{{a | default: \"x}}", 1, 16, .unclosedQuote),
        ("{{a | default: \"x\\\"}}", 1, 16, .unclosedQuote),
        ("{{a | default: \"x\\", 1, 16, .unclosedQuote),
        ("Hi {{\"a}}", 1, 6, .unclosedQuote),
        ("{{a | default: \"x\" y}}", 1, 20, .strayText(after: "default: \"x\"")),
        ("{{a | default: \"x\": y}}", 1, 19, .strayText(after: "default: \"x\"")),
        ("{{ \"a|b\" c}}", 1, 10, .strayText(after: "\"a|b\"")),
        ("{{a | upper: 2}}", 1, 12, .strayText(after: "upper")),
        ("{{a | first word}}", 1, 13, .strayText(after: "first")),
        ("{{a | title \"x\"}}", 1, 13, .strayText(after: "title")),
        ("{{a | default:", 1, 1, .unclosedPlaceholder),
        ("{{a | default: x", 1, 1, .unclosedPlaceholder),
        ("{{a | default: x {{b}}", 1, 1, .unclosedPlaceholder),
        ("{{a | upper {{b}}", 1, 1, .unclosedPlaceholder),
        ("{{a | default: x}", 1, 1, .wrongBraces),
        ("{{a | upper}", 1, 1, .wrongBraces),
        ("{{a | upper}}}", 1, 1, .wrongBraces),
        ("{{a | upper{}}", 1, 1, .wrongBraces),
        ("{{a | default: \"x\" | default: \"y\"}}", 1, 22, .repeatedDefault),
        ("\\{{a}}", 1, 5, .nothingToClose),
        ("\\\\{{a", 1, 3, .unclosedPlaceholder),
        ("\\\\}}", 1, 3, .nothingToClose),
    ]

    @Test(arguments: mistakes)
    func `a mistake is an error that names its place`(
        text: String,
        line: Int,
        column: Int,
        kind: TemplateError.Kind
    ) {
        #expect(throws: TemplateError(line: line, column: column, kind: kind)) {
            try Template(parsing: text)
        }
    }

    @Test(arguments: ["", " ", "\n", "\r\n\t\u{A0}", "\u{FEFF}"])
    func `a template of nothing is an error`(text: String) {
        #expect(throws: TemplateError(kind: .empty)) { try Template(parsing: text) }
        #expect(
            TemplateError(kind: .empty).description
                == "the template is empty; write the text of the message"
        )
    }

    @Test(
        arguments: [
            ("{{frist_name}}", "First Name"), ("{{ctiy}}", "city"), ("{{phone number}}", nil),
        ] as [(String, String?)]
    )
    func `an unknown column is an error that names the nearest header`(
        text: String,
        nearest: String?
    ) throws {
        let headers = ["First Name", "city", ""]
        let template = try Template(parsing: "Hi\n" + text)
        let name = try #require(template.columns.first)
        let kind = TemplateError.Kind.unknownColumn(name, nearest: nearest, headers: headers)
        #expect(throws: TemplateError(line: 2, column: 1, kind: kind)) {
            try template.bound(to: headers)
        }
    }

    @Test func `a column that two headers match is an error that lists them`() throws {
        let template = try Template(parsing: "Hi {{first_name}}")
        let kind = TemplateError.Kind.ambiguousColumn(
            "first_name",
            headers: ["First Name", "first_name"]
        )
        #expect(throws: TemplateError(line: 1, column: 4, kind: kind)) {
            try template.bound(to: ["First Name", "x", "first_name"])
        }
    }

    @Test(
        arguments: [
            (.unclosedPlaceholder, "{{ is never closed; write {{column}}"),
            (
                .nothingToClose,
                "}} closes nothing; write {{column}}, or \\}\\} for braces that are text"
            ),
            (
                .wrongBraces,
                "a placeholder has two braces on either side; write {{column}}, "
                    + "or \\{ and \\} for braces that are text"
            ),
            (.emptyPlaceholder, "a placeholder names no column; write {{column}}"),
            (.repeatedDefault, "a placeholder takes one default; leave out the others"),
            (
                .missingText,
                "default needs a colon and a text; "
                    + "write {{column | default: text}}, or \"\" for no text"
            ),
            (
                .wrongQuotes,
                "a text goes in straight double quotes or in none; "
                    + "write {{column | default: text}} or {{column | default: \"text\"}}"
            ),
            (
                .unclosedQuote,
                "the quote is never closed; end the text with \", and write \\\" for a quote in it"
            ),
            (
                .strayText(after: "upper"),
                "nothing but | or }} may come after upper; leave out the rest"
            ),
            (
                .unknownFilter("shout", nearest: nil),
                "there is no filter “shout”; "
                    + "the filters are default: TEXT, upper, lower, title and first; "
                    + "a column with | in its name goes in quotes: {{\"a|b\"}}"
            ),
            (
                .unknownFilter("uper", nearest: "upper"),
                "there is no filter “uper”; did you mean upper? "
                    + "The filters are default: TEXT, upper, lower, title and first; "
                    + "a column with | in its name goes in quotes: {{\"a|b\"}}"
            ),
            (
                .unknownFilter("", nearest: nil),
                "| has no filter after it; "
                    + "the filters are default: TEXT, upper, lower, title and first; "
                    + "a column with | in its name goes in quotes: {{\"a|b\"}}"
            ),
            (
                .unknownColumn("ctiy", nearest: "city", headers: ["First Name", "city"]),
                "there is no column “ctiy”; "
                    + "did you mean {{city}}? The columns are: First Name, city"
            ),
            (
                .unknownColumn("x", nearest: nil, headers: ["First Name", "", " "]),
                "there is no column “x”; the columns are: First Name"
            ),
            (
                .unknownColumn("a", nearest: "a|\"b\\", headers: ["a|\"b\\"]),
                "there is no column “a”; did you mean {{\"a|\\\"b\\\\\"}}? The columns are: a|\"b\\"
            ),
            (
                .unknownColumn("x", nearest: nil, headers: []),
                "there is no column “x”; the file has no headers"
            ),
            (
                .ambiguousColumn("a", headers: ["A", "a"]),
                "“a” may be any of these columns: A, a; rename them in the file"
            ),
        ] as [(TemplateError.Kind, String)]
    )
    func `an error says where, what and what to write`(kind: TemplateError.Kind, words: String) {
        #expect(
            TemplateError(line: 2, column: 7, kind: kind).description
                == "line 2, column 7: \(words)"
        )
    }

    @Test func `a long list of headers is cut`() {
        let headers = (1...45).map { "c\($0)" }
        let text = TemplateError(kind: .unknownColumn("x", nearest: nil, headers: headers))
            .description
        #expect(text.hasSuffix("c39, c40 and 5 more"))
    }

    @Test func `any text is a template or an error with a place`() {
        let pieces = [
            "{{", "}}", "{", "}", "|", "default", ":", "\"", "\\", " ", "a", "\n", "\r", "é",
            "👩‍👩‍👧", "\u{301}", "title", "first",
        ]
        var random = SeededGenerator(seed: 1)
        for _ in 0..<3000 {
            let text =
                "x" + (0..<12).compactMap { _ in pieces.randomElement(using: &random) }.joined()
            do {
                _ = try Template(parsing: text).bound(to: ["a"])
            } catch {
                #expect(error.line != nil && error.column != nil, "\(text)")
            }
        }
    }
}
