// SPDX-License-Identifier: Apache-2.0

package import Basics
package import CSV

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Where reports lie: the files of this machine, or others that a simulation models.
package protocol ReportStore: Sendable {
    /// Starts a file beside its place, which it takes all at once or not at all.
    ///
    /// - Throws: ``FileFailure`` where the place cannot be written, or a file lies there that is
    ///   no report.
    func draft(for path: String) throws(FileFailure) -> any FileDraft

    /// Opens what lies at a path.
    ///
    /// - Throws: `CSVError` where nothing lies there, or it cannot be read.
    func open(_ path: String) throws(CSVError) -> StoredBytes

    /// Whether anything lies at a path.
    func holds(_ path: String) -> Bool
}

extension ReportStore {
    /// Starts reading the report at an absolute path; messages call it by the name that the user
    /// knows.
    package func report(
        at path: String, named name: String
    ) throws(ReportError) -> ReportReader<StoredBytes> {
        let source: StoredBytes
        do { source = try open(path) } catch {
            throw .unreadable(CSVError(file: name, line: error.line, kind: error.kind))
        }
        return try ReportReader(source, name: name)
    }
}

/// A file on its way to its place; one that is given up leaves nothing behind.
package protocol FileDraft: AnyObject {
    /// Appends bytes.
    func write(_ bytes: [UInt8]) throws(FileFailure)

    /// Makes what was written durable and puts it in its place.
    func replace() throws(FileFailure)
}

extension AtomicFile: FileDraft {}

/// The bytes of a report that lies in a file, or in memory.
package enum StoredBytes: ByteSource, Sendable {
    case file(FileByteSource)
    case memory(MemoryByteSource)

    package mutating func read(
        into buffer: UnsafeMutableRawBufferPointer
    ) throws(ReadFailure) -> Int {
        switch self {
        case .file(var source):
            defer { self = .file(source) }
            return try source.read(into: buffer)
        case .memory(var source):
            defer { self = .memory(source) }
            return try source.read(into: buffer)
        }
    }
}

/// The files of this machine.
package struct SystemFiles: ReportStore {
    package init() {}

    package func draft(for path: String) throws(FileFailure) -> any FileDraft {
        try AtomicFile(path: path, kind: .report)
    }

    package func open(_ path: String) throws(CSVError) -> StoredBytes {
        .file(try FileByteSource(csv: path))
    }

    package func holds(_ path: String) -> Bool { access(path, F_OK) == 0 }
}
