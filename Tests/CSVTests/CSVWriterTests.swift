// SPDX-License-Identifier: Apache-2.0

import CSV
import TestSupport
import Testing

@Suite struct CSVWriterTests {
    @Test(arguments: [
        (["a", "b"], "a,b\r\n"),
        (["", ""], ",\r\n"),
        ([""], "\"\"\r\n"),
        ([], "\r\n"),
        (["a,b", "c"], "\"a,b\",c\r\n"),
        (["say \"hi\""], "\"say \"\"hi\"\"\"\r\n"),
        (["a\nb", "a\rb", "a\r\nb"], "\"a\nb\",\"a\rb\",\"a\r\nb\"\r\n"),
        ([" a", "b ", "c d"], "\" a\",\"b \",c d\r\n"),
        (["naïve", "😀", "a;b\tc"], "naïve,😀,a;b\tc\r\n"),
        (["\u{FEFF}a"], "\"\u{FEFF}a\"\r\n"),
        (["a\u{0}b"], "a\u{FFFD}b\r\n"),
    ])
    func `a row is written with quotes only where they are needed`(
        fields: [String],
        expected: String
    ) {
        var writer = CSVWriter()
        writer.append(row: fields)
        #expect(String(decoding: writer.takeBytes(), as: UTF8.self) == expected)
    }

    @Test func `bytes are taken out once`() {
        var writer = CSVWriter()
        writer.append(row: ["a"])
        #expect(writer.count == 3)
        #expect(writer.takeBytes() == Array("a\r\n".utf8))
        #expect(writer.count == 0)
        #expect(writer.takeBytes().isEmpty)
        writer.append(row: ["b"])
        #expect(writer.takeBytes() == Array("b\r\n".utf8))
    }

    @Test(arguments: 0..<200)
    func `what the writer writes the reader reads`(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let table = randomTable(using: &random)
        var writer = CSVWriter()
        for row in table { writer.append(row: row) }
        let bytes = writer.takeBytes()
        #expect(try rows(of: bytes) == table)
        #expect(try rows(of: bytes, chunk: Int.random(in: 1...9, using: &random)) == table)
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("=", "'="), ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"), ("\rx", "'\rx"),
        ("+x", "'+x"),
        ("-2+3*cmd", "'-2+3*cmd"), ("+1 202 555 0123 x5", "'+1 202 555 0123 x5"), ("\t12", "'\t12"),
        ("-1,5", "'-1,5"),
        ("+4٤", "'+4٤"), ("\nx", "'\nx"), ("\n", "'\n"), ("\r\n=1", "'\r\n=1"), (" =1", "' =1"),
        ("   @SUM(A1)", "'   @SUM(A1)"), ("\u{A0}=1", "'\u{A0}=1"), ("\u{3000}＝1", "'\u{3000}＝1"),
        ("\u{200B}=1", "'\u{200B}=1"), ("\u{FEFF}=1", "'\u{FEFF}=1"), ("\u{B}+x", "'\u{B}+x"),
        ("\u{1}-x", "'\u{1}-x"), ("\u{202E}=1", "'\u{202E}=1"), ("\u{2028}@x", "'\u{2028}@x"),
        ("\u{85}=1", "'\u{85}=1"), ("＝1+1", "'＝1+1"), ("＋x", "'＋x"), ("－2+3*cmd", "'－2+3*cmd"),
        ("＠SUM(A1)", "'＠SUM(A1)"), ("﹦1", "'﹦1"), ("﹢x", "'﹢x"), ("﹣x", "'﹣x"), ("﹫x", "'﹫x"),
        (" \t =1", "' \t =1"), ("=\"+1\"", "'=\"+1\""),
    ])
    func `a cell that a spreadsheet would run gets an apostrophe`(cell: String, safe: String) {
        #expect(CSVWriter.spreadsheetSafe(cell) == safe)
    }

    @Test(arguments: [
        "", "plain", "1=1", "+1 (202) 555-0123", "-5", "+", "-", "+44/20.7946", "'=1",
        "12025550123", "é@x", " plain", "  ", " +1 202 555 0123", "＋１２０２５５５０１２３", "＋12025550123",
        "\u{A0}plain", "日本=1", "a＝1", "(=1)",
    ])
    func `any other cell stays as it is`(cell: String) {
        #expect(CSVWriter.spreadsheetSafe(cell) == cell)
    }

    private func randomTable(using random: inout SeededGenerator) -> [[String]] {
        let pieces = [
            "a", "é", "😀", ",", "\"", "\n", "\r", "\r\n", " ", ";", "\u{FEFF}", "x y", "'", "日本",
        ]
        return (0..<Int.random(in: 0...6, using: &random)).map { _ in
            (0..<Int.random(in: 1...5, using: &random)).map { _ in
                (0..<Int.random(in: 0...5, using: &random))
                    .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
            }
        }
    }
}

@Suite struct SpreadsheetCellTests {
    @Test(arguments: [
        "+12025550101", "(202) 555-0101", "2025550101", "0033612345678", "+1 202 555 0101", "007",
        "00", "+1",
        "12345678901234567",
        "5E10", "12e34", "2026-05-05",
    ])
    func `what a spreadsheet would change becomes a text`(cell: String) {
        #expect(SpreadsheetCell.protected(cell) == "=\"\(cell)\"")
    }

    @Test(arguments: [
        "", "1", "0", "0.0079", "10", "-5", "sent", "Ann", "+", "3/4", "'=1+1",
        "2026-05-05T10:00:00.000Z", "1e", "E5",
    ])
    func `any other cell stays as it is`(cell: String) {
        #expect(SpreadsheetCell.protected(cell) == cell)
    }

    @Test(arguments: [
        "=1+1", "=\"+1\"&A1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "+1\"&HYPERLINK(\"x\")&\"",
        "'\"+1\"", "=",
    ])
    func `a formula in a list is never made one that runs`(cell: String) {
        let safe = SpreadsheetCell.protected(CSVWriter.spreadsheetSafe(cell))
        #expect(
            safe.first != "="
                || safe.dropFirst(2).dropLast().allSatisfy { "0123456789 +-()./".contains($0) }
        )
        #expect(safe.first.map { "@\t\r".contains($0) } != true)
    }

    @Test(arguments: 0..<500)
    func `a cell is what it was again`(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let alphabet = Array("=+-@'\"0123456789 eE().a")
        let cell = String(
            (0..<Int.random(in: 0...8, using: &random)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
            }
        )
        // What looks as if it had been made safe already cannot be told from what was.
        guard SpreadsheetCell.original(cell) == cell else { return }
        #expect(
            SpreadsheetCell.original(SpreadsheetCell.protected(CSVWriter.spreadsheetSafe(cell)))
                == cell
        )
    }

    @Test
    func `a file for a spreadsheet begins with a byte order mark, which is no part of its header`()
        throws
    {
        var writer = CSVWriter(withByteOrderMark: true)
        writer.append(row: ["name", "phone"])
        let bytes = writer.takeBytes()
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(try rows(of: bytes) == [["name", "phone"]])
    }
}
