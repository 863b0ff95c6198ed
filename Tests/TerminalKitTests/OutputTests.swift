// SPDX-License-Identifier: Apache-2.0

import Basics
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

    @Test(arguments: [
        ("a\u{1B}[31mb", "a␛[31mb"), ("\u{1B}]0;title\u{7}", "␛]0;title␇"), ("a\nb", "a␊b"),
        ("a\r\nb", "a␍␊b"), ("a\tb\u{0}", "a␉b␀"), ("\u{7F}", "␡"), ("\u{9B}31m", "<U+009B>31m"),
        ("\u{85}", "<U+0085>"), ("\u{202E}evil\u{202C}", "<U+202E>evil<U+202C>"),
        ("\u{2066}\u{200F}", "<U+2066><U+200F>"), ("\u{2028}", "<U+2028>"),
        ("\u{FEFF}a\u{AD}", "<U+FEFF>a<U+00AD>"), ("\u{E0041}", "<U+E0041>"),
        ("Zoë 👍 👩\u{200D}🚀 می\u{200C}خواهم", "Zoë 👍 👩\u{200D}🚀 می\u{200C}خواهم"), ("", ""),
    ])
    func `what could command a terminal is shown`(text: String, shown: String) {
        #expect(Printable.text(text) == shown)
        #expect(Printable.text(shown) == shown)
        let lines = shown.replacing("␍␊", with: "\n").replacing("␊", with: "\n")
        #expect(Printable.lines(text) == lines)
    }

    @Test func `only the program's own colours reach a terminal, none of another's`() throws {
        let mark = try #require(Unicode.Scalar(0xFDD3))
        let console = TextConsole()
        let style = Style(isColoured: true)
        console.write(style.paint("red\u{1B}[5m\(mark)", .red) + "\u{1B}[1m\r\n", to: .output)
        console.writeLine("one\ntwo\(mark)", to: .output)
        #expect(
            console.text.withLock { $0 }
                == "\u{1B}[31mred␛[5m<U+FDD3>\u{1B}[0m␛[1m␍\none␊two<U+FDD3>\n")
    }

    @Test func `a live line is drawn in one line, and nothing of it commands the terminal`() {
        #expect(TerminalText.drawing("1/2\n\u{1B}[2J").text == "\r1/2␊␛[2J\u{1B}[J\r")
    }

    @Test func `a cell, a word of a paragraph and a term stay in their line`() {
        var table = Table(.left, .left)
        table.add("a\nb", "\u{202E}c")
        #expect(table.lines(width: 80) == ["  a␊b  <U+202E>c"])
        #expect(Paragraph.lines("one\ntwo", width: 80) == ["one␊two"])
        #expect(DefinitionList([("a\nb", "c\rd")]).render(width: 80) == "  a␊b  c␍d")
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
        #expect(
            TerminalText(Style(isColoured: true).paint("x", .red)).text == "\u{1B}[31mx\u{1B}[0m")
        #expect(Style(isColoured: true).paint("", .red) == "")
        #expect(Style(isColoured: false).paint("x", .red) == "x")
    }
}

/// A console that keeps what it is given.
private final class TextConsole: Console {
    let text = Guarded("")

    let width = 80

    func put(_ text: TerminalText, to stream: ConsoleStream) {
        self.text.withLock { $0 += text.text }
    }

    func isTerminal(_ stream: ConsoleStream) -> Bool { false }

    func readLine() -> String? { nil }
}
