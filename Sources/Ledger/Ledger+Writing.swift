// SPDX-License-Identifier: Apache-2.0

internal import SQLite

/// The group commit: writes that arrive while the disk is busy share the next transaction.
///
/// The first write of a batch becomes its leader. While a commit holds the queue, the calls that arrive wait behind it; the leader
/// of the next batch lets them all join, and then commits for everybody.
extension Ledger {
    /// Runs a write in the next transaction and returns its answer when that is on the disk.
    ///
    /// Cancellation changes nothing: what happened must be recorded.
    @discardableResult
    func write<Answer: Sendable>(_ body: @escaping PendingWrite<Answer>.Body) async throws(LedgerError) -> Answer {
        let write = PendingWrite(path: path, body: body)
        batch.append(write)
        if batch.count == 1 { await lead() }
        if let result = write.result { return try result.get() }
        let result = await withCheckedContinuation { write.wait($0) }
        return try result.get()
    }

    /// Runs a write in the next transaction, and returns at once if somebody else is about to commit it.
    func writeSoon(_ body: @escaping PendingWrite<Void>.Body) async throws(LedgerError) {
        let write = PendingWrite(path: path, body: body)
        batch.append(write)
        if batch.count == 1 { await lead() }
        if case .failure(let error) = write.result { throw error }
    }

    /// Commits all that is queued, in one transaction.
    func commitBatch() {
        let members = batch
        batch = []
        guard !members.isEmpty else { return }
        do throws(LedgerError) {
            try commit(members)
            for member in members { member.finish(nil) }
        } catch {
            for member in members { member.finish(error) }
        }
    }

    private func lead() async {
        await executor.letOthersRun()
        commitBatch()
    }

    private func commit(_ members: [any QueuedWrite]) throws(LedgerError) {
        if let diskFailure { throw diskFailure }
        let database = try connection()
        do throws(SQLiteError) {
            try database.transaction { () throws(SQLiteError) in
                for member in members { try member.run(in: database) }
            }
            commits += 1
        } catch {
            throw remembered(error)
        }
    }

    /// Keeps a failure of the disk: after a failed sync the system may have dropped the data and call the next one a success.
    private func remembered(_ error: SQLiteError) -> LedgerError {
        let failure = LedgerError(path: path, error)
        if error.code == .inputOutput { diskFailure = failure }
        return failure
    }
}
