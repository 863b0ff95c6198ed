// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
import Testing

@Suite struct CSVErrorTests {
    static let mistakes: [([UInt8], Int, CSVError.Kind)] = [
        (Array("a\n\"b".utf8), 2, .unclosedQuote),
        (Array("a,\"b\nc\n\nd\n".utf8), 1, .unclosedQuote),
        (Array("\"a\nb\",\"c".utf8), 2, .unclosedQuote),
        (Array("\"".utf8), 1, .unclosedQuote),
        (Array("a\nb,\"c\"d\n".utf8), 2, .textAfterQuote(column: 2, openedAt: 2)),
        (Array("a,\"b\nc,\"d\",e\n".utf8), 2, .textAfterQuote(column: 2, openedAt: 1)),
        (Array("\"a\" ,b\n".utf8), 1, .textAfterQuote(column: 1, openedAt: 1)),
        (Array("a\nb,c\u{0}d\n".utf8), 2, .nulByte(column: 2)),
        (Array("a\n\"b\n\u{0}\"\n".utf8), 3, .nulByte(column: 1)),
        (Array("\"a\"\u{0}\n".utf8), 1, .nulByte(column: 1)),
        ([0xFF, 0xFE, 0x61, 0x00], 1, .nulByte(column: 1)),
        ([0x61, 0x0A, 0x62, 0x2C, 0xE9, 0x0A], 2, .invalidUTF8(column: 2)),
        ([0x61, 0x0A, 0x62, 0x2C, 0xC3], 2, .invalidUTF8(column: 2)),
        ([0xE9, 0x2C, 0x62], 1, .invalidUTF8(column: 1)),
        ([0xC3, 0x2C, 0xA9], 1, .invalidUTF8(column: 1)),
        ([0xED, 0xA0, 0x80], 1, .invalidUTF8(column: 1)),
        ([0xC0, 0x80], 1, .invalidUTF8(column: 1)),
        (Array("\"a\r\n\r\n\r\n\",\"".utf8) + [0x80, 0x22], 4, .invalidUTF8(column: 2)),
        (Array("é\n\"a\nb\rc\",d,".utf8) + [0xFE, 0x0A], 4, .invalidUTF8(column: 3)),
    ]

    @Test(arguments: mistakes)
    func `a mistake is an error that names its place`(
        bytes: [UInt8],
        line: Int,
        kind: CSVError.Kind
    ) {
        let expected = CSVError(file: "people.csv", line: line, kind: kind)
        for chunk in [1, 2, 3, Int.max] {
            #expect(failure(of: bytes, chunk: chunk) == expected, "in pieces of \(chunk)")
        }
    }

    @Test func `an error comes again at the next call`() throws {
        var reader = CSVReader(MemoryByteSource("a\n\"b\"c\nd\n"), name: "people.csv")
        #expect(try reader.next()?.fields == ["a"])
        let expected = CSVError(
            file: "people.csv",
            line: 2,
            kind: .textAfterQuote(column: 1, openedAt: 2)
        )
        #expect(throws: expected) { try reader.next() }
        #expect(throws: expected) { try reader.next() }
    }

    @Test func `a read that fails is an error in the system's words`() throws {
        var reader = CSVReader(BrokenSource(before: "a\nb"), name: "people.csv")
        #expect(try reader.next()?.fields == ["a"])
        let expected = CSVError(file: "people.csv", kind: .unreadable("Input/output error"))
        #expect(throws: expected) { try reader.next() }
    }

    @Test(arguments: [
        (1 << 20, nil),
        ((1 << 20) + 1, CSVError(file: "people.csv", line: 1, kind: .fieldTooLong(column: 2))),
        (3 << 20, CSVError(file: "people.csv", line: 1, kind: .fieldTooLong(column: 2))),
    ])
    func `a field of more than 1 MiB is an error`(length: Int, expected: CSVError?) {
        let field = [UInt8](repeating: UInt8(ascii: "x"), count: length)
        #expect(failure(of: Array("a,".utf8) + field + Array(",b\n".utf8)) == expected)
        #expect(failure(of: Array("a,\"".utf8) + field + Array("\",b\n".utf8)) == expected)
        #expect(failure(of: Array("a,".utf8) + field) == expected)
    }

    @Test func `an unclosed quote in a large file does not read the file into memory`() {
        var source = EndlessSource(start: "a\nb,\"c", then: "d,e\n")
        var reader = CSVReader(source, name: "people.csv")
        #expect(throws: CSVError(file: "people.csv", line: 2, kind: .fieldTooLong(column: 2))) {
            while try reader.next() != nil {}
        }
        source = EndlessSource(start: "", then: ",")
        reader = CSVReader(source, name: "people.csv")
        #expect(throws: CSVError(file: "people.csv", line: 1, kind: .tooManyColumns)) {
            try reader.next()
        }
    }

    @Test func `a row of more than 16 MiB is an error`() {
        let field = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20) + [UInt8(ascii: ",")]
        let row = [[UInt8]](repeating: field, count: 17).flatMap(\.self)
        #expect(failure(of: row) == CSVError(file: "people.csv", line: 1, kind: .rowTooLong))
    }

    @Test func `a row may have 16,384 columns and no more`() {
        let most = [UInt8](repeating: UInt8(ascii: ","), count: 16_383)
        #expect(failure(of: most) == nil)
        let tooMany = CSVError(file: "people.csv", line: 1, kind: .tooManyColumns)
        #expect(failure(of: most + Array(",\n".utf8)) == tooMany)
    }

    @Test(
        arguments: [
            (.unclosedQuote, "a quote is opened here and never closed"),
            (
                .textAfterQuote(column: 3, openedAt: 12),
                "column 3 goes on after its closing quote (opened in line 12)"
            ),
            (.invalidUTF8(column: 3), "column 3 is not valid UTF-8; save the file as UTF-8"),
            (
                .invalidText(.windows1252, column: 3),
                "column 3 is not valid windows-1252; save the file as UTF-8"
            ),
            (
                .contradictedEncoding(.windows1252, mark: .utf8),
                "the file begins with the byte order mark of UTF-8, but windows-1252 was named; "
                    + "name none"
            ),
            (.foreign(.ods), "this is a LibreOffice spreadsheet, not a CSV file; open it"),
            (.nulByte(column: 3), "column 3 holds a NUL byte"),
            (.fieldTooLong(column: 3), "column 3 of this row is longer than 1 MiB"),
            (.rowTooLong, "this row is longer than 16 MiB"),
            (.tooManyColumns, "this row has more than 16,384 columns"),
        ] as [(CSVError.Kind, String)]
    )
    func `an error says where, what and what to do`(kind: CSVError.Kind, words: String) {
        let text = CSVError(file: "people.csv", line: 17, kind: kind).description
        #expect(text.hasPrefix("people.csv:17: \(words)"))
        #expect(text.contains(";"))
    }
}

/// A source that gives some text and then fails as a broken disk does.
private struct BrokenSource: ByteSource {
    private var rest: MemoryByteSource

    init(before text: String) {
        rest = MemoryByteSource(text)
    }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadFailure) -> Int {
        let count = try rest.read(into: buffer)
        if count == 0 { throw ReadFailure(errno: 5) }
        return count
    }
}

/// A source that never ends, so that a reader which kept it all would not either.
private struct EndlessSource: ByteSource {
    private var first: [UInt8]
    private let pattern: [UInt8]

    init(start: String, then pattern: String) {
        first = Array(start.utf8)
        self.pattern = Array(pattern.utf8)
    }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadFailure) -> Int {
        for index in buffer.indices {
            buffer[index] = index < first.count ? first[index] : pattern[index % pattern.count]
        }
        first = []
        return buffer.count
    }
}
