// SPDX-License-Identifier: Apache-2.0

package import CSV

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Changes cells of a report that lies there already, and leaves all others as they are.
///
/// The report is read as a stream and replaced all at once; whoever fails on the way leaves the old one.
package struct ReportUpdate: Sendable {
    /// New texts by the names of their columns.
    package typealias Cells = [String: String]

    /// The report's absolute path.
    let path: String
    private let name: String

    /// Makes an update.
    ///
    /// - Parameters:
    ///   - path: the report's absolute path.
    ///   - name: the report as the user knows it, for messages.
    package init(path: String, name: String) {
        self.path = path
        self.name = name
    }

    /// Whether there is anything at the report's path.
    package var isThere: Bool { access(path, F_OK) == 0 }

    /// Reads the report to its end.
    ///
    /// - Parameter see: called with every row.
    /// - Throws: `ReportError` where it is no report, or damaged.
    package func read(_ see: (ReportReader<FileByteSource>) -> Void) throws(ReportError) {
        var rows = try open()
        while try rows.next() != nil { see(rows) }
    }

    /// Replaces the report by one with other cells.
    ///
    /// - Parameters:
    ///   - columns: columns to follow `updated_at`; they are added where they are not there yet.
    ///   - change: gives a row's new cells; `nil` leaves the row as it is.
    /// - Returns: how many rows were changed. Where there is none and no column is new, the file is not touched.
    /// - Throws: `ReportError` where it is no report, `FileFailure` where it cannot be replaced.
    package func apply(
        adding columns: [String] = [],
        _ change: (ReportReader<FileByteSource>) -> Cells?
    ) throws -> Int {
        var rows = try open()
        var rewrite = try ReportRewrite(path: path, header: rows.header, adding: columns)
        while try rows.next() != nil { try rewrite.append(rows.fields, replacing: change(rows)) }
        return try rewrite.finish()
    }

    /// Starts reading the report.
    func open() throws(ReportError) -> ReportReader<FileByteSource> {
        let source: FileByteSource
        do {
            source = try FileByteSource(path: path)
        } catch {
            throw .unreadable(CSVError(file: name, line: error.line, kind: error.kind))
        }
        return try ReportReader(source, name: name)
    }
}
