// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
import TestSupport
import Testing

@Suite struct CSVReaderTests {
    static let files: [(String, [[String]])] = [
        ("", []),
        ("\n\r\n\r", []),
        ("a", [["a"]]),
        ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
        ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
        ("a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
        ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
        ("a\n\n\r\n\rb\n", [["a"], ["b"]]),
        (",,\n", [["", "", ""]]),
        ("a,", [["a", ""]]),
        (",", [["", ""]]),
        ("\"\"", [[""]]),
        ("\"\"\n\"\"\n", [[""], [""]]),
        ("\"\",\"\"", [["", ""]]),
        ("\"a,b\",c\n", [["a,b", "c"]]),
        ("\"a\"\"b\",\"\"\"\",c\n", [["a\"b", "\"", "c"]]),
        ("\"a\nb\",c\n", [["a\nb", "c"]]),
        ("\"a\r\nb\",\"\r\"\r\nx\r\n", [["a\r\nb", "\r"], ["x"]]),
        ("5\" pipe,a\"b\"c,d\"\n", [["5\" pipe", "a\"b\"c", "d\""]]),
        (" \"a\",b", [[" \"a\"", "b"]]),
        ("a,\"b\"\rc", [["a", "b"], ["c"]]),
        ("a,b,c\nd\ne,f\n", [["a", "b", "c"], ["d"], ["e", "f"]]),
        ("\u{FEFF}a,b\n", [["a", "b"]]),
        ("\u{FEFF}", []),
        ("\u{FEFF}\"a\",b\n", [["a", "b"]]),
        ("a\u{FEFF}\n", [["a\u{FEFF}"]]),
        ("naïve,日本,😀\n", [["naïve", "日本", "😀"]]),
        ("\"ж,\"\"ж\",é", [["ж,\"ж", "é"]]),
        (" a , b \n", [[" a ", " b "]]),
        ("   \n", [["   "]]),
    ]

    @Test(arguments: files)
    func `a file has these rows`(text: String, expected: [[String]]) throws {
        #expect(try rows(of: text) == expected)
    }

    @Test(arguments: files)
    func `the rows do not depend on how the bytes arrive`(text: String, expected: [[String]]) throws
    {
        for chunk in 1...4 {
            #expect(try rows(of: text, chunk: chunk) == expected, "in pieces of \(chunk)")
        }
    }

    @Test(arguments: [
        ("a\nb\n", [1, 2]),
        ("\n\na\r\n\r\nb", [3, 5]),
        ("a\r\rb\r\n\nc", [1, 3, 5]),
        ("\"x\ny\r\nz\rw\"\nb\n", [1, 5]),
        ("\"\r\n\n\"\n\"a\"\"\n\"\nb", [1, 4, 6]),
        ("\u{FEFF}\na", [2]),
    ])
    func `a row knows the physical line it begins in`(text: String, lines: [Int]) throws {
        for chunk in [1, 2, 3, Int.max] {
            #expect(
                try records(of: Array(text.utf8), chunk: chunk).map(\.line) == lines,
                "in pieces of \(chunk)"
            )
        }
    }

    @Test func `one record takes all rows of a file in turn`() throws {
        var reader = CSVReader(MemoryByteSource("a,b,c\nd\n"), name: "people.csv")
        var record = CSVRecord()
        #expect(try reader.next(into: &record))
        #expect(record.fields == ["a", "b", "c"])
        #expect(try reader.next(into: &record))
        #expect(record.fields == ["d"])
        #expect(try !reader.next(into: &record))
        #expect(try !reader.next(into: &record))
    }

    @Test func `another delimiter can be asked for`() throws {
        let dialect = CSVDialect(delimiter: UInt8(ascii: ";"))
        var reader = CSVReader(
            MemoryByteSource("a,b;\"c;d\"\n"),
            name: "people.csv",
            dialect: dialect
        )
        #expect(try reader.next()?.fields == ["a,b", "c;d"])
    }

    @Test func `rows that lie across two reads are whole`() throws {
        let row = (0..<40).map { "field \($0) with \"quotes\", commas and é" }
        var writer = CSVWriter()
        for _ in 0..<500 { writer.append(row: row) }
        let all = try rows(of: writer.takeBytes())
        #expect(all.count == 500)
        #expect(all.allSatisfy { $0 == row })
    }

    @Test(arguments: 0..<300)
    func `any bytes are rows or an error, the same however they arrive`(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let alphabet = Array("ab,,\"\"\"\n\n\r\r 😀é".utf8) + [0xFF, 0x00]
        let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
            alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
        }
        let whole = outcome(of: bytes, chunk: .max)
        for chunk in 1...5 {
            #expect(outcome(of: bytes, chunk: chunk) == whole, "in pieces of \(chunk)")
        }
    }

    /// The rows with their lines, or the error.
    private func outcome(of bytes: [UInt8], chunk: Int) -> Result<[String], CSVError> {
        Result { () throws(CSVError) in
            try records(of: bytes, chunk: chunk).map { "\($0.line): \($0.fields)" }
        }
    }
}

@Suite struct CSVRecordTests {
    @Test func `fields are given as text, as bytes and by their length`() throws {
        let record = try #require(try records(of: Array("a,\"é,\"\"\",\n".utf8)).first)
        #expect(record.count == 3)
        #expect(record[1] == "é,\"")
        #expect(Array(record.bytes(of: 1)) == Array("é,\"".utf8))
        #expect(record.byteCount(of: 1) == 4)
        #expect(record.byteCount(of: 2) == 0)
    }

    @Test(arguments: [-1, 2, Int.max, Int.min])
    func `a field that the row does not have is empty`(index: Int) throws {
        let record = try #require(try records(of: Array("a,b\n".utf8)).first)
        #expect(record[index].isEmpty)
        #expect(record.byteCount(of: index) == 0)
        #expect(record.bytes(of: index).isEmpty)
    }

    @Test func `a new record is empty`() {
        let record = CSVRecord()
        #expect(record.count == 0)
        #expect(record.fields.isEmpty)
        #expect(record.isBlank)
        #expect(record[0].isEmpty)
    }

    @Test(arguments: [
        (",,", true), ("\"\"", true), (" ,  ", true), (",x,", false), ("\"\n\"", false),
    ])
    func `a row of delimiters and spaces is blank`(text: String, isBlank: Bool) throws {
        let record = try #require(try records(of: Array(text.utf8)).first)
        #expect(record.isBlank == isBlank)
    }
}

/// Reads a whole text as CSV; the source gives it in pieces of `chunk` bytes.
func rows(of text: String, chunk: Int = .max) throws(CSVError) -> [[String]] {
    try rows(of: Array(text.utf8), chunk: chunk)
}

/// Reads all bytes as CSV; the source gives them in pieces of `chunk` bytes.
func rows(of bytes: [UInt8], chunk: Int = .max) throws(CSVError) -> [[String]] {
    try records(of: bytes, chunk: chunk).map(\.fields)
}

/// Reads all bytes as records.
func records(of bytes: [UInt8], chunk: Int = .max) throws(CSVError) -> [CSVRecord] {
    var reader = CSVReader(MemoryByteSource(bytes, chunk: chunk), name: "people.csv")
    var records: [CSVRecord] = []
    while let record = try reader.next() { records.append(record) }
    return records
}

/// The error that reading the bytes ends with.
func failure(of bytes: [UInt8], chunk: Int = .max) -> CSVError? {
    do {
        _ = try records(of: bytes, chunk: chunk)
        return nil
    } catch {
        return error
    }
}
