// SPDX-License-Identifier: Apache-2.0

import CSV

/// Where the cells of a report's row go when the report is written again, perhaps with more columns.
struct ReportLayout: Sendable {
    /// The header that is written.
    let header: [String]
    /// Whether there are columns that the report did not have.
    let isWider: Bool
    private let added: Int
    private let places: [String: Int]

    /// Lays out a report.
    ///
    /// - Parameters:
    ///   - old: the header of the report as it is, which begins with the report's own columns.
    ///   - columns: the columns that are to follow those.
    init(header old: [String], adding columns: [String]) {
        let own = ReportColumn.names.count
        isWider = !old.dropFirst(own).starts(with: columns)
        added = isWider ? columns.count : 0
        let input = Array(old.dropFirst(own))
        header = isWider ? old.prefix(own) + columns + ReportColumn.renamed(input, besides: columns) : old
        // The report's own columns come first, so that of two equal names theirs counts.
        places = Dictionary(zip(header, header.indices)) { first, _ in first }
    }

    /// The cells of a row in their new places.
    ///
    /// - Parameters:
    ///   - old: all cells as they were read, which is how they are written again.
    ///   - cells: new texts by column; what a spreadsheet could run is made harmless.
    /// - Returns: the row as it is written.
    func cells(_ old: [String], replacing cells: ReportUpdate.Cells) -> [String] {
        let own = ReportColumn.names.count
        var row = added == 0 ? old : old.prefix(own) + Array(repeating: "", count: added) + old.dropFirst(own)
        for (column, text) in cells {
            guard let place = places[column], row.indices.contains(place) else { continue }
            row[place] = CSVWriter.spreadsheetSafe(text)
        }
        return row
    }
}
