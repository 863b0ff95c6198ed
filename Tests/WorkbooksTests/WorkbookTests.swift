// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import TestSupport
import Testing

@testable import Workbooks

/// Workbooks of openpyxl, LibreOffice and by hand (`scripts/generate-workbooks`), against the rows
/// that a person reads in them.
@Suite struct WorkbookTests {
    struct Expected: Decodable, Sendable, CustomTestStringConvertible {
        /// A row: its number in the sheet, and its cells.
        struct Row: Decodable, Sendable {
            let number: Int
            let cells: [String]

            init(from decoder: any Decoder) throws {
                var container = try decoder.unkeyedContainer()
                number = try container.decode(Int.self)
                var cells: [String] = []
                while !container.isAtEnd { cells.append(try container.decode(String.self)) }
                self.cells = cells
            }
        }

        let file: String
        let rows: [Row]?
        let error: String?
        let hidden: Int?
        let formulas: Int?
        let sheet: String?
        let above: String?

        var testDescription: String { file }
    }

    private final class Written { var bytes: [UInt8] = [] }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "Fixtures")
    private static let all =
        (try? JSONDecoder().decode(
            [Expected].self, from: Data(contentsOf: folder.appending(path: "expected.json")))) ?? []

    /// The copy of a sheet, and what is said of it.
    private static func copy(
        _ file: String, sheet: String? = nil, headerRow: Int? = nil
    ) throws -> (text: String, facts: SheetFacts) {
        try copy(at: folder.appending(path: file).path, sheet: sheet, headerRow: headerRow)
    }

    private static func copy(
        at path: String, sheet: String? = nil, headerRow: Int? = nil
    ) throws -> (text: String, facts: SheetFacts) {
        let isPhone = { (name: String) in ["phone", "mobile"].contains(name.lowercased()) }
        var options = TableOptions(isHeader: { $0.contains(where: isPhone) }, isPhone: isPhone)
        (options.sheet, options.headerRow) = (sheet, headerRow)
        let written = Written()
        do throws(WorkbookError.Problem) {
            let file: FileByteSource
            do { file = try FileByteSource(path: path) } catch { throw .broken("\(error)") }
            guard let workbook = try Workbook(file) else { return ("", SheetFacts()) }
            let facts = try workbook.copy(options) { bytes in written.bytes += bytes }
            return (String(decoding: written.bytes, as: UTF8.self), facts)
        } catch { throw WorkbookError(file: "list.xlsx", problem: error) }
    }

    /// What the rows are as CSV, each on its own line, but for line ends within cells.
    private static func text(_ rows: [Expected.Row]) -> String {
        var (text, next) = ("", 1)
        for row in rows {
            text += String(repeating: "\n", count: row.number - next)
            let cells = row.cells.map { cell in
                let needsQuotes =
                    cell.contains { ",\"\n\r".contains($0) } || cell.hasPrefix(" ")
                    || cell.hasSuffix(" ")
                return needsQuotes ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
            }
            text += cells.joined(separator: ",") + "\r\n"
            next = row.number + 1
        }
        return text
    }

    @Test func `there are enough workbooks`() { #expect(Self.all.count >= 16) }

    @Test(arguments: all.filter { $0.error == nil })
    func `a workbook has the rows that a person reads in it`(_ expected: Expected) throws {
        let (text, facts) = try Self.copy(expected.file)
        let rows = try #require(expected.rows)
        #expect(text == Self.text(rows))
        #expect(facts.hiddenRows == expected.hidden ?? 0)
        #expect(facts.formulasWithoutValue == expected.formulas ?? 0)
        #expect(facts.headerRow == rows.first?.number && facts.wordsAbove == expected.above)
        if let sheet = expected.sheet { #expect(facts.name == sheet && facts.sheets == 2) }
    }

    @Test(arguments: all.filter { $0.error != nil })
    func `a workbook that cannot be read says why`(_ expected: Expected) throws {
        let error = #expect(throws: WorkbookError.self) { try Self.copy(expected.file) }
        let sentence = "\(error, default: "")"
        #expect(sentence.hasPrefix("list.xlsx: ") && sentence.contains(expected.error ?? "?"))
    }

    @Test func `a sheet is found by its name, and another name tells the sheets`() throws {
        #expect(try Self.copy("openpyxl.xlsx", sheet: " contacts").facts.name == "Contacts")
        #expect(try Self.copy("by-hand.ods", sheet: "Secret").text == "no\r\n")
        for file in ["openpyxl.xlsx", "libreoffice.ods"] {
            let error = #expect(throws: WorkbookError.self) { try Self.copy(file, sheet: "Other") }
            #expect(
                error?.problem == .unknownSheet("Other", sheets: ["Empty", "Contacts"]), "\(file)")
            let empty = #expect(throws: WorkbookError.self) { try Self.copy(file, sheet: "Empty") }
            #expect(empty?.problem == .empty(sheets: ["Empty"]), "\(file)")
        }
    }

    @Test func `a header row that is said is believed`() throws {
        let (text, facts) = try Self.copy("openpyxl.xlsx", headerRow: 6)
        #expect(facts.headerRow == 6 && text.hasPrefix("\n\n\n\n\nIvo,0707123456"))
        #expect(try Self.copy("openpyxl.xlsx", headerRow: 50).text.isEmpty)
    }

    @Test(arguments: [0, 1, 3, 10, 100, 1000])
    func `a workbook cut off anywhere is damaged, and no other file is a workbook`(
        _ length: Int
    )
        throws
    {
        let whole = try Data(contentsOf: Self.folder.appending(path: "openpyxl.xlsx"))
        let scratch = try ScratchFolder()
        let path = scratch.file("cut.xlsx")
        try whole.prefix(whole.count - 1 - length).write(to: URL(filePath: path))
        let error = #expect(throws: WorkbookError.self) { try Self.copy(at: path) }
        #expect("\(error, default: "")".contains("damaged"))
        try whole.prefix(length).write(to: URL(filePath: path))
        if length < 100 { #expect(try Self.copy(at: path).text.isEmpty) }
    }

    /// A byte that changes on the way is found, or what was read is as it was.
    @Test(arguments: 0..<120)
    func `a damaged workbook is never read as another one`(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let file = ["openpyxl.xlsx", "libreoffice.ods", "stored.xlsx"][seed % 3]
        var bytes = try Data(contentsOf: Self.folder.appending(path: file))
        bytes[Int.random(in: 4..<bytes.count, using: &random)] ^= UInt8.random(
            in: 1...255, using: &random)
        let scratch = try ScratchFolder()
        let path = scratch.file("damaged")
        try bytes.write(to: URL(filePath: path))
        let sound = try Self.copy(file).text
        if let read = try? Self.copy(at: path).text {
            #expect(read == sound || read.isEmpty || file == "stored.xlsx")
        }
    }
}

@Suite struct SheetFormatTests {
    private static let shown: [[String]] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "Fixtures/formats.json")
        return (try? JSONDecoder().decode([[String]].self, from: Data(contentsOf: file))) ?? []
    }()

    @Test func `numbers look as LibreOffice shows them`() throws {
        #expect(Self.shown.count > 200)
        for row in Self.shown {
            let number = try #require(DecimalDigits(Array(row[1].utf8)))
            let text = SheetFormat(code: row[0]).text(number, since1904: false)
            #expect(text == row[2], "\(row[0]) of \(row[1])")
        }
    }

    @Test(arguments: [
        ("General", "2025550123", "2025550123"), ("General", "4.474E+11", "447400000000"),
        ("General", "447400123456.0", "447400123456"), ("0000000000", "707123456", "0707123456"),
        ("00 00 00 00 00", "612345678", "0612345678"), ("\"+\"0", "447400123456", "+447400123456"),
        ("+0", "447400123456", "+447400123456"), ("#,##0", "2025550123", "2025550123"),
        ("0.00E+00", "2025550123", "2025550123"), ("0.00", "2025550123.5", "2025550123.5"),
        ("(000) 000-0000", "2025550123", "2025550123"), ("General", "-5", "-5"),
    ])
    func `a phone number has its digits, and the zeros of its format`(
        _ code: String, _ number: String, _ phone: String
    ) throws {
        let digits = try #require(DecimalDigits(Array(number.utf8)))
        #expect(SheetFormat(code: code).phone(digits) == phone)
    }

    /// Days by Excel: the first, the one that never was, the one behind it, and the last.
    @Test(arguments: [
        ("1", false, "1900-01-01"), ("59", false, "1900-02-28"), ("60", false, "1900-02-29"),
        ("61", false, "1900-03-01"), ("2958465", false, "9999-12-31"), ("0", true, "1904-01-01"),
        ("44891", true, "2026-11-27"), ("46353.999999999", false, "2026-11-28"),
        ("2958466", false, "2958466"), ("-1", false, "-1"),
    ])
    func `days are counted from 1900 or from 1904`(
        _ number: String, _ since1904: Bool, _ date: String
    ) throws {
        let digits = try #require(DecimalDigits(Array(number.utf8)))
        let format = SheetFormat(code: "yyyy-mm-dd")
        #expect(format.text(digits, since1904: since1904) == date)
    }

    @Test(arguments: ["", "-", "1e", "x", "1.2.3", "1e999", "NaN", "0x10", "1 2", "."])
    func `what is no number is none`(_ text: String) {
        #expect(DecimalDigits(Array(text.utf8)) == nil)
    }
}

@Suite struct PartScannerTests {
    private struct Pieces: PartSource {
        var bytes: ArraySlice<UInt8>
        let length: Int

        mutating func read(into buffer: inout [UInt8]) throws(WorkbookError.Problem) -> Int {
            let piece = bytes.prefix(min(length, buffer.count))
            buffer.replaceSubrange(..<piece.count, with: piece)
            bytes = bytes.dropFirst(piece.count)
            return piece.count
        }
    }

    /// The tokens in words, in pieces of any length.
    private static func tokens(_ text: String, length: Int) throws -> [String] {
        var scanner = PartScanner(Pieces(bytes: Array(text.utf8)[...], length: length))
        scanner.wantsText = true
        var words: [String] = []
        while true {
            switch try scanner.next() {
            case .start: words.append("<" + (scanner.attribute("a") ?? ""))
            case .end: words.append(scanner.isNamed("c") ? ">c" : ">")
            case .text: words.append(String(decoding: scanner.text, as: UTF8.self))
            case .finished: return words
            }
        }
    }

    @Test(arguments: [
        ("<?xml version='1.0'?><c a='1>2' b=\"'\">x</c>", ["<1>2", "x", ">c"]),
        ("<n:c n:a = \"&lt;&#x41;&amp;\"/>", ["<<A&", ">c"]),
        ("<c><!-- > -- <x> -->a\r\nb&#13;&quot;</c>", ["<", "a\nb\r\"", ">c"]),
        ("<c><![CDATA[<&]]>]]&gt;</c>", ["<", "<&", "]]>", ">c"]),
        ("\u{FEFF}<c>é😀&unknown;</c>", ["<", "é😀&unknown;", ">c"]),
    ])
    func `XML is taken apart, however it arrives`(_ text: String, _ words: [String]) throws {
        for length in [1, 2, 5, 1000] {
            // Text comes in one piece where the bytes do.
            let joined = try Self.tokens(text, length: length).joined(separator: "|")
            #expect(joined == words.joined(separator: "|"), "in pieces of \(length)")
        }
    }

    @Test(arguments: ["<c>", "<c></c></c>", "<c", "", "<!DOCTYPE c><c/>", "<c><![CDATA[x</c>"])
    func `XML that is not whole is refused`(_ text: String) {
        #expect(throws: WorkbookError.Problem.self) { try Self.tokens(text, length: 3) }
    }
}
