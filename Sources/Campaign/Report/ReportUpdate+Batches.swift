// SPDX-License-Identifier: Apache-2.0

import CSV

extension ReportUpdate {
    /// So many lines are changed together.
    private static let batch = 500

    /// Replaces the report by one with other cells, where it takes time to find out which.
    ///
    /// - Parameters:
    ///   - columns: columns to follow `updated_at`; they are added where they are not there yet.
    ///   - change: gives the new cells of some lines, in their order; `nil` leaves a line as it is.
    /// - Returns: how many lines were changed. Where there is none and no column is new, the file is not touched.
    /// - Throws: `ReportError` where it is no report, `FileFailure` where it cannot be replaced; what `change` throws.
    package func apply(
        adding columns: [String] = [],
        inBatches change: ([ReportLine]) async throws -> [Cells?]
    ) async throws -> Int {
        var rows = try open()
        var rewrite = try ReportRewrite(path: path, header: rows.header, adding: columns)
        while let lines = try Self.next(&rows) {
            for (line, cells) in zip(lines, try await change(lines)) {
                try rewrite.append(line.fields, replacing: cells)
            }
        }
        return try rewrite.finish()
    }

    /// The next lines; nil at the end.
    private static func next(_ rows: inout ReportReader<FileByteSource>) throws(ReportError) -> [ReportLine]? {
        var lines: [ReportLine] = []
        while lines.count < batch, try rows.next() != nil { lines.append(ReportLine(fields: rows.fields)) }
        return lines.isEmpty ? nil : lines
    }
}
