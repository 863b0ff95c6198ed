// SPDX-License-Identifier: Apache-2.0

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
        // A failed ROLLBACK leaves nothing to do: the changes are not in the file, and the first error tells the cause.
        try? execute("ROLLBACK")
    }
}
