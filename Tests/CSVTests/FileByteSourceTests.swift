// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
import Foundation
import Testing

@Suite struct FileByteSourceTests {
    @Test func `a file is read by its path`() throws {
        try withFile("a,b\nc,d\n") { path in
            let source = try FileByteSource(csv: path)
            #expect(try rows(source) == [["a", "b"], ["c", "d"]])
        }
    }

    @Test func `a file longer than the buffer is read to its end`() throws {
        let lines = (0..<50_000).map { "\($0),\"name \($0)\"\n" }
        try withFile(lines.joined()) { path in
            let all = try rows(FileByteSource(csv: path))
            #expect(all.count == lines.count)
            #expect(all.last == ["49999", "name 49999"])
        }
    }

    @Test func `a file can be read again, by the same source or by a copy`() throws {
        try withFile("a\nb\n") { path in
            var source = try FileByteSource(csv: path)
            #expect(source.canRewind)
            let copy = source
            #expect(try text(&source) == "a\nb\n")
            #expect(try text(&source) == "")
            try source.rewind()
            #expect(try text(&source) == "a\nb\n")
            #expect(try rows(copy) == [["a"], ["b"]])
        }
    }

    @Test func `an open file that has no name any more is read from where it stands, each time`()
        throws
    {
        try withFile("a\nb\nc\n") { path in
            let descriptor = open(path, O_RDONLY)
            try FileManager.default.removeItem(atPath: path)
            lseek(descriptor, 2, SEEK_SET)
            var source = FileByteSource(takingOver: descriptor)
            #expect(try rows(source) == [["b"], ["c"]])
            #expect(try text(&source) == "b\nc\n")
            try source.rewind()
            #expect(try text(&source) == "b\nc\n")
        }
    }

    @Test func `a pipe is read once and cannot be rewound`() throws {
        let pipe = Pipe()
        try pipe.fileHandleForWriting.write(contentsOf: Data("a\nb".utf8))
        try pipe.fileHandleForWriting.close()
        var source = FileByteSource(takingOver: dup(pipe.fileHandleForReading.fileDescriptor))
        #expect(!source.canRewind)
        #expect(try text(&source) == "a\nb")
        #expect(throws: ReadFailure("Illegal seek")) { try source.rewind() }
    }

    @Test func `a descriptor is closed with its last source`() throws {
        let pipe = Pipe()
        let descriptor = dup(pipe.fileHandleForWriting.fileDescriptor)
        try pipe.fileHandleForWriting.close()
        var source: FileByteSource? = FileByteSource(takingOver: descriptor)
        #expect(source?.canRewind == false)
        source = nil
        // The reading end sees the end of the file only once every writing end is closed.
        #expect(try pipe.fileHandleForReading.readToEnd() == nil)
    }

    @Test func `a descriptor that cannot be read is an error`() {
        var reader = CSVReader(FileByteSource(takingOver: -1), name: "standard input")
        #expect(throws: CSVError(file: "standard input", kind: .unreadable("Bad file descriptor")))
        {
            try reader.next()
        }
    }

    @Test func `a file that is not there is an error`() {
        let path = "/nowhere/at/all.csv"
        #expect(throws: CSVError(file: path, kind: .missing)) { try FileByteSource(csv: path) }
        let text = CSVError(file: path, kind: .missing).description
        #expect(text == "/nowhere/at/all.csv: there is no such file; check the path")
    }

    @Test func `a folder is an error`() {
        #expect(throws: CSVError(file: "/", kind: .directory)) { try FileByteSource(csv: "/") }
        #expect(
            CSVError(file: "/", kind: .directory).description
                == "/: this is a folder; name a CSV file in it"
        )
    }

    @Test(arguments: ["/dev/zero", "/dev/full", "/dev/urandom"])
    func `a device is an error`(path: String) {
        #expect(throws: CSVError(file: path, kind: .device)) { try FileByteSource(csv: path) }
        #expect(
            CSVError(file: path, kind: .device).description
                == "\(path): this is a device; name a CSV file"
        )
        #expect(FileByteSource(takingOver: open(path, O_RDONLY)).isDevice)
    }

    @Test func `nothing, a pipe and a file are no devices`() throws {
        var nothing = try FileByteSource(csv: "/dev/null")
        #expect(try text(&nothing) == "")
        let pipe = Pipe()
        let source = FileByteSource(takingOver: dup(pipe.fileHandleForReading.fileDescriptor))
        #expect(!source.isDevice)
        try withFile("a\n") { path in
            let file = try FileByteSource(csv: path)
            #expect(!file.isDevice)
        }
    }

    @Test func `sixteen megabytes without a line end are no lines`() throws {
        let zeros = [UInt8](repeating: 0, count: 1 << 20)
        for end in ["\n", "\r"] {
            var bound = LineBound()
            for _ in 0..<15 { try bound.note(zeros[...]) }
            try bound.note(Array("x\(end)y".utf8)[...])
            for _ in 0..<15 { try bound.note(zeros[...]) }
            try bound.note(zeros.dropFirst())
            #expect(throws: ReadFailure.self) { try bound.note([1]) }
        }
    }

    @Test(.enabled(if: geteuid() != 0, "the superuser may read every file"))
    func `a file without the right to read it is an error`() throws {
        try withFile("a\n") { path in
            try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
            #expect(throws: CSVError(file: path, kind: .notPermitted)) {
                try FileByteSource(csv: path)
            }
        }
    }

    @Test func `a file that cannot be opened is an error in the system's words`() {
        let path = String(repeating: "x", count: 5000)
        #expect(throws: CSVError(file: path, kind: .unreadable("File name too long"))) {
            try FileByteSource(csv: path)
        }
        let error = CSVError(file: "a.csv", kind: .unreadable("File name too long"))
        #expect(error.description == "a.csv: the file cannot be read: File name too long")
        #expect(
            CSVError(file: "a.csv", kind: .notPermitted).description.hasPrefix(
                "a.csv: the file may not be read;"
            )
        )
    }

    private func withFile(_ text: String, _ body: (String) throws -> Void) throws {
        let url = FileManager.default.temporaryDirectory.appending(
            path: "csv-\(UUID().uuidString).csv"
        )
        try Data(text.utf8).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        try body(url.path)
    }

    private func rows(_ source: FileByteSource) throws -> [[String]] {
        var reader = CSVReader(source, name: "people.csv")
        var rows: [[String]] = []
        while let record = try reader.next() { rows.append(record.fields) }
        return rows
    }

    private func text(_ source: inout FileByteSource) throws -> String {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 3)
        while true {
            let count = try piece.withUnsafeMutableBytes { try source.read(into: $0) }
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += piece[..<count]
        }
    }
}
