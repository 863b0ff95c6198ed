// SPDX-License-Identifier: Apache-2.0

import CSV
import Testing

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
