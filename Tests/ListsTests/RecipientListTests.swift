// SPDX-License-Identifier: Apache-2.0

import Foundation
import Lists
import TestSupport
import Testing

@Suite struct RecipientListTests {
    private static let small = "name,phone\nAnn,1\nBen,2\n"
    /// More than two chunks of 256 KiB.
    private static let large = rows()

    private static func rows(changing row: Int? = nil) -> String {
        "name,phone,notes\n"
            + (0..<600).map { "number \($0 == row ? 1000 : $0),1,\(padding)\n" }.joined()
    }

    private static func prefix(_ count: Int) -> String {
        String(decoding: large.utf8.prefix(count), as: UTF8.self)
    }

    private static let padding = String(repeating: "x", count: 1000)

    private func all(
        _ list: RecipientList,
        expecting digest: ListDigest? = nil
    ) throws -> (rows: [Recipient], digest: ListDigest) {
        let collector = HashedSource.Collector()
        var reader = try list.rows(collectingInto: collector, expecting: digest)
        var rows: [Recipient] = []
        while let row = try reader.next() { rows.append(row) }
        return (rows, collector.digest)
    }

    @Test func `rows have their numbers, lines, phones and cells`() throws {
        let file = try ListFile("name,phone\n\"Ann\nB\",1\nBen\n")
        let rows = try all(file.list()).rows
        #expect(
            rows == [
                Recipient(row: 1, line: 2, phone: "1", cells: ["Ann\nB", "1"]),
                Recipient(row: 2, line: 4, phone: "", cells: ["Ben"]),
            ]
        )
        #expect(rows.last?.place == "row 2 (line 4)")
    }

    @Test(arguments: ["", "\u{FEFF}"])
    func `an empty file is no list`(contents: String) throws {
        let file = try ListFile(contents)
        #expect(throws: ListError.empty(file: "list.csv")) { try file.list() }
    }

    @Test(arguments: [small, large])
    func `the same list has the same digest each time`(contents: String) throws {
        let file = try ListFile(contents)
        let list = try file.list()
        let first = try all(list)
        let second = try all(list, expecting: first.digest)
        #expect(second.rows == first.rows && second.digest.whole == first.digest.whole)
        try list.verify(first.digest)
    }

    private static let changes: [(String, String)] = [
        (small, "name,phone\nAnn,1\nBen,3\n"), (small, small + "Cid,3\n"),
        (small, "name,phone\nAnn,1\n"), (small, ""),
        (large, large + "Zoe,1,\n"), (large, prefix(large.utf8.count - 20)),
        (large, prefix(262_144)),
        (large, rows(changing: 599)), (large, rows(changing: 7)), (prefix(524_288), large),
        (prefix(524_288), prefix(262_144)),
    ]

    @Test(arguments: 0..<changes.count)
    func
        `a list that is not the planned one is found, and nothing of it that differs is handed out`(
            index: Int
        ) throws
    {
        let (before, after) = Self.changes[index]
        let file = try ListFile(before)
        let list = try file.list()
        let planned = try all(list)
        try file.rewrite(after)
        #expect(throws: ListError.changed(file: "list.csv")) { try list.verify(planned.digest) }
        var rows: [Recipient] = []
        let error = #expect(throws: (any Error).self) {
            var reader = try list.rows(expecting: planned.digest)
            while let row = try reader.next() { rows.append(row) }
        }
        #expect(error.map { "\($0)".contains("changed while it was being worked on") } == true)
        #expect(planned.rows.starts(with: rows))
    }

    @Test(arguments: 0..<changes.count)
    func `a list that was verified can be read to its end, whatever becomes of its file`(
        index: Int
    ) throws {
        let (before, after) = Self.changes[index]
        let file = try ListFile(before)
        let planned = try all(try file.list())
        let list = try file.list().verified(planned.digest)
        try file.rewrite(after)
        var reader = try #require(try list.rowsOfCopy(expecting: planned.digest))
        var rows: [Recipient] = []
        while let row = try reader.next() { rows.append(row) }
        #expect(rows == planned.rows)
        // It is no way round the check: the next run sees what changed.
        #expect(throws: ListError.changed(file: "list.csv")) { try list.verify(planned.digest) }
    }

    @Test(arguments: ["phone,name\nAnn,1\n", ""])
    func `a header that is not the one by which the columns were found ends the reading`(
        after: String
    ) throws {
        let file = try ListFile(Self.small)
        let list = try file.list()
        try file.rewrite(after)
        #expect(throws: ListError.changed(file: "list.csv")) { _ = try list.rows() }
    }

    @Test func `a pipe is copied, and read as often as needed`() throws {
        let pipe = Pipe()
        let contents = Self.prefix(60_000)
        pipe.fileHandleForWriting.write(Data(contents.utf8))
        try pipe.fileHandleForWriting.close()
        let input = try ListInput(
            copying: dup(pipe.fileHandleForReading.fileDescriptor),
            name: "standard input"
        )
        let list = try RecipientList(input)
        let first = try all(list)
        #expect(first.rows.count == contents.split(separator: "\n").count - 1)
        #expect(try all(list, expecting: first.digest).rows == first.rows)
        try list.verify(first.digest)
        #expect(list.name == "standard input")
    }

    @Test func `a report as a list brings its input columns only`() throws {
        let header = ReportColumn.header(input: ["phone", "Name", "Name"], withMessage: true)
        let file = try ListFile(
            header.joined(separator: ",") + "\n" + header.map { _ in "x" }.joined(separator: ",")
                + "\n"
        )
        let list = try file.list()
        #expect(list.phoneColumns == [1])
        #expect(list.inputColumns.map { list.header[$0] } == ["input_phone", "Name", "Name"])
        #expect(list.templateColumns.filter { !$0.isEmpty } == ["input_phone", "Name", "Name"])
    }

    @Test func `a report with these columns is a list without them`() throws {
        let names = ReportColumn.names + DeliveryColumn.names + ["name", "input_delivery"]
        let list = try ListFile(names.joined(separator: ",") + "\n").list()
        #expect(list.inputColumns.map { list.header[$0] } == ["name", "input_delivery"])
        let other = try ListFile(
            (ReportColumn.names + ["name", "delivery"]).joined(separator: ",") + "\n"
        ).list()
        #expect(other.inputColumns.map { other.header[$0] } == ["name", "delivery"])
    }
}
