// SPDX-License-Identifier: Apache-2.0

/// Finds a prepared statement by its SQL.
///
/// Only the length is hashed: the texts are long and few, and comparing a text with itself is one comparison of pointers.
struct StatementKey: Hashable {
    let sql: String

    func hash(into hasher: inout Hasher) {
        hasher.combine(sql.utf8.count)
    }
}
