// SPDX-License-Identifier: Apache-2.0

import CSV
import Testing

/// A report as a spreadsheet shows it.
struct ReportTable {
    let header: [String]
    let rows: [[String: String]]

    /// Reads a CSV file whose first row is its header.
    init(path: String) throws {
        var reader = CSVReader(try FileByteSource(path: path), name: path)
        header = try #require(try reader.next()).fields
        var rows: [[String: String]] = []
        while let record = try reader.next() {
            rows.append(Dictionary(zip(header, record.fields)) { first, _ in first })
        }
        self.rows = rows
    }

    /// A column from top to bottom.
    subscript(column: String) -> [String] { rows.map { $0[column] ?? "" } }

    /// What happened to each recipient: `sent`, or `skipped fixed_line`.
    var fates: [String] {
        rows.map { row in
            [row["status"], row["reason"]].compactMap { $0 }.filter { !$0.isEmpty }.joined(
                separator: " "
            )
        }
    }
}
