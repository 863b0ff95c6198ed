// SPDX-License-Identifier: Apache-2.0

import Basics
import SQLite

/// The group commit: writes that arrive while the disk is busy share the next transaction.
///
/// Writes join a batch from whatever thread they come; the first one of a batch asks the queue for
/// a commit. While a commit holds the queue, the next batch grows. A write costs its caller no
/// visit to the actor: at thousands a second, those would cost more than SQLite does.
extension Ledger {
    /// Runs a write in the next transaction and returns its answer when that is on the disk.
    ///
    /// Cancellation changes nothing: what happened must be recorded.
    ///
    /// - Parameters:
    ///   - intent: The intent that the write records, if it does.
    ///   - body: The statements.
    /// - Returns: What the statements did.
    /// - Throws: `LedgerError` when it is not on the disk.
    @discardableResult nonisolated func write<Answer: Sendable>(
        begins intent: Intent? = nil, _ body: @escaping PendingWrite<Answer>.Body
    ) async throws(LedgerError) -> Answer {
        let result = await withCheckedContinuation { caller in
            let write: any QueuedWrite = PendingWrite(path: path, intent: intent, body: body) {
                caller.resume(returning: $0)
            }
            join { _ in write }
        }
        return try result.get()
    }

    /// Runs a write in the next transaction, and returns at once if somebody else is about to
    /// commit it.
    nonisolated func writeSoon(_ body: @escaping PendingWrite<Void>.Body) async throws(LedgerError)
    {
        let result = await withCheckedContinuation {
            (caller: CheckedContinuation<PendingWrite<Void>.Result, Never>) in
            let leads = join { leads in
                PendingWrite(path: path, intent: nil, body: body) {
                    if leads { caller.resume(returning: $0) }
                }
            }
            if !leads { caller.resume(returning: .success(())) }
        }
        try result.get()
    }

    /// Puts a write into the batch that is committed next.
    ///
    /// - Returns: Whether it is the first one, as `makeWrite` is told too.
    @discardableResult private nonisolated func join(
        _ makeWrite: (_ leads: Bool) -> any QueuedWrite
    ) -> Bool {
        let leads = batch.withLock { batch in
            let leads = batch.isEmpty
            batch.append(makeWrite(leads))
            return leads
        }
        if leads { executor.run { self.assumeIsolated { $0.commitBatch() } } }
        return leads
    }

    /// Commits all that is queued, in one transaction.
    func commitBatch() {
        let members = batch.withLock { batch in
            defer { batch = [] }
            return batch
        }
        let allowed = withoutObjection(members)
        guard !allowed.isEmpty else { return }
        do throws(LedgerError) { for answer in try commit(allowed) { answer() } } catch {
            for member in allowed { member.fail(error) }
        }
    }

    /// The writes without the intents, where the files of the ledger are others now: what has
    /// happened is written all the same.
    private func withoutObjection(_ members: [any QueuedWrite]) -> [any QueuedWrite] {
        guard members.contains(where: { $0.intent != nil }), let error = objectionToIntents() else {
            return members
        }
        for member in members where member.intent != nil { member.fail(error) }
        return members.filter { $0.intent == nil }
    }

    /// - Returns: What tells each caller how it went.
    private func commit(_ members: [any QueuedWrite]) throws(LedgerError) -> [() -> Void] {
        if let diskFailure { throw diskFailure }
        let database = try connection()
        var answers: [() -> Void] = []
        var counter: Int64?
        let latest = latestCounter
        do throws(SQLiteError) {
            try database.transaction { () throws(SQLiteError) in
                let before = database.changedRows
                for member in members { answers.append(try member.run(in: database)) }
                guard database.changedRows > before else { return }
                counter = try Self.countTransaction(after: latest, in: database)
            }
        } catch { throw remembered(error) }
        commits += 1
        if let counter {
            latestCounter = counter
            let intents = members.lazy.compactMap(\.intent).map { ($0.campaign, $0.row) }
            reflect(counter: counter, Dictionary(intents, uniquingKeysWith: max))
        }
        return answers
    }

    /// Others may count on meanwhile, but a ledger that counts what it counted before has lost
    /// something while the run is on.
    private static func countTransaction(
        after latest: Int64, in database: Database
    ) throws(SQLiteError) -> Int64 {
        let counter = try LedgerIdentity.countTransaction(in: database)
        guard counter > latest else {
            throw SQLiteError(corrupt: "it has lost changes since this run began")
        }
        return counter
    }

    /// Keeps a failure of the disk, and damage.
    ///
    /// After a failed sync the system may have dropped the data and call the next one a success.
    private func remembered(_ error: SQLiteError) -> LedgerError {
        let failure = LedgerError(path: path, error)
        if error.code == .inputOutput || error.code == .corrupt { diskFailure = failure }
        return failure
    }
}

/// Is a write with an answer, and the caller that waits for it.
struct PendingWrite<Answer: Sendable>: QueuedWrite {
    typealias Result = Swift.Result<Answer, LedgerError>
    /// SQLite undoes the statement that fails, so at most one of them may break a rule of its
    /// table, the first.
    typealias Body = @Sendable (Database) throws(SQLiteError) -> Answer

    /// The ledger's file, for messages.
    let path: String
    let intent: Intent?
    /// The statements.
    let body: Body
    /// Called once, when the write is on the disk or certainly is not recorded.
    let answer: @Sendable (Result) -> Void

    func run(in database: Database) throws(SQLiteError) -> () -> Void {
        let outcome = try result(in: database)
        return { answer(outcome) }
    }

    func fail(_ error: LedgerError) { answer(.failure(error)) }

    private func result(in database: Database) throws(SQLiteError) -> Result {
        do throws(SQLiteError) { return .success(try body(database)) } catch {
            guard error.code == .constraint, !database.isOutsideTransaction else { throw error }
            return .failure(LedgerError(path: path, error))
        }
    }
}

/// Is one write on its way into the next transaction.
protocol QueuedWrite: Sendable {
    /// The intent that the write records, if it does.
    var intent: Intent? { get }

    /// Runs the write inside an open transaction.
    ///
    /// - Returns: What tells the caller how it went; to be called when the transaction is on the
    ///   disk.
    /// - Throws: Only what spoils the whole transaction, such as a full disk. A row that breaks a
    ///   rule of its table spoils only itself.
    func run(in database: Database) throws(SQLiteError) -> () -> Void

    /// Tells the caller that nothing of the whole transaction is recorded.
    func fail(_ error: LedgerError)
}
