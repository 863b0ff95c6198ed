// SPDX-License-Identifier: Apache-2.0

package import CSV

/// Reads recipients one after the other; memory does not grow with the list.
package struct RecipientReader {
    private var reader: CSVReader<HashedSource>
    private let phoneColumn: Int
    private var record = CSVRecord()
    private var row = 0

    /// Reads past the header, which must be the one by which the columns were found.
    init(_ reader: CSVReader<HashedSource>, of list: RecipientList) throws {
        self.reader = reader
        phoneColumn = list.phoneColumn
        guard try self.reader.next(into: &record), record.fields == list.header else {
            throw ListError.changed(file: list.name)
        }
    }

    /// Reads the next recipient; `nil` at the end of the list.
    package mutating func next() throws(CSVError) -> Recipient? {
        guard try reader.next(into: &record) else { return nil }
        row += 1
        return Recipient(row: row, line: record.line, phone: record[phoneColumn], cells: record.fields)
    }
}
