// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
import Foundation
import Lists
import TestSupport
import Testing

@Suite struct ReportUpdateTests {
    private let folder: ScratchFolder
    private let update: ReportUpdate

    init() throws {
        folder = try ScratchFolder()
        update = ReportUpdate(path: folder.file("report.csv"), name: "report.csv")
        try folder.write(Self.text, to: "report.csv")
    }

    /// Cells that are hard to keep: a formula made harmless, quotes, line ends, spaces, an input
    /// column of a report's name.
    private static let rows = [
        #"1,5550101,+12025550101,US,,,,unconfirmed,timed_out,no answer,GSM-7,1,plivo,,,1,,,,t1,'=1+1,"a ""q"", b""#,
        #"2,5550102,+12025550102,US,,,,sent,,,GSM-7,1,plivo,id,,1,0.0079,USD,t2,t2, x ,"two"#
            + "\r\n" + #"lines""#,
        "3,5550101,+12025550101,US,,,,skipped,duplicate,the same number,GSM-7,1,,,,,,,,t3,,Zoë",
    ]
    private static let names = ReportColumn.names.joined(separator: ",")
    private static let text = ([names + ",input_status,note"] + rows).map { $0 + "\r\n" }.joined()
        .replacing(", x ,", with: #"," x ","#)

    private func lines() throws -> [[String]] {
        var reader = CSVReader(
            try FileByteSource(path: folder.file("report.csv")),
            name: "report.csv"
        )
        var lines: [[String]] = []
        while let line = try reader.next()?.fields { lines.append(line) }
        return lines
    }

    @Test func `added columns stand behind the chosen phone column`() throws {
        let names = ReportColumn.names + ["phone_column", "delivery_note"]
        let cells = ReportColumn.names.indices.map { $0 == 7 ? "sent" : "" } + ["Mobile", "x"]
        let text = [names, cells].map { $0.joined(separator: ",") + "\r\n" }.joined()
        try folder.write(text, to: "report.csv")
        for state in ["queued", "delivered"] {
            let count = try update.apply(adding: DeliveryColumn.names) { _ in ["delivery": state] }
            #expect(count == 1)
            let written = try lines()
            #expect(
                written[0].suffix(4) == [
                    "phone_column", "delivery", "delivery_detail", "delivery_note",
                ])
            #expect(written[1].suffix(4) == ["Mobile", state, "", "x"])
        }
    }

    @Test func `only the cells that are given change`() throws {
        let before = try lines()
        let count = try update.apply { row in
            guard row[.number] == "+12025550101", row[.status] == "unconfirmed" else { return nil }
            return ["status": "sent", "reason": "", "detail": "=found", "message_id": "m-1"]
        }
        #expect(count == 1)
        var expected = before
        (expected[1][7], expected[1][8], expected[1][9], expected[1][13]) = (
            "sent", "", "'=found", "m-1"
        )
        #expect(try lines() == expected)
        let others = try folder.read("report.csv").replacing(
            "sent,,'=found",
            with: "unconfirmed,timed_out,no answer"
        )
        #expect(others.replacing("plivo,m-1", with: "plivo,") == Self.text)
    }

    @Test func `columns are added behind the report's own, and only once`() throws {
        let before = try lines()
        for state in ["sent", "delivered"] {
            _ = try update.apply(adding: ["delivery", "delivery_detail"]) { row in
                row[.status] == "sent" ? ["delivery": state] : nil
            }
            let after = try lines()
            #expect(
                after[0] == before[0][..<20] + ["delivery", "delivery_detail"] + before[0][20...]
            )
            #expect(after[1] == before[1][..<20] + ["", ""] + before[1][20...])
            #expect(after[2] == before[2][..<20] + [state, ""] + before[2][20...])
        }
    }

    @Test func `where nothing changes the file is not touched`() throws {
        let before = try FileManager.default.attributesOfItem(atPath: folder.file("report.csv"))
        #expect(try update.apply { _ in nil } == 0)
        let after = try FileManager.default.attributesOfItem(atPath: folder.file("report.csv"))
        #expect(before[.systemFileNumber] as? Int == after[.systemFileNumber] as? Int)
    }

    @Test func `a change without cells counts, and an unknown column is passed over`() throws {
        #expect(try update.apply { _ in ["nothing_like_it": "x"] } == 3)
        #expect(try folder.read("report.csv") == Self.text)
    }

    @Test(arguments: [
        "", "a,b\r\n1,2\r\n", names + "\r\n1,2\r\n",
        names + "\r\n" + rows[0].replacing("timed", with: "\"") + "\r\n",
    ])
    func `what is no report is refused, and stays as it was`(text: String) throws {
        try folder.write(text, to: "report.csv")
        #expect(throws: ReportError.self) { try update.read { _ in } }
        #expect(throws: ReportError.self) { try update.apply { _ in ["status": "sent"] } }
        #expect(try folder.read("report.csv") == text)
    }

    @Test func `a missing report is no report`() throws {
        #expect(update.isThere)
        let missing = ReportUpdate(path: folder.file("other.csv"), name: "other.csv")
        #expect(!missing.isThere)
        #expect(throws: ReportError.self) { try missing.read { _ in } }
    }

    @Test func `every row is seen`() throws {
        var numbers: [String] = []
        try update.read { numbers.append($0[.number]) }
        #expect(numbers == ["+12025550101", "+12025550102", "+12025550101"])
    }
}
