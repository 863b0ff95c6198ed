// SPDX-License-Identifier: Apache-2.0

internal import SQLite

/// Is one write on its way into the next transaction.
protocol QueuedWrite: AnyObject {
    /// Runs the write inside an open transaction.
    ///
    /// - Throws: Only what spoils the whole transaction, such as a full disk. A row that breaks a rule of its table spoils only itself.
    func run(in database: Database) throws(SQLiteError)

    /// Tells the caller how it went; `failure` is what became of the whole transaction, nil when it is on the disk.
    func finish(_ failure: LedgerError?)
}
