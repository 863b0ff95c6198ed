// SPDX-License-Identifier: Apache-2.0

import Basics
import Testing

@testable import CSV

@Suite struct HeaderSearchTests {
    private static func isHeader(_ cells: [String]) -> Bool {
        cells.contains { ["phone", "mobile"].contains($0.lowercased()) }
    }

    private static func found(
        _ text: String, delimiter: UInt8? = nil, header: HeaderPlace = .found(by: isHeader)
    ) throws -> CSVFormat {
        var detector = EncodingDetector()
        detector.add(Array(text.utf8)[...])
        return try CSVFormat(of: detector, delimiter: delimiter, header: header)
    }

    /// The rows from the header on, and their lines, in pieces of any length.
    private static func rows(_ text: String, _ format: CSVFormat) throws -> ([[String]], [Int]) {
        var read: [([[String]], [Int])] = []
        for chunk in [1, 3, 1000] {
            var reader = CSVReader(
                MemoryByteSource(Array(text.utf8), chunk: chunk), name: "", format: format)
            var (rows, lines): ([[String]], [Int]) = ([], [])
            while let record = try reader.next() {
                rows.append(record.fields)
                lines.append(record.line)
            }
            read.append((rows, lines))
        }
        #expect(read.allSatisfy { $0.0 == read[0].0 && $0.1 == read[0].1 })
        return read[0]
    }

    @Test(arguments: [
        ("Contacts\nname,phone\nAnn,1\n", 2, "Contacts"),
        ("Contact export 2026-11-01,\n,\nName,Phone\nAnn,1\n", 3, "Contact export 2026-11-01"),
        (
            "# exported by X, on Monday, for Y\nname,phone\nAnn,1\n", 2,
            "# exported by X, on Monday, for Y"
        ),
        ("Contacts, all of them\n\nname;phone;city\nAnn;1;Rome\n", 3, "Contacts, all of them"),
        (
            "an \"odd\" title, \"never closed\r\nof 2026\r\nname\tphone\tcity\r\nAnn\t1\tRome\r\n",
            3, "an odd title, never closed"
        ),
        ("\u{FEFF}Members\r\rname,phone\rAnn,1\r", 3, "Members"),
        ("# one\n# two\nphone\n1\n", 3, "# one"),
        ("Year,2026,\nname,city,phone\nAnn,Rome,1\n", 2, "Year,2026"),
    ])
    func `a header is found below titles, comments and blank lines`(
        _ text: String, _ line: Int, _ above: String
    ) throws {
        let format = try Self.found(text)
        #expect(format.headerLine == line && format.wordsAbove == above)
        let (rows, lines) = try Self.rows(text, format)
        #expect(rows.count == 2 && Self.isHeader(rows[0]) && rows[1].first?.count ?? 0 > 0)
        #expect(lines == [line, line + 1])
    }

    @Test(arguments: [
        "name,phone\nAnn,1\n", "phone\n1\n", "#,name,phone\n1,Ann,2\n", "name,digits\nAnn,1\n",
        // The first row has as many cells as the other: it is no title.
        "name,digits,type\nAnn,1,mobile\n",
        // It has a number: it is a recipient.
        "2025550123,\nphone,name\n", "name,kind\nmobile,2025550123\n",
        "Ann,2025550101,mobile\n",
    ])
    func `a first row that is a header, or data, is not passed over`(_ text: String) throws {
        #expect(try Self.found(text).headerLine == 1)
    }

    @Test func `a header without a name that is known is below titles all the same`() throws {
        let text = "My list\n\nKontakt;Nr\nA;1\nB;2\nC;3\n"
        let format = try Self.found(text)
        #expect(format.headerLine == 3 && format.delimiter == UInt8(ascii: ";"))
    }

    @Test func `a line that is said is believed, and counted as a file counts lines`() throws {
        let text = "name,phone\n\"Ann\nof Rome\",1\nname2,phone2\nBob,2\n"
        let format = try Self.found(text, header: .line(4))
        let (rows, lines) = try Self.rows(text, format)
        #expect(rows == [["name2", "phone2"], ["Bob", "2"]] && lines == [4, 5])
    }

    @Test func `a line that names the delimiter is above the header that is said`() throws {
        let text = "sep=;\nTitle\nname;phone\nAnn;1\n"
        for header in [HeaderPlace.line(3), .found(by: Self.isHeader)] {
            let (rows, _) = try Self.rows(text, Self.found(text, header: header))
            #expect(rows == [["name", "phone"], ["Ann", "1"]])
        }
    }

    @Test(arguments: [
        ("202-555-0123", true), ("+44 7400 123456", true), ("(202) 555.0123", true),
        ("2025550123", true), ("2.02556E+09", true), ("'447400123456", true),
        ("=\"447400123456\"", true), ("202-555-0123; 202-555-0124", true),
        ("2026-11-01", false), ("01/11/2026", false), ("1.11.2026", false), ("20261101", false),
        ("phone", false), ("123456", false), ("Order 20255501", false), ("", false),
        ("1234567x", false),
    ])
    func `a number of a person looks like one, and a date does not`(
        _ text: String, _ isNumber: Bool
    ) { #expect(NumberLike.matches(text) == isNumber) }
}
