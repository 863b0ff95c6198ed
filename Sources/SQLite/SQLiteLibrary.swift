// SPDX-License-Identifier: Apache-2.0

internal import CSQLite

/// SQLite's state for the whole process.
enum SQLiteLibrary {
    /// Turns off the statistics of memory, once, before the first connection: they cost two locks for each piece of memory, and
    /// nobody reads them (“Recommended Compile-time Options”, sqlite.org/compile.html).
    ///
    /// Refused where somebody else in the process uses SQLite already; then they go on as they were.
    static let isTuned = csqlite_forget_memory_statistics() == SQLITE_OK
}
