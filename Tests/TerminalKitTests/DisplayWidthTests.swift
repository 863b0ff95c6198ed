// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TerminalKit

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("Zoë", 3), ("Zoe\u{308}", 3), ("日本", 4), ("ｱ", 1), ("Ａ", 2),
        ("한국", 4), ("😀", 2),
        ("👩‍👩‍👧", 2),
        ("🇩🇪", 2), ("❤", 1), ("❤️", 2), ("—", 1), ("█▌", 2), ("\u{301}", 0), ("½€", 2),
    ])
    func `text is as wide as a terminal shows it`(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test(arguments: [
        ("日本語", 4, "日本"), ("日本語", 5, "日本"), ("a日", 2, "a"), ("abc", 9, "abc"), ("日", 1, ""),
        ("a", -1, ""),
    ])
    func `a beginning ends before the width does`(text: String, width: Int, beginning: String) {
        #expect(DisplayWidth.prefix(of: text, width) == beginning)
    }

    @Test func `wide characters are cut, aligned and wrapped by their columns`() {
        #expect(Printable.cut("日本語", to: 5) == "日本…")
        var table = Table(.left, .right)
        table.add("日本", "1")
        table.add("abc", "22")
        #expect(table.lines(width: 80) == ["  日本   1", "  abc   22"])
        #expect(Paragraph.lines("日本語日本語 日本語日本語", width: 20) == ["日本語日本語", "日本語日本語"])
    }

    @Test(arguments: [
        (0, 10, ""), (1, 1000, "▏"), (5, 10, "█████"), (10, 10, "██████████"),
        (20, 10, "██████████"), (1, 0, ""),
        (1, 16, "▋"), (Int.max, Int.max, "██████████"),
    ])
    func `a bar shows a share`(part: Int, whole: Int, bar: String) {
        #expect(TextBar.share(part, of: whole, width: 10) == bar)
    }
}
