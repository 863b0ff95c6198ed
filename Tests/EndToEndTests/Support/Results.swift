// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
import Foundation
import TestSupport
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

extension FinishedRun {
    /// Standard output as exactly one JSON object.
    func json() throws -> [String: Any] {
        try #require(
            try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any],
            "\(output)"
        )
    }

    /// Standard output as one JSON object a line.
    func jsonLines() throws -> [[String: Any]] {
        try output.split(separator: "\n").map { line in
            try #require(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
                "\(line)"
            )
        }
    }
}
