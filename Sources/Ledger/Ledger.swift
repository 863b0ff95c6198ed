// SPDX-License-Identifier: Apache-2.0

import Basics
import Dispatch
package import Foundation
import SQLite

/// Remembers every campaign, every message handed to a provider, every lookup and every opt-out, in
/// one SQLite file.
///
/// What a write call records is on the disk when the call returns. Writes that arrive while the
/// disk is busy share the next transaction, so that safety costs one `fsync` for many messages. The
/// actor runs on a queue of its own: SQLite never blocks the cooperative pool. No message texts are
/// kept, only keyed hashes of them.
package actor Ledger {
    /// Says what a ledger is opened for.
    package enum Access: Sendable {
        /// To read and to write; a file that does not exist is created.
        case readWrite
        /// To read only, as a dry run does; the file must exist.
        case readOnly
    }

    /// The file, as given.
    package nonisolated let path: String
    /// Whether opening made a new ledger.
    package nonisolated let wasCreated: Bool

    nonisolated let executor = QueueExecutor(label: "ledger")
    nonisolated let now: @Sendable () -> Date
    /// The writes that wait for the next commit.
    nonisolated let batch = Guarded<[any QueuedWrite]>([])
    /// How many commits there were.
    var commits = 0
    /// The failure of the disk after which nothing more is written.
    var diskFailure: LedgerError?

    private nonisolated let textKey: KeyedHash
    private var database: Database?
    private var sendingLock: FileLock?

    /// The queue that the actor's code runs on.
    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    /// Opens the ledger, and creates it (mode 0600) where there is none.
    ///
    /// It blocks for a moment: call it once, at the start.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - access: What it is opened for.
    ///   - now: Gives the time that records carry.
    ///   - random: Gives that many random bytes, for the key of the text hashes; asked only when
    ///     the ledger is created.
    /// - Throws: `LedgerError` when it cannot be opened or is no ledger of a known version.
    package init(
        at path: String, for access: Access = .readWrite, now: @escaping @Sendable () -> Date,
        random: (Int) -> [UInt8] = Ledger.systemRandom
    ) throws(LedgerError) {
        let opened = try LedgerOpening(path: path, access: access).open(random: random)
        self.path = path
        self.now = now
        wasCreated = opened.wasCreated
        textKey = opened.textKey
        database = opened.database
    }

    /// Returns whether a file with something in it lies at `path` already.
    package static func exists(at path: String) -> Bool { LedgerFile(path: path).exists }

    /// Claims the ledger for a run that makes requests, messages or lookups, so that the account's
    /// rate is its alone; until it is closed; the claim of a dead process is no obstacle.
    ///
    /// - Throws: `LedgerError.Kind.inUse` when another one has claimed it, this process included.
    package func lockForRequests() throws(LedgerError) {
        sendingLock = try LedgerFile(path: path).lockForRequests()
    }

    /// Commits what is queued, closes the file and gives up the claim.
    package func close() {
        commitBatch()
        database = nil
        sendingLock = nil
    }

    /// Returns the open connection.
    func connection() throws(LedgerError) -> Database {
        guard let database else { throw LedgerError(path: path, kind: .closed) }
        return database
    }

    /// Runs a query; it sees what is committed, not what is queued.
    func read<Answer>(
        _ query: (Database) throws(SQLiteError) -> Answer
    ) throws(LedgerError) -> Answer {
        let database = try connection()
        do throws(SQLiteError) { return try query(database) } catch {
            throw LedgerError(path: path, error)
        }
    }

    /// Returns random bytes from the operating system.
    package static func systemRandom(_ count: Int) -> [UInt8] {
        var source = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &source) }
    }

    /// Returns the fingerprint of an account: the keyed hash of its identity, in hexadecimal
    /// digits, as intents carry it.
    package nonisolated func accountHash(of identity: String) -> String {
        // No text of a message begins with a zero, so that the one hash is never taken for the
        // other.
        textKey.digest(of: "\0account\0" + identity).hex
    }

    /// Returns the keyed hash of a message's text, in hexadecimal digits, as intents carry it.
    package nonisolated func textHash(of text: String) -> String { textKey.digest(of: text).hex }
}

/// Runs an actor on a dispatch queue of its own, so that its blocking calls never hold a thread of
/// the cooperative pool.
///
/// Linux has no `DispatchSerialQueue`, which is such an executor on other systems.
final class QueueExecutor: SerialExecutor {
    private let queue: DispatchQueue

    init(label: String) { queue = DispatchQueue(label: label) }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }

    /// Does something on the queue, behind everything that is queued by now.
    func run(_ work: @escaping @Sendable () -> Void) { queue.async(execute: work) }
}
