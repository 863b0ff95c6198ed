// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
import Campaign
import Configuration
import Lists
import ReportPage
import TerminalKit

/// Copies rows of a report into a file of their own, which is a report again.
struct RowCopy {
    /// How many bytes are gathered before they are written.
    private static let chunk = 64 * 1024

    private let file: AtomicFile
    private let forExcel: Bool
    private var writer: CSVWriter

    /// Begins the copy with the report's header.
    ///
    /// For Excel the file begins with a byte order mark, by which Excel knows UTF-8, and numbers
    /// are protected.
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

/// The first of the rows that were asked for, as lines of a terminal.
struct RowExcerpt {
    /// More rows than these are for a file, not for a screen.
    static let limit = 20

    private var table = Table(.right, .left, .left, .left)
    private var count = 0

    /// Takes a row over, if there is room for it.
    mutating func add<Source>(_ row: ReportReader<Source>) {
        count += 1
        guard count <= Self.limit else { return }
        let number = row[.number].isEmpty ? row[.phone] : row[.number]
        let why = row[.reason].isEmpty ? row[.status] : row[.reason]
        table.add(
            "row " + row[.row], number, why,
            row[.detail])
    }

    /// The lines, and how many rows are not among them.
    func lines(width: Int) -> [String] {
        let lines = table.lines(width: width)
        guard count > Self.limit else { return lines }
        return lines + [
            "  … and \(Figures.count(count - Self.limit)) more; --csv FILE writes them all"
        ]
    }
}

/// Which rows of a report were asked for.
struct RowFilter: Sendable {
    let status: Status?
    let reason: Reason?

    /// Whether not every row fits.
    var isActive: Bool { status != nil || reason != nil }

    func fits(_ row: ReportFacts) -> Bool {
        (status == nil || row.status == status) && (reason == nil || row.reason == reason?.word)
    }

    /// The filter as a heading says it: `skipped, fixed_line`.
    var words: String {
        [status.map(Wording.heading), reason?.word].compactMap { $0 }.joined(separator: ", ")
    }
}

/// Reads a report whose way of writing was found out.
typealias OpenReport = ReportReader<DecodedSource<FileByteSource>>

extension OpenReport {
    /// Opens a report that the user named, as `send` or a spreadsheet wrote it.
    ///
    /// What is missing in it is said on standard error.
    ///
    /// - Throws: what makes the file no report; the file is called what the user called it.
    init(report: String, in context: CommandContext) throws(ReportError) {
        let input = try ReportInput(path: context.absolute(report), name: report)
        self = try input.rows()
        for warning in Self.warnings(input.format, missing: places.missing.map(\.rawValue)) {
            context.console.writeLine("warning: \(report): \(warning)", to: .error)
        }
    }

    private static func warnings(_ format: CSVFormat, missing: [String]) -> [String] {
        var warnings: [String] = []
        if format.isGuess {
            warnings.append(
                "this is not UTF-8; it is read as \(format.encoding), and some letters may be wrong"
            )
        }
        if !missing.isEmpty {
            let columns = missing.count == 1 ? "the column" : "the columns"
            warnings.append(
                "\(columns) \(missing.joined(separator: ", ")) "
                    + "\(missing.count == 1 ? "is" : "are") gone; what stood there is not counted")
        }
        return warnings
    }
}
