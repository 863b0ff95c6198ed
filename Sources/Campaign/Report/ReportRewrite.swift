// SPDX-License-Identifier: Apache-2.0

import CSV

/// The new text of a report that takes the place of the old one all at once, line by line.
struct ReportRewrite {
    /// How many bytes are gathered before they are written.
    private static let chunk = 64 * 1024

    private let layout: ReportLayout
    private let file: AtomicFile
    private var writer = CSVWriter()
    private var changed = 0

    /// Starts it beside the report.
    init(path: String, header: [String], adding columns: [String]) throws(FileFailure) {
        layout = ReportLayout(header: header, adding: columns)
        file = try AtomicFile(path: path)
        writer.append(row: layout.header)
    }

    /// Appends a line, with other cells where there are some.
    mutating func append(_ fields: [String], replacing cells: ReportUpdate.Cells?) throws(FileFailure) {
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
