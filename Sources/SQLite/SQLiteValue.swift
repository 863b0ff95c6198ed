// SPDX-License-Identifier: Apache-2.0

/// Holds one value on its way into a statement.
package enum SQLiteValue: Sendable, Equatable {
    /// Nothing.
    case null
    /// A whole number.
    case integer(Int64)
    /// A text in UTF-8; a NUL inside is kept.
    case text(String)

    /// Makes a whole number of an `Int`.
    package static func integer(_ value: Int) -> SQLiteValue {
        .integer(Int64(value))
    }

    /// Makes a text, or nothing of nil.
    package static func text(_ value: String?) -> SQLiteValue {
        value.map(SQLiteValue.text) ?? .null
    }
}
