// SPDX-License-Identifier: Apache-2.0

import CSV
import Campaign

/// Copies rows of a report into a file of their own, which is a report again.
struct RowCopy {
    /// How many bytes are gathered before they are written.
    private static let chunk = 64 * 1024

    private let file: AtomicFile
    private var writer = CSVWriter()

    /// Begins the copy with the report's header.
    init(path: String, header: [String]) throws(FileFailure) {
        file = try AtomicFile(path: path)
        writer.append(row: header)
    }

    /// Adds a row; its cells were made safe for spreadsheets when the report was written.
    mutating func add(_ cells: [String]) throws(FileFailure) {
        writer.append(row: cells)
        if writer.count >= Self.chunk { try file.write(writer.takeBytes()) }
    }

    /// Puts the file in its place.
    mutating func finish() throws(FileFailure) {
        try file.write(writer.takeBytes())
        try file.replace()
    }
}
