// SPDX-License-Identifier: Apache-2.0

import CSV
import TestSupport
import Testing

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
