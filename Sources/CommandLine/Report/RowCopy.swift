// SPDX-License-Identifier: Apache-2.0

import CSV
import Campaign

/// Copies rows of a report into a file of their own, which is a report again.
struct RowCopy {
    /// How many bytes are gathered before they are written.
    private static let chunk = 64 * 1024

    private let file: AtomicFile
    private let forExcel: Bool
    private var writer: CSVWriter

    /// Begins the copy with the report's header.
    ///
    /// For Excel the file begins with a byte order mark, by which Excel knows UTF-8, and numbers are protected.
    init(path: String, header: [String], forExcel: Bool = false) throws(FileFailure) {
        file = try AtomicFile(path: path)
        self.forExcel = forExcel
        writer = CSVWriter(withByteOrderMark: forExcel)
        writer.append(row: header)
    }

    /// Adds a row; its cells were made safe for spreadsheets when the report was written.
    mutating func add(_ cells: [String]) throws(FileFailure) {
        writer.append(row: forExcel ? cells.map(SpreadsheetCell.protected) : cells)
        if writer.count >= Self.chunk { try file.write(writer.takeBytes()) }
    }

    /// Puts the file in its place.
    mutating func finish() throws(FileFailure) {
        try file.write(writer.takeBytes())
        try file.replace()
    }
}
