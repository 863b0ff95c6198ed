// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import Lists
import TestSupport
import Testing

@Suite struct ReportFileTests {
    private let folder: ScratchFolder
    private let list: ListFile

    init() throws {
        folder = try ScratchFolder()
        list = try ListFile("=name,phone\nAnn,1\n")
    }

    /// What an earlier run has left.
    private static let old = ReportColumn.names.joined(separator: ",") + ",name\r\n"

    private func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    private func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: folder.file(name))[.posixPermissions]
            as? Int
    }

    @Test func `a report takes its place only when it is whole, with mode 0600`() throws {
        try folder.write(Self.old, to: "r.csv")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o644],
            ofItemAtPath: folder.file("r.csv")
        )
        let report = try ReportFile(
            path: folder.file("r.csv"),
            list: try list.list(),
            withMessage: false
        )
        let recipient = Recipient(row: 1, line: 2, phone: "+1 202", cells: ["-Ann", "+1 202"])
        try report.append(ReportRow(recipient, .skipped(.badRow, "")))
        #expect(try folder.read("r.csv") == Self.old)
        try report.finish()
        #expect(try names() == ["r.csv"])
        #expect(try mode("r.csv") == 0o600)
        let lines = try folder.read("r.csv").split(separator: "\r\n")
        #expect(lines.count == 2 && lines[0].hasSuffix(",updated_at,'=name,input_phone"))
        #expect(lines[1] == "1,+1 202,,,,,,skipped,bad_row,,,,,,,,,,,,'-Ann,+1 202")
    }

    @Test func `a report that is given up leaves the old one and nothing else`() throws {
        try folder.write(Self.old, to: "r.csv")
        do {
            let report = try ReportFile(
                path: folder.file("r.csv"),
                list: try list.list(),
                withMessage: true
            )
            let recipient = Recipient(
                row: 1,
                line: 2,
                phone: "1",
                cells: [String(repeating: "x", count: 200_000), "1"]
            )
            try report.append(ReportRow(recipient, Verdict(.sent)))
            #expect(
                try names() == ["r.csv"],
                "a file without a name is not left when the process is killed"
            )
        }
        #expect(try names() == ["r.csv"] && folder.read("r.csv") == Self.old)
    }

    /// The header of a report, with something else between its columns.
    private static func header(_ delimiter: String, quote: String = "") -> String {
        let cells: [String] = ReportColumn.names.map { quote + $0 + quote }
        return cells.joined(separator: delimiter) + "\n"
    }

    private static let earlier: [String] = [
        "", old, "\u{FEFF}\(old)", header(","), header(";"), header("\t"), header(",", quote: "\""),
        old.uppercased(), "status;note;phone;number;line_type_source;region\n",
        old + String(repeating: "x", count: 100_000),
    ]

    @Test(arguments: earlier)
    func `an empty file and an earlier report may be replaced, saved by whatever spreadsheet`(
        contents: String
    ) throws {
        try folder.write(contents, to: "r.csv")
        try AtomicFile(path: folder.file("r.csv"), kind: .report).replace()
        #expect(try folder.read("r.csv") == "")
    }

    @Test(arguments: [[0xFF, 0xFE], [0xFE, 0xFF]] as [[UInt8]])
    func `a report that was saved as Unicode text may be replaced`(mark: [UInt8]) throws {
        let text = Self.header("\t")
        let units = Array(text.utf16)
        let bytes = units.flatMap { unit in
            mark == [0xFF, 0xFE]
                ? [UInt8(unit & 0xFF), UInt8(unit >> 8)] : [UInt8(unit >> 8), UInt8(unit & 0xFF)]
        }
        try Data(mark + bytes).write(to: URL(filePath: folder.file("r.csv")))
        try AtomicFile(path: folder.file("r.csv"), kind: .report).replace()
    }

    @Test(arguments: [
        "old", " ", "\n", "phone,name\n1,Ann\n", "\n" + old, "name,phone\n" + old,
        "phone,number,status,provider,message_id,error_code,cost,currency,sent_at\n",
        "line_type_source\n", "PK\u{3}\u{4}", "<!doctype html>\n", "{\n}\n",
    ])
    func `no other file is ever replaced by a report`(contents: String) throws {
        try folder.write(contents, to: "r.csv")
        let path = folder.file("r.csv")
        let refusal = FileFailure(
            path: path,
            reason: "there is a file already, which is no report of this program; "
                + "name another path, or move that file away"
        )
        #expect(throws: refusal) { try AtomicFile(path: path, kind: .report) }
        #expect(throws: refusal) { try ReportFile.checkPlace(path) }
        #expect(try folder.read("r.csv") == contents)
    }

    @Test(arguments: ["", old])
    func `a file that came while the report was written is not replaced`(before: String) throws {
        let path = folder.file("r.csv")
        if !before.isEmpty { try folder.write(before, to: "r.csv") }
        let file = try AtomicFile(path: path, kind: .report)
        try folder.write("somebody's work", to: "r.csv")
        #expect(throws: FileFailure.self) { try file.replace() }
        #expect(try folder.read("r.csv") == "somebody's work")
    }

    @Test func `a link to somebody's file is not followed, nor taken away`() throws {
        try folder.write("somebody's work", to: "work")
        let path = folder.file("r.csv")
        try FileManager.default.createSymbolicLink(
            atPath: path,
            withDestinationPath: folder.file("work")
        )
        #expect(throws: FileFailure.self) { try AtomicFile(path: path, kind: .report) }
        #expect(try folder.read("r.csv") == "somebody's work")
    }

    @Test func `looking whether a report could be written leaves nothing`() throws {
        try ReportFile.checkPlace(folder.file("r.csv"))
        #expect(try names().isEmpty)
    }

    @Test(arguments: ["/dev/full", "/dev/null", "/tmp", "/nonexistent/r.csv", "/proc/r.csv"])
    func `a place where no file can be is found at once`(path: String) {
        let failure = #expect(throws: FileFailure.self) { try ReportFile.checkPlace(path) }
        #expect(failure?.path == path && failure?.description.contains("cannot be written") == true)
    }

    @Test func `a name too long for a file is found at once`() {
        let path = folder.file(String(repeating: "x", count: 256))
        #expect(throws: FileFailure(path: path, reason: "File name too long; name another path")) {
            try ReportFile.checkPlace(path)
        }
    }

    @Test func `a name left by an earlier process is not in the way`() throws {
        for attempt in 0...1 {
            try folder.write("", to: ".sms-campaign-\(getpid())-\(attempt).tmp")
        }
        let before = try names()
        let file = try AtomicFile(path: folder.file("r.csv"), kind: .report)
        try file.write(Array("x".utf8))
        try file.replace()
        #expect(try folder.read("r.csv") == "x" && names() == before + ["r.csv"])
    }

    @Test(arguments: [
        (
            ENOENT, "/nonexistent/r.csv",
            "No such file or directory; make the folder /nonexistent, or name another path"
        ),
        (ENOENT, "/tmp/r.csv", "No such file or directory; name another path"),
        (
            ENOTDIR, "/etc/passwd/r.csv",
            "Not a directory; /etc/passwd is no folder; name another path"
        ),
        (
            EACCES, "r.csv",
            "Permission denied; give yourself the right to write in ., or name another path"
        ),
        (EROFS, "/r.csv", "Read-only file system; name another path"),
        (ENOSPC, "/tmp/r.csv", "No space left on device; make room there, or name another path"),
    ])
    func `a file that cannot be written says what to do`(code: Int32, path: String, reason: String)
    {
        #expect(
            FileFailure(path: path, errno: code).description
                == "\(path): cannot be written: \(reason)"
        )
    }

    @Test func `a report whose folder goes away fails, and says so`() throws {
        let place = folder.file("sub")
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
        let file = try AtomicFile(path: place + "/r.csv", kind: .report)
        try file.write(Array("x".utf8))
        try FileManager.default.removeItem(atPath: place)
        let failure = #expect(throws: FileFailure.self) { try file.replace() }
        #expect(failure?.path == place + "/r.csv")
    }
}
