// SPDX-License-Identifier: Apache-2.0

internal import SQLite

/// Is one write on its way into the next transaction.
protocol QueuedWrite: Sendable {
    /// Runs the write inside an open transaction.
    ///
    /// - Returns: What tells the caller how it went; to be called when the transaction is on the disk.
    /// - Throws: Only what spoils the whole transaction, such as a full disk. A row that breaks a rule of its table spoils only itself.
    func run(in database: Database) throws(SQLiteError) -> () -> Void

    /// Tells the caller that nothing of the whole transaction is recorded.
    func fail(_ error: LedgerError)
}
