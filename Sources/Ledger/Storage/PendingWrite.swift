// SPDX-License-Identifier: Apache-2.0

internal import SQLite

/// Is a write with an answer, and the caller that waits for it.
struct PendingWrite<Answer: Sendable>: QueuedWrite {
    typealias Result = Swift.Result<Answer, LedgerError>
    /// SQLite undoes the statement that fails, so at most one of them may break a rule of its table, the first.
    typealias Body = @Sendable (Database) throws(SQLiteError) -> Answer

    /// The ledger's file, for messages.
    let path: String
    /// The statements.
    let body: Body
    /// Called once, when the write is on the disk or certainly is not recorded.
    let answer: @Sendable (Result) -> Void

    func run(in database: Database) throws(SQLiteError) -> () -> Void {
        let result = try result(in: database)
        return { answer(result) }
    }

    func fail(_ error: LedgerError) {
        answer(.failure(error))
    }

    private func result(in database: Database) throws(SQLiteError) -> Result {
        do throws(SQLiteError) {
            return .success(try body(database))
        } catch {
            guard error.code == .constraint, !database.isOutsideTransaction else { throw error }
            return .failure(LedgerError(path: path, error))
        }
    }
}
