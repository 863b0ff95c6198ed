// SPDX-License-Identifier: Apache-2.0

package import CSV

/// Reads recipients one after the other; memory does not grow with the list.
package struct RecipientReader {
    private var reader: CSVReader<DecodedSource<HashedSource>>
    private let phoneColumn: Int
    private let shape: RowShape
    private let isReport: Bool
    private let rowCount: Int
    private var record = CSVRecord()
    private var row = 0

    /// Reads past the header, which must be the one by which the columns were found.
    init(_ reader: CSVReader<DecodedSource<HashedSource>>, of list: RecipientList) throws {
        self.reader = reader
        phoneColumn = list.phoneColumn
        shape = RowShape(header: list.header)
        isReport = list.isReport
        rowCount = list.rowCount
        guard try readHeader(), record.fields == list.header else { throw ListError.changed(file: list.name) }
    }

    /// Reads the next recipient; `nil` at the end of the list.
    package mutating func next() throws(CSVError) -> Recipient? {
        guard try reader.next(into: &record) else { return nil }
        guard row < rowCount else {
            // Empty rows below the data: read, for they belong to the list's digest, but no recipients.
            while try reader.next(into: &record) {}
            return nil
        }
        row += 1
        let cells = shape.fitted(isReport ? record.fields.map(SpreadsheetCell.original) : record.fields)
        let phone = cells.indices.contains(phoneColumn) ? cells[phoneColumn] : ""
        return Recipient(row: row, line: record.line, phone: phone, cells: cells)
    }

    private mutating func readHeader() throws -> Bool {
        do {
            return try reader.next(into: &record)
        } catch {
            guard error.kind == .unreadable(ReadFailure.changed.description) else { throw error }
            return false
        }
    }
}
