// SPDX-License-Identifier: Apache-2.0

package import CSV

/// Why a file cannot be read as a report.
package enum ReportError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file is no CSV file, or cannot be read.
    case unreadable(CSVError)
    /// The header is not that of a report.
    case notAReport(file: String)
    /// Columns are gone without which a report says nothing.
    case missingColumns(file: String, [String])
    /// A row has more or fewer cells than the header.
    case ragged(file: String, line: Int, cells: Int, columns: Int)
    /// A cell holds what no report has there.
    case badCell(file: String, line: Int, column: String, text: String)

    /// What is wrong and where, in a sentence.
    package var description: String {
        switch self {
        case .unreadable(let error): error.description
        case .notAReport(let file):
            "\(file): this is no report: it has no columns row, phone, number, region, …; "
                + "give the file that 'sms-campaign send' wrote"
        case .missingColumns(let file, let names):
            "\(file): this report has lost the \(names.count == 1 ? "column" : "columns") "
                + names.map { "“\($0)”" }.joined(separator: " and ")
                + "; put back what was deleted, or give the file that 'sms-campaign send' wrote"
        case .ragged(let file, let line, let cells, let columns):
            "\(file):\(line): the row has \(cells) cells but the header has \(columns); was the report edited?"
        case .badCell(let file, let line, let column, let text):
            "\(file):\(line): \"\(text)\" cannot stand in the column \(column); was the report edited?"
        }
    }
}
