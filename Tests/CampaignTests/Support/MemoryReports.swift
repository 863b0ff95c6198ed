// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
import Foundation
import Lists

/// Reports in memory, of which one may be too long for its place.
final class MemoryReports: ReportStore {
    private let files = Guarded([String: [UInt8]]())
    private let mostWrites: Int

    /// - Parameter mostWrites: so many times something can be written; then there is no more room.
    init(mostWrites: Int = .max) {
        self.mostWrites = mostWrites
    }

    func draft(for path: String) -> any FileDraft {
        Draft(path: path, store: self, left: mostWrites)
    }

    func open(_ path: String) throws(CSVError) -> StoredBytes {
        guard let bytes = files.withLock({ $0[path] }) else {
            throw CSVError(file: path, kind: .unreadable("there is no such file"))
        }
        return .memory(MemoryByteSource(bytes))
    }

    func holds(_ path: String) -> Bool { files.withLock { $0[path] != nil } }

    /// The numbers of the rows of a report, in their order.
    func rows(of path: String) throws -> [Int] {
        var (reader, rows) = (try report(at: path, named: path), [Int]())
        while try reader.next() != nil { rows.append(Int(reader[.row]) ?? 0) }
        return rows
    }

    private final class Draft: FileDraft {
        private let path: String
        private let store: MemoryReports
        private var left: Int
        private var bytes: [UInt8] = []

        init(path: String, store: MemoryReports, left: Int) {
            (self.path, self.store, self.left) = (path, store, left)
        }

        func write(_ more: [UInt8]) throws(FileFailure) {
            guard left > 0 else { throw FileFailure(path: path, errno: ENOSPC) }
            left -= 1
            bytes += more
        }

        func replace() { store.files.withLock { $0[path] = bytes } }
    }
}
