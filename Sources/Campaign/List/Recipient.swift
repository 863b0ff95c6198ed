// SPDX-License-Identifier: Apache-2.0

/// One data row of the recipients CSV.
package struct Recipient: Sendable, Hashable {
    /// The row's number; 1 is the first row under the header.
    package let row: Int
    /// The line of the file on which the row begins; 1 is the first line.
    package let line: Int
    /// The phone as written, or empty where the row has no such cell.
    package let phone: String
    /// The row's cells as they were.
    package let cells: [String]

    /// Makes a recipient.
    package init(row: Int, line: Int, phone: String, cells: [String]) {
        self.row = row
        self.line = line
        self.phone = phone
        self.cells = cells
    }

    /// How messages to the user name the row.
    package var place: String { Self.place(row: row, line: line) }

    /// How messages to the user name a row.
    static func place(row: Int, line: Int) -> String { "row \(row) (line \(line))" }
}
