// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TerminalKit

@Suite struct OutputTests {
    @Test(arguments: [
        (0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1234, "-1,234"),
        (Int.min, "-9,223,372,036,854,775,808"),
    ])
    func `counts have commas`(number: Int, text: String) {
        #expect(Figures.count(number) == text)
    }

    @Test(arguments: [
        (0, 0, "0.0 %"), (1, 3, "33.3 %"), (2, 3, "66.7 %"), (3, 3, "100.0 %"),
        (1, 100_000, "0.0 %"),
    ])
    func `shares have one decimal`(part: Int, whole: Int, text: String) {
        #expect(Figures.percent(part, of: whole) == text)
    }

    @Test(arguments: [
        (Duration.zero, "0.0 s"), (.milliseconds(1940), "1.9 s"), (.seconds(12), "12 s"),
        (.seconds(185), "3 min 05 s"),
        (.seconds(7801), "2 h 10 min"), (.seconds(-1), "0.0 s"),
    ])
    func `durations are short`(duration: Duration, text: String) {
        #expect(Figures.duration(duration) == text)
    }

    @Test(arguments: [
        ("a/b-c.csv", "a/b-c.csv"), ("my list.csv", "'my list.csv'"), ("it's", "'it'\\''s'"),
        ("", "''"),
        ("$(x)", "'$(x)'"),
    ])
    func `words are quoted for a shell`(word: String, quoted: String) {
        #expect(Shell.quoted(word) == quoted)
    }

    @Test func `what could command a terminal is replaced`() {
        #expect(
            Printable.text("a\u{1B}[31mb\u{202E}c\u{7}\n")
                == "a\u{FFFD}[31mb\u{FFFD}c\u{FFFD}\u{FFFD}"
        )
        #expect(Printable.text("Zoë 👍") == "Zoë 👍")
    }

    @Test(arguments: [
        ("abcdef", 6, "abcdef"), ("abcdef", 4, "abc…"), ("abcdef", 1, "…"), ("abcdef", 0, "…"),
    ])
    func `what is cut ends with an ellipsis`(text: String, width: Int, cut: String) {
        #expect(Printable.cut(text, to: width) == cut)
    }

    @Test func `a paragraph breaks between words`() {
        #expect(
            Paragraph.lines("one two three four five", width: 20) == ["one two three four", "five"]
        )
        #expect(
            Paragraph.lines("a-word-that-is-longer-than-a-line x", width: 20) == [
                "a-word-that-is-longer-than-a-line", "x",
            ]
        )
        #expect(Paragraph.lines("", width: 20).isEmpty)
    }

    @Test func `colour is there or not`() {
        #expect(Style(isColoured: true).paint("x", .red) == "\u{1B}[31mx\u{1B}[0m")
        #expect(Style(isColoured: true).paint("", .red) == "")
        #expect(Style(isColoured: false).paint("x", .red) == "x")
    }
}
