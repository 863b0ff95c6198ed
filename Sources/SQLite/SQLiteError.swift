// SPDX-License-Identifier: Apache-2.0

internal import CSQLite

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
    package var description: String {
        "\(message) (SQLite \(extendedCode)); \(code.advice)"
    }
}

extension SQLiteError {
    /// Creates the error for contents that SQLite accepts but that mean nothing to their reader.
    package init(corrupt message: String) {
        self.init(extendedCode: SQLITE_CORRUPT, message: message)
    }
}
