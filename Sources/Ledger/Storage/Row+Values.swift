// SPDX-License-Identifier: Apache-2.0

internal import Foundation
internal import PhoneNumbers
internal import SQLite

extension Row {
    /// Returns a column's time.
    func date(_ column: String) throws(SQLiteError) -> Date {
        try parsed(column, by: Timestamp.date)
    }

    /// Returns a column's time, nil where it is null.
    func optionalDate(_ column: String) throws(SQLiteError) -> Date? {
        try optionalText(column) == nil ? nil : try date(column)
    }

    /// Returns a column's number.
    func number(_ column: String) throws(SQLiteError) -> PhoneNumber {
        try parsed(column) { PhoneNumber(e164: $0) }
    }

    /// Returns a column's word as a case of `Value`.
    func word<Value: RawRepresentable<String>>(_ column: String) throws(SQLiteError) -> Value {
        try parsed(column) { Value(rawValue: $0) }
    }

    /// Returns what a column's text means; a text without meaning was not written by this program.
    private func parsed<Value>(_ column: String, by parse: (String) -> Value?) throws(SQLiteError) -> Value {
        let text = try text(column)
        guard let value = parse(text) else { throw SQLiteError(corrupt: "“\(text)” in the column \(column)") }
        return value
    }
}
