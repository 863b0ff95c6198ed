// SPDX-License-Identifier: Apache-2.0

import CSQLite

/// Says what SQLite refused, why, and what a person can do about it.
package struct SQLiteError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What SQLite says went wrong, without the finer distinctions.
    package let code: ResultCode
    /// SQLite's extended result code, such as 1034 for a failed `fsync`.
    package let extendedCode: Int32
    /// SQLite's own words.
    package let message: String

    /// Creates an error from an extended result code and SQLite's words.
    package init(extendedCode: Int32, message: String) {
        self.code = ResultCode(rawValue: extendedCode & 0xFF)
        self.extendedCode = extendedCode
        self.message = message
    }

    /// The words, the code, and what to do.
    package var description: String { "\(message) (SQLite \(extendedCode)); \(code.advice)" }
}

extension SQLiteError {
    /// Creates the error for contents that SQLite accepts but that mean nothing to their reader.
    package init(corrupt message: String) {
        self.init(extendedCode: SQLITE_CORRUPT, message: message)
    }
}

/// Names SQLite's primary result codes that call for an answer of their own
/// (<https://www.sqlite.org/rescode.html>).
package struct ResultCode: RawRepresentable, Hashable, Sendable {
    /// The number that SQLite gives the code.
    package let rawValue: Int32

    /// Wraps a primary result code.
    package init(rawValue: Int32) { self.rawValue = rawValue }

    /// Another connection holds a lock that is in the way.
    package static let busy = ResultCode(rawValue: SQLITE_BUSY)
    /// The file or its folder cannot be written.
    package static let readOnly = ResultCode(rawValue: SQLITE_READONLY)
    /// The operating system reported a failed read, write or sync.
    package static let inputOutput = ResultCode(rawValue: SQLITE_IOERR)
    /// The file's contents contradict themselves.
    package static let corrupt = ResultCode(rawValue: SQLITE_CORRUPT)
    /// The disk, or the quota, is used up.
    package static let full = ResultCode(rawValue: SQLITE_FULL)
    /// The file cannot be opened.
    package static let cannotOpen = ResultCode(rawValue: SQLITE_CANTOPEN)
    /// A row breaks a rule of its table.
    package static let constraint = ResultCode(rawValue: SQLITE_CONSTRAINT)
    /// The file is no database.
    package static let notADatabase = ResultCode(rawValue: SQLITE_NOTADB)
    /// The call does not fit the statement: a wrong parameter or column name, or a closed
    /// connection.
    package static let misuse = ResultCode(rawValue: SQLITE_MISUSE)

    /// What a person can do about it.
    package var advice: String {
        switch self {
        case .busy: "another program is using the database: wait for it to end, or end it"
        case .readOnly: "make the file and its folder writable"
        case .inputOutput: "check the disk; nothing more is written until it works"
        case .corrupt: "the file is damaged: restore it from a backup"
        case .full: "free some space on the disk"
        case .cannotOpen: "check that the folder exists and that you may read and write the file"
        case .notADatabase: "check the path: this file is something else"
        default:
            "the file is damaged, or this is a fault of the program: restore it from a backup, "
                + "and report it if that does not help"
        }
    }
}
