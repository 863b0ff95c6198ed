// SPDX-License-Identifier: Apache-2.0

import CSV
import Foundation
import Lists
import TestSupport
import Testing

@Suite struct ListShapeTests {
    private func list(
        _ bytes: [UInt8],
        _ options: ListOptions = ListOptions()
    ) throws -> (RecipientList, ScratchFolder) {
        let folder = try ScratchFolder()
        let path = folder.file("list.csv")
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return (try RecipientList(ListInput(path: path, name: "list.csv"), options), folder)
    }

    private func read(_ text: String, _ options: ListOptions = ListOptions()) throws -> [Recipient]
    {
        let (list, folder) = try list(Array(text.utf8), options)
        var reader = try list.rows()
        var rows: [Recipient] = []
        while let row = try reader.next() { rows.append(row) }
        return withExtendedLifetime(folder) { rows }
    }

    @Test func `empty rows below the data are no recipients, those between are`() throws {
        let rows = try read("name,phone\nAnn,1\n,\nBob,2\n,\n , \n,\n")
        #expect(rows.map(\.cells) == [["Ann", "1"], ["", ""], ["Bob", "2"]])
        #expect(rows.map(\.line) == [2, 3, 4])
    }

    @Test(arguments: [
        ("name,phone\nAnn,1,,\n", ["Ann", "1"]), ("name,phone,,\nAnn,1\n", ["Ann", "1", "", ""]),
        ("name,phone,,\nAnn,1,x\n", ["Ann", "1", "x", ""]),
        ("name,phone,\nAnn,1,x\n", ["Ann", "1", "x"]),
    ])
    func `cells without a column's name and without text make no row a bad one`(
        text: String,
        cells: [String]
    ) throws {
        #expect(try read(text).map(\.cells) == [cells])
    }

    @Test(arguments: ["phone,name,name,\n1,Ann,B,\n", ",,phone\nx,y,1\n"])
    func `headers that are empty or there twice do not matter by themselves`(text: String) throws {
        #expect(try read(text).map(\.phone) == ["1"])
    }

    @Test func `a list most of whose rows are ragged is refused with the delimiter`() {
        let error = #expect(throws: ListError.self) {
            try read("name,phone\nAnn,1\nBob,2,x\nCyd,3,y\n")
        }
        #expect(
            error?.description.hasPrefix(
                "list.csv: 2 of 3 rows do not have the 2 cells of the header: "
                    + "row 2 (line 3), which has 3, first."
            ) == true
        )
        #expect(
            error?.description.contains("“,”") == true
                && error?.description.contains("; name what does, or repair") == true
        )
    }

    @Test func `half of the rows may be ragged`() throws {
        #expect(try read("name,phone\nAnn,1\nBob\n").count == 2)
    }

    @Test func `what the user says is done`() throws {
        let options = ListOptions(
            encoding: FileEncoding(named: "iso-8859-15"),
            delimiter: DelimiterWord.read("pipe")
        )
        let (list, folder) = try list(
            Array("name|phone\n".utf8) + [0xA4, 0x7C, 0x31, 0x0A],
            options
        )
        var reader = try list.rows()
        #expect(try reader.next()?.cells == ["€", "1"])
        withExtendedLifetime(folder) {}
        #expect(list.guessedText.count == 0)
    }

    @Test func `a guess shows the first cells that depend on it`() throws {
        let row = Array("Zo".utf8) + [0xEB] + Array(";1\n".utf8)
        let (list, _) = try list(
            Array("name;phone\nAnn;0\n".utf8) + [row, row, row, row].flatMap(\.self)
        )
        #expect(list.format.encoding == .windows1252 && list.format.delimiter == UInt8(ascii: ";"))
        #expect(list.guessedText.count == 4)
        #expect(
            list.guessedText.examples.first == "row 2 (line 3): “Zoë”"
                && list.guessedText.examples.count == 3
        )
    }

    @Test func `a guess shows header cells, too, and long ones in part`() throws {
        let bytes: [UInt8] =
            [0xE9] + Array((String(repeating: "x", count: 50) + ",phone\nAnn,1\n").utf8)
        let (list, _) = try list(bytes)
        #expect(
            list.guessedText.examples == ["header: “é" + String(repeating: "x", count: 39) + "…”"]
        )
    }

    @Test func `a report's cells are as they were before they were made safe`() throws {
        let header = ReportColumn.header(input: ["Mobile", "Name"], withMessage: false)
        let own = ReportColumn.allCases.map { $0 == .phone ? "\"=\"\"+12025550101\"\"\"" : "" }
        let rows = try read(
            (header + ["\n"]).joined(separator: ",").replacing(",\n", with: "\n")
                + (own + ["\"=\"\"0202555\"\"\"", "'=x"]).joined(separator: ",") + "\n"
        )
        #expect(rows.map(\.phone) == ["+12025550101"])
        #expect(rows.first?.cells.suffix(2) == ["0202555", "=x"])
    }

    @Test(
        arguments: [(",", 44), ("tab", 9), ("\\t", 9), ("Semicolon", 59), ("|", 124), ("^", 94)]
            as [(String, UInt8)]
    )
    func `a delimiter is a word or a character`(word: String, byte: UInt8) {
        #expect(DelimiterWord.read(word) == byte)
    }

    @Test(arguments: ["", ",,", "\"", "\n", "é", "word"])
    func `what cannot delimit is no delimiter`(word: String) {
        #expect(DelimiterWord.read(word) == nil)
    }
}
