// SPDX-License-Identifier: Apache-2.0

import Basics
import CSQLite

/// Is one connection to a SQLite database.
///
/// Not `Sendable` on purpose: a connection belongs to one executor. Statements are prepared once
/// and kept by their SQL.
package final class Database {
    /// Says what the connection may do with the file.
    package enum Access: Sendable {
        /// Read and write; the file must exist unless it is created beforehand.
        case readWrite
        case readOnly
        /// Read only a file that nobody writes meanwhile: no lock is taken, no companion file made
        /// or looked into.
        case immutable
    }

    private let handle: OpaquePointer
    private var statements: [StatementKey: Statement] = [:]

    /// Opens an existing file (or `:memory:`).
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - access: What the connection may do.
    ///   - followsLinks: Whether a part of the path may be a symbolic link.
    ///   - busyTimeout: How long a statement waits for another connection's lock, in milliseconds.
    /// - Throws: `SQLiteError`, mostly `cannotOpen`; what kind of file it is shows with the first
    ///   statement only.
    package init(
        path: String, access: Access = .readWrite, followsLinks: Bool = true,
        busyTimeout: Int32 = 10_000
    ) throws(SQLiteError) {
        _ = SQLiteLibrary.isTuned
        let flags =
            access.flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
            | (followsLinks ? 0 : SQLITE_OPEN_NOFOLLOW)
        let name = access == .immutable ? DatabaseURI.immutable(path) : path
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(name, &opened, flags, nil)
        guard code == SQLITE_OK, let opened else {
            let error = SQLiteError(
                extendedCode: code, message: String(cString: sqlite3_errstr(code)))
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

    /// Changes how long a statement waits for another connection's lock, in milliseconds.
    package func waitWhenBusy(milliseconds: Int32) { sqlite3_busy_timeout(handle, milliseconds) }

    /// When a file was made, in nanoseconds since 1970; 0 where the file system does not tell.
    package static func birthTime(of path: String) -> Int64 { csqlite_birth_time(path) }

    /// Whether no transaction is open; SQLite ends one by itself after some failures.
    package var isOutsideTransaction: Bool { sqlite3_get_autocommit(handle) != 0 }

    /// How many rows the connection has inserted, changed or deleted so far.
    package var changedRows: Int64 { sqlite3_total_changes64(handle) }

    /// Whether the file can only be read, whatever was asked for.
    package var isReadOnly: Bool { sqlite3_db_readonly(handle, nil) == 1 }

    /// Runs a script of statements whose rows, if any, do not matter.
    package func execute(_ script: String) throws(SQLiteError) {
        try check(sqlite3_exec(handle, script, nil, nil, nil))
    }

    /// Runs one statement to its end.
    ///
    /// - Returns: How many rows it inserted, changed or deleted.
    @discardableResult package func run(
        _ sql: String, _ values: KeyValuePairs<String, SQLiteValue> = [:]
    ) throws(SQLiteError) -> Int {
        let statement = try prepared(sql)
        defer { statement.reset() }
        try statement.bind(values)
        while try statement.step() {}
        return Int(sqlite3_changes64(handle))
    }

    /// Returns what `decode` makes of each row of a query.
    package func rows<Value>(
        _ sql: String, _ values: KeyValuePairs<String, SQLiteValue> = [:],
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
        _ sql: String, _ values: KeyValuePairs<String, SQLiteValue> = [:],
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
        try check(
            sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil))
        guard let prepared else {
            throw SQLiteError(extendedCode: SQLITE_MISUSE, message: "no statement in “\(sql)”")
        }
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

extension Database {
    /// Runs `body` in a transaction that holds the write lock from its beginning, and commits.
    ///
    /// - Throws: What `body` or the commit throws; nothing of it is recorded then.
    package func transaction(_ body: () throws(SQLiteError) -> Void) throws(SQLiteError) {
        try run("BEGIN IMMEDIATE")
        do throws(SQLiteError) {
            try body()
            try run("COMMIT")
        } catch {
            rollBack()
            throw error
        }
    }

    /// Returns the number that a pragma such as `user_version` holds.
    package func pragma(_ name: String) throws(SQLiteError) -> Int64 {
        try first("PRAGMA \(name)") { row throws(SQLiteError) in try row.integer(name) } ?? 0
    }

    /// Ends a transaction without recording it, unless SQLite has done so already.
    private func rollBack() {
        guard !isOutsideTransaction else { return }
        // A failed ROLLBACK leaves nothing to do: the changes are not in the file, and the first
        // error tells the cause.
        try? execute("ROLLBACK")
    }
}

/// Writes file names as SQLite's URIs (<https://www.sqlite.org/uri.html>), which alone can carry
/// some of its options.
enum DatabaseURI {
    /// The URI of a file that nobody changes while it is open.
    static func immutable(_ path: String) -> String {
        "file:" + (path.hasPrefix("/") ? "//" : "") + escaped(path) + "?immutable=1"
    }

    /// Escapes all but what no rule of URIs gives a meaning (RFC 3986 §2.3) and the slash.
    private static func escaped(_ path: String) -> String {
        path.utf8.map { byte in
            byte.isASCIIAlphanumeric || "/.-_~".utf8.contains(byte)
                ? String(UnicodeScalar(byte)) : "%" + byte.hex(digits: 2)
        }.joined()
    }
}

/// SQLite's state for the whole process.
enum SQLiteLibrary {
    /// Turns off the statistics of memory, once, before the first connection: they cost two locks
    /// for each piece of memory, and nobody reads them (“Recommended Compile-time Options”,
    /// sqlite.org/compile.html).
    ///
    /// Refused where somebody else in the process uses SQLite already; then they go on as they
    /// were.
    static let isTuned = csqlite_forget_memory_statistics() == SQLITE_OK
}
