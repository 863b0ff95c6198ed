// SPDX-License-Identifier: Apache-2.0

internal import CSQLite

/// Is one connection to a SQLite database.
///
/// Not `Sendable` on purpose: a connection belongs to one executor. Statements are prepared once and kept by their SQL.
package final class Database {
    /// Says what the connection may do with the file.
    package enum Access: Sendable {
        /// Read and write; the file must exist unless it is created beforehand.
        case readWrite
        /// Read only.
        case readOnly
        /// Read only a file that nobody writes meanwhile: no lock is taken, no companion file made or looked into.
        case immutable
    }

    private let handle: OpaquePointer
    private var statements: [StatementKey: Statement] = [:]

    /// Opens an existing file (or `:memory:`).
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - access: What the connection may do.
    ///   - busyTimeout: How long a statement waits for another connection's lock, in milliseconds.
    /// - Throws: `SQLiteError`, mostly `cannotOpen`; what kind of file it is shows with the first statement only.
    package init(path: String, access: Access = .readWrite, busyTimeout: Int32 = 10_000) throws(SQLiteError) {
        _ = SQLiteLibrary.isTuned
        let flags = access.flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let name = access == .immutable ? DatabaseURI.immutable(path) : path
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(name, &opened, flags, nil)
        guard code == SQLITE_OK, let opened else {
            let error = SQLiteError(extendedCode: code, message: String(cString: sqlite3_errstr(code)))
            sqlite3_close_v2(opened)
            throw error
        }
        handle = opened
        sqlite3_busy_timeout(opened, busyTimeout)
    }

    deinit {
        statements.removeAll()
        sqlite3_close_v2(handle)
    }

    /// Whether no transaction is open; SQLite ends one by itself after some failures.
    package var isOutsideTransaction: Bool { sqlite3_get_autocommit(handle) != 0 }

    /// Whether the file can only be read, whatever was asked for.
    package var isReadOnly: Bool { sqlite3_db_readonly(handle, nil) == 1 }

    /// Runs a script of statements whose rows, if any, do not matter.
    package func execute(_ script: String) throws(SQLiteError) {
        try check(sqlite3_exec(handle, script, nil, nil, nil))
    }

    /// Runs one statement to its end.
    ///
    /// - Returns: How many rows it inserted, changed or deleted.
    @discardableResult
    package func run(_ sql: String, _ values: KeyValuePairs<String, SQLiteValue> = [:]) throws(SQLiteError) -> Int {
        let statement = try prepared(sql)
        defer { statement.reset() }
        try statement.bind(values)
        while try statement.step() {}
        return Int(sqlite3_changes64(handle))
    }

    /// Returns what `decode` makes of each row of a query.
    package func rows<Value>(
        _ sql: String,
        _ values: KeyValuePairs<String, SQLiteValue> = [:],
        decode: (Row) throws(SQLiteError) -> Value
    ) throws(SQLiteError) -> [Value] {
        let statement = try prepared(sql)
        defer { statement.reset() }
        try statement.bind(values)
        var found: [Value] = []
        while try statement.step() { found.append(try decode(Row(statement))) }
        return found
    }

    /// Returns what `decode` makes of the first row of a query, or nil where there is none.
    package func first<Value>(
        _ sql: String,
        _ values: KeyValuePairs<String, SQLiteValue> = [:],
        decode: (Row) throws(SQLiteError) -> Value
    ) throws(SQLiteError) -> Value? {
        let statement = try prepared(sql)
        defer { statement.reset() }
        try statement.bind(values)
        guard try statement.step() else { return nil }
        return try decode(Row(statement))
    }

    /// Throws what `code` means unless it is success.
    func check(_ code: Int32) throws(SQLiteError) {
        guard code != SQLITE_OK else { return }
        throw SQLiteError(extendedCode: code, message: String(cString: sqlite3_errmsg(handle)))
    }

    private func prepared(_ sql: String) throws(SQLiteError) -> Statement {
        let key = StatementKey(sql: sql)
        if let known = statements[key] { return known }
        var prepared: OpaquePointer?
        try check(sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil))
        guard let prepared else { throw SQLiteError(extendedCode: SQLITE_MISUSE, message: "no statement in “\(sql)”") }
        let statement = Statement(prepared, connection: handle)
        statements[key] = statement
        return statement
    }
}

extension Database.Access {
    fileprivate var flags: Int32 {
        switch self {
        case .readWrite: SQLITE_OPEN_READWRITE
        case .readOnly: SQLITE_OPEN_READONLY
        case .immutable: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
        }
    }
}
