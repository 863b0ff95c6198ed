// SPDX-License-Identifier: Apache-2.0

import CSV

/// Writes a report: the header at once, then rows in the order in which they come.
package final class ReportFile {
    private static let flushSize = 64 * 1024

    private let file: AtomicFile
    private let columns: [Int]
    private let withMessage: Bool
    private var writer = CSVWriter()

    /// Starts a report beside its final place.
    ///
    /// - Parameters:
    ///   - path: the report's path.
    ///   - list: the list it is about, whose columns it repeats.
    ///   - withMessage: whether the rendered texts are its last column.
    /// - Throws: ``FileFailure`` where the place cannot be written.
    package init(path: String, list: RecipientList, withMessage: Bool) throws(FileFailure) {
        file = try AtomicFile(path: path)
        columns = list.inputColumns
        self.withMessage = withMessage
        let header = ReportColumn.header(input: columns.map { list.header[$0] }, withMessage: withMessage)
        writer.append(row: header.map(CSVWriter.spreadsheetSafe))
    }

    /// Finds out whether a report could be written, and leaves nothing behind.
    package static func checkPlace(_ path: String) throws(FileFailure) {
        _ = try AtomicFile(path: path)
    }

    /// Appends a row.
    package func append(_ row: ReportRow) throws(FileFailure) {
        writer.append(row: row.cells(columns: columns, withMessage: withMessage).map(CSVWriter.spreadsheetSafe))
        if writer.count >= Self.flushSize { try file.write(writer.takeBytes()) }
    }

    /// Completes the report and puts it in its place.
    package func finish() throws(FileFailure) {
        try file.write(writer.takeBytes())
        try file.replace()
    }
}
