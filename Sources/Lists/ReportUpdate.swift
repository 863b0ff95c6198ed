// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV

/// Changes cells of a report that lies there already, and leaves all others as they are.
///
/// The report is read as a stream and replaced all at once; whoever fails on the way leaves the old
/// one.
package struct ReportUpdate: Sendable {
    /// New texts by the names of their columns.
    package typealias Cells = [String: String]

    /// The report's absolute path.
    let path: String
    private let name: String
    private let store: any ReportStore

    /// - Parameters:
    ///   - path: the report's absolute path.
    ///   - name: the report as the user knows it, for messages.
    ///   - store: where the path leads to.
    package init(path: String, name: String, in store: any ReportStore = SystemFiles()) {
        self.path = path
        self.name = name
        self.store = store
    }

    /// Whether there is anything at the report's path.
    package var isThere: Bool { store.holds(path) }

    /// Reads the report to its end.
    ///
    /// - Parameter see: called with every row.
    /// - Throws: `ReportError` where it is no report, or damaged.
    package func read(_ see: (ReportReader<StoredBytes>) -> Void) throws(ReportError) {
        var rows = try open()
        while try rows.next() != nil { see(rows) }
    }

    /// Replaces the report by one with other cells.
    ///
    /// - Parameters:
    ///   - columns: columns to follow `updated_at`; they are added where they are not there yet.
    ///   - change: gives a row's new cells; `nil` leaves the row as it is.
    /// - Returns: how many rows were changed. Where there is none and no column is new, the file is
    ///   not touched.
    /// - Throws: `ReportError` where it is no report, `FileFailure` where it cannot be replaced.
    package func apply(
        adding columns: [String] = [], _ change: (ReportReader<StoredBytes>) -> Cells?
    ) throws -> Int {
        var rows = try open()
        var rewrite = try ReportRewrite(
            store.draft(for: path), header: rows.header, adding: columns)
        while try rows.next() != nil { try rewrite.append(rows.fields, replacing: change(rows)) }
        return try rewrite.finish()
    }

    /// Starts reading the report.
    func open() throws(ReportError) -> ReportReader<StoredBytes> {
        try store.report(at: path, named: name)
    }
}

extension ReportUpdate {
    /// Fits new cells to a row as it lies there.
    ///
    /// - Parameters:
    ///   - cells: the cells for the row of the message itself.
    ///   - old: one of the row's own cells as it is.
    /// - Returns: the cells; where the row's text is in the message of another row, those without
    ///   costs, which are counted once.
    package static func fitted(_ cells: Cells, to old: (ReportColumn) -> String) -> Cells {
        guard old(.segments).isEmpty, old(.cost).isEmpty else { return cells }
        let costs = [ReportColumn.cost.rawValue, ReportColumn.currency.rawValue]
        return cells.filter { !costs.contains($0.key) }
    }

    /// So many lines are changed together.
    private static let batch = 500

    /// Replaces the report by one with other cells, where it takes time to find out which.
    ///
    /// - Parameters:
    ///   - columns: columns to follow `updated_at`; they are added where they are not there yet.
    ///   - change: gives the new cells of some lines, in their order; `nil` leaves a line as it is.
    /// - Returns: how many lines were changed. Where there is none and no column is new, the file
    ///   is not touched.
    /// - Throws: `ReportError` where it is no report, `FileFailure` where it cannot be replaced;
    ///   what `change` throws.
    package func apply(
        adding columns: [String] = [], inBatches change: ([ReportLine]) async throws -> [Cells?]
    ) async throws -> Int {
        var rows = try open()
        var rewrite = try ReportRewrite(
            store.draft(for: path), header: rows.header, adding: columns)
        while let lines = try Self.next(&rows) {
            for (line, cells) in zip(lines, try await change(lines)) {
                try rewrite.append(line.fields, replacing: cells)
            }
        }
        return try rewrite.finish()
    }

    /// The next lines; nil at the end.
    private static func next(
        _ rows: inout ReportReader<StoredBytes>
    ) throws(ReportError) -> [ReportLine]? {
        var lines: [ReportLine] = []
        while lines.count < batch, try rows.next() != nil {
            lines.append(ReportLine(fields: rows.fields))
        }
        return lines.isEmpty ? nil : lines
    }
}

/// Where the cells of a report's row go when the report is written again, perhaps with more
/// columns.
struct ReportLayout: Sendable {
    /// The header that is written.
    let header: [String]
    /// Whether there are columns that the report did not have.
    let isWider: Bool
    private let added: Int
    /// How many columns stand before those that may be added.
    private let own: Int
    private let places: [String: Int]

    /// Lays out a report.
    ///
    /// - Parameters:
    ///   - old: the header of the report as it is, which begins with the report's own columns.
    ///   - columns: the columns that are to follow those.
    init(header old: [String], adding columns: [String]) {
        own = ReportColumn.ownCount(in: old)
        isWider = !old.dropFirst(own).starts(with: columns)
        added = isWider ? columns.count : 0
        let old = old.map(SpreadsheetCell.safe)
        let input = Array(old.dropFirst(own))
        header =
            isWider
            ? old.prefix(own) + columns + ReportColumn.renamed(input, besides: columns) : old
        // The report's own columns come first, so that of two equal names theirs counts.
        places = Dictionary(zip(header, header.indices)) { first, _ in first }
    }

    /// The cells of a row in their new places.
    ///
    /// - Parameters:
    ///   - old: all cells as they were read, which is how they are written again unless a
    ///     spreadsheet could run them.
    ///   - cells: new texts by column; what a spreadsheet could run is made harmless.
    /// - Returns: the row as it is written.
    func cells(_ old: [String], replacing cells: ReportUpdate.Cells) -> [String] {
        let old = old.map(SpreadsheetCell.safe)
        var row =
            added == 0
            ? old : old.prefix(own) + Array(repeating: "", count: added) + old.dropFirst(own)
        for (column, text) in cells {
            guard let place = places[column], row.indices.contains(place) else { continue }
            row[place] = CSVWriter.spreadsheetSafe(text)
        }
        return row
    }
}

/// A line of a report as it was read.
package struct ReportLine: Sendable, Hashable {
    /// All cells; at least as many as the report has columns of its own.
    package let fields: [String]

    /// One of the report's own cells.
    package subscript(column: ReportColumn) -> String {
        let place = column.position
        return fields.indices.contains(place) ? fields[place] : ""
    }
}

/// The new text of a report that takes the place of the old one all at once, line by line.
struct ReportRewrite {
    /// How many bytes are gathered before they are written.
    private static let chunk = 64 * 1024

    private let layout: ReportLayout
    private let file: any FileDraft
    private var writer = CSVWriter()
    private var changed = 0

    /// Starts it in a file beside the report.
    init(_ draft: any FileDraft, header: [String], adding columns: [String]) {
        layout = ReportLayout(header: header, adding: columns)
        file = draft
        writer.append(row: layout.header)
    }

    /// Appends a line, with other cells where there are some.
    mutating func append(
        _ fields: [String], replacing cells: ReportUpdate.Cells?
    ) throws(FileFailure) {
        if cells != nil { changed += 1 }
        writer.append(row: layout.cells(fields, replacing: cells ?? [:]))
        if writer.count >= Self.chunk { try file.write(writer.takeBytes()) }
    }

    /// Puts it in the report's place, unless no line changed and no column is new.
    ///
    /// - Returns: how many lines were changed.
    mutating func finish() throws(FileFailure) -> Int {
        guard changed > 0 || layout.isWider else { return 0 }
        try file.write(writer.takeBytes())
        try file.replace()
        return changed
    }
}
