// SPDX-License-Identifier: Apache-2.0

/// Gives the values of the row that a query stands at; it must not outlive the closure that receives it.
package struct Row {
    private let statement: Statement

    init(_ statement: Statement) {
        self.statement = statement
    }

    /// Returns whether the query gives such a column.
    package func has(_ column: String) -> Bool {
        statement.has(column)
    }

    /// Returns a column's whole number, 0 where it is null.
    package func integer(_ column: String) throws(SQLiteError) -> Int64 {
        statement.integer(at: try statement.column(column))
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
