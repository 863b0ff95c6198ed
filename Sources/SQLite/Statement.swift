// SPDX-License-Identifier: Apache-2.0

import CSQLite

/// Is one prepared statement of a connection, with its parameters and columns known by name.
final class Statement {
    private let handle: OpaquePointer
    private let connection: OpaquePointer
    private let columns: [String: Int32]
    private let parameters: [String: Int32]

    init(_ handle: OpaquePointer, connection: OpaquePointer) {
        self.handle = handle
        self.connection = connection
        var columns: [String: Int32] = [:]
        for index in 0..<sqlite3_column_count(handle) {
            guard let name = sqlite3_column_name(handle, index) else { continue }
            columns[String(cString: name)] = index
        }
        self.columns = columns
        parameters = Self.parameters(of: handle)
    }

    /// The parameters by their names without the colon; SQLite counts them from 1.
    private static func parameters(of handle: OpaquePointer) -> [String: Int32] {
        var parameters: [String: Int32] = [:]
        for index in 0..<sqlite3_bind_parameter_count(handle) {
            guard let name = sqlite3_bind_parameter_name(handle, index + 1) else { continue }
            parameters[String(cString: name + 1)] = index + 1
        }
        return parameters
    }

    deinit { sqlite3_finalize(handle) }

    /// Gives the parameters their values; `name` stands for `:name`, and what is left out is null.
    func bind(_ values: KeyValuePairs<String, SQLiteValue>) throws(SQLiteError) {
        for (name, value) in values {
            guard let index = parameters[name] else {
                throw SQLiteError(
                    extendedCode: SQLITE_MISUSE, message: "the statement has no parameter “\(name)”"
                )
            }
            try check(bind(value, at: index))
        }
    }

    /// Advances to the next row; false at the end.
    func step() throws(SQLiteError) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw failure(code)
        }
    }

    /// Makes the statement ready for its next use, with no values bound, and lets go of its locks.
    func reset() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    /// Returns whether the result has such a column.
    func has(_ name: String) -> Bool { columns[name] != nil }

    /// Returns the index of a column of the result.
    func column(_ name: String) throws(SQLiteError) -> Int32 {
        guard let index = columns[name] else {
            throw SQLiteError(
                extendedCode: SQLITE_MISUSE, message: "the result has no column “\(name)”")
        }
        return index
    }

    func isNull(at index: Int32) -> Bool { sqlite3_column_type(handle, index) == SQLITE_NULL }

    func integer(at index: Int32) -> Int64 { sqlite3_column_int64(handle, index) }

    func text(at index: Int32) -> String {
        guard let start = sqlite3_column_text(handle, index) else { return "" }
        let bytes = UnsafeBufferPointer(
            start: start, count: Int(sqlite3_column_bytes(handle, index)))
        return String(decoding: bytes, as: UTF8.self)
    }

    private func bind(_ value: SQLiteValue, at index: Int32) -> Int32 {
        switch value {
        case .null: sqlite3_bind_null(handle, index)
        case .integer(let number): sqlite3_bind_int64(handle, index, number)
        case .text(var text):
            text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { characters in
                    let count = Int32(clamping: characters.count)
                    return sqlite3_bind_text(
                        handle, index, characters.baseAddress, count, csqlite_transient())
                }
            }
        }
    }

    private func check(_ code: Int32) throws(SQLiteError) {
        guard code == SQLITE_OK else { throw failure(code) }
    }

    private func failure(_ code: Int32) -> SQLiteError {
        SQLiteError(extendedCode: code, message: String(cString: sqlite3_errmsg(connection)))
    }
}

/// Finds a prepared statement by its SQL.
///
/// Only the length is hashed: the texts are long and few, and comparing a text with itself is one
/// comparison of pointers.
struct StatementKey: Hashable {
    let sql: String

    func hash(into hasher: inout Hasher) { hasher.combine(sql.utf8.count) }
}

/// Gives the values of the row that a query stands at; it must not outlive the closure that
/// receives it.
package struct Row {
    private let statement: Statement

    init(_ statement: Statement) { self.statement = statement }

    /// Returns whether the query gives such a column.
    package func has(_ column: String) -> Bool { statement.has(column) }

    /// Returns a column's whole number, 0 where it is null.
    package func integer(_ column: String) throws(SQLiteError) -> Int64 {
        statement.integer(at: try statement.column(column))
    }

    /// Returns a column's whole number, nil where it is null.
    package func optionalInteger(_ column: String) throws(SQLiteError) -> Int64? {
        let index = try statement.column(column)
        return statement.isNull(at: index) ? nil : statement.integer(at: index)
    }

    /// Returns a column's text, empty where it is null.
    package func text(_ column: String) throws(SQLiteError) -> String {
        statement.text(at: try statement.column(column))
    }

    /// Returns a column's text, nil where it is null.
    package func optionalText(_ column: String) throws(SQLiteError) -> String? {
        let index = try statement.column(column)
        return statement.isNull(at: index) ? nil : statement.text(at: index)
    }
}

/// Holds one value on its way into a statement.
package enum SQLiteValue: Sendable, Equatable {
    /// Nothing.
    case null
    /// A whole number.
    case integer(Int64)
    /// A text in UTF-8; a NUL inside is kept.
    case text(String)

    /// Makes a whole number of an `Int`.
    package static func integer(_ value: Int) -> SQLiteValue { .integer(Int64(value)) }

    /// Makes a text, or nothing of nil.
    package static func text(_ value: String?) -> SQLiteValue {
        value.map(SQLiteValue.text) ?? .null
    }
}
