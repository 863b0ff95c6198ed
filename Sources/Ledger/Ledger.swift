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
    /// What speaks against relying on the ledger, where that was no error
    /// (`LedgerTrust.Strictness.warns`).
    package nonisolated let doubt: LedgerError?

    nonisolated let executor = QueueExecutor(label: "ledger")
    nonisolated let now: @Sendable () -> Date
    /// The writes that wait for the next commit.
    nonisolated let batch = Guarded<[any QueuedWrite]>([])
    /// How many commits there were.
    var commits = 0
    /// What the ledger counted at the latest commit.
    var latestCounter: Int64 = 0
    /// The failure of the disk after which nothing more is written.
    var diskFailure: LedgerError?
    /// The file that is not the one any more that the run began with; no intent is written then.
    private(set) var replacedFile: String?
    /// The run that has begun.
    private(set) var run: LockHolder?
    /// When the last run of this connection began; it stays when the run is over.
    var latestRun: Date?
    /// Which ledger it is; nil where an earlier version's is only read.
    nonisolated let id: LedgerID?
    nonisolated let trust: LedgerTrust
    nonisolated let seal: Seal

    private nonisolated let place: LedgerPlace
    private nonisolated let mirrors: MirrorFolder?
    private nonisolated let textKey: KeyedHash
    private var database: Database?
    private var mirror: MirrorFile?
    /// Names that the mirror is told by.
    var campaignNames: [CampaignID: String] = [:]
    private var watch = FileWatch([])
    private var locks: [FileLock] = []

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
    ///   - trust: What is accepted of a ledger that is not as its last run left it.
    ///   - mirrors: Where its mirror lies; nil: it has none.
    ///   - now: Gives the time that records carry.
    ///   - random: Gives that many random bytes, for the key of the text hashes and the id; asked
    ///     only when the ledger is created.
    /// - Throws: `LedgerError` when it cannot be opened, is no ledger of a known version, or is not
    ///   the one that it was.
    package init(
        at path: String, for access: Access = .readWrite, trust: LedgerTrust = LedgerTrust(),
        mirrors: MirrorFolder? = nil, now: @escaping @Sendable () -> Date,
        random: (Int) -> [UInt8] = Ledger.systemRandom
    ) throws(LedgerError) {
        let place = LedgerPlace(path)
        let opened = try LedgerOpening(
            place: place, access: access, trust: trust, mirrors: mirrors
        ).open(at: now(), random: random)
        self.path = path
        self.place = place
        self.trust = trust
        self.mirrors = mirrors
        self.now = now
        (id, doubt) = (opened.id, opened.doubt)
        wasCreated = opened.wasCreated
        textKey = opened.textKey
        seal = Seal(key: opened.textKey)
        database = opened.database
        // The file that is open, from the first moment on: minutes may pass before a run begins.
        watch = FileWatch([place.path])
        guard access == .readWrite, let id, let mirrors else { return }
        mirror = MirrorFile(of: id, in: mirrors)
    }

    /// Returns whether a file with something in it lies at `path` already.
    package static func exists(at path: String) -> Bool { LedgerPlace(path).exists }

    /// Says what was lost where no ledger lies at `path`, although one should; nil where nothing
    /// speaks against a new one.
    package static func loss(at path: String, mirrors: MirrorFolder?) -> LedgerError? {
        let place = LedgerPlace(path)
        let history = LedgerHistory(place: place, trust: LedgerTrust(), mirrors: mirrors)
        return place.exists ? nil : history.findLoss().map { place.failure($0.kind) }
    }

    /// Claims the ledger for a run that makes requests, messages or lookups, so that the account's
    /// rate is its alone; until it is closed; the claim of a dead process is no obstacle.
    ///
    /// There are two locks: one beside the file, and one in the user's own folder, which finds
    /// another copy of the same ledger. What an earlier run could not write is written now.
    ///
    /// - Throws: `LedgerError.Kind.inUse` when another one has claimed it, this process included.
    package func lockForRequests() async throws(LedgerError) {
        try place.refuseStrangers()
        let claim = try lock(place.lock)
        locks = try [claim] + copiesLock()
        try await verifyCampaigns()
        try connection().waitWhenBusy(milliseconds: Self.longestWait)
        watch.watch(place.lock, as: claim.status)
        watch.watch(place.log, as: FileStatus(place.log))
        if let outcomeFile { try await takeOutcomes(from: outcomeFile) }
    }

    /// Where outcomes are kept that cannot be written.
    var outcomeFile: OutcomeFile? {
        id.map { OutcomeFile(place: place, ledger: $0, key: textKey) }
    }

    /// How long a run tries to write while another program holds the database.
    private static let longestWait: Int32 = 60_000

    /// The lock that all copies of the ledger share; none where the user's folder takes none, which
    /// proves nothing.
    private func copiesLock() throws(LedgerError) -> [FileLock] {
        guard let id, let mirrors, mirrors.make() else { return [] }
        do throws(LedgerError) { return [try lock(mirrors.lock(of: id))] } catch {
            if case .inUse = error.kind { throw error }
            return []
        }
    }

    private func lock(_ path: String) throws(LedgerError) -> FileLock {
        do throws(FileLock.Failure) { return try FileLock(path: path) } catch {
            switch error {
            case .held(let holder): throw place.failure(.inUse(by: holder))
            case .system(let number):
                throw place.failure(.cannotOpen(LedgerPlace.words(for: number)))
            }
        }
    }

    /// Commits what is queued, closes the file and gives up the claim.
    package func close() {
        commitBatch()
        endRun()
        database = nil
        mirror = nil
        locks = []
    }

    /// Says in the locks and in the mirror that a run is on, or none any more.
    func noteRun(_ holder: LockHolder?) {
        lookAtFiles()
        run = holder
        for lock in locks { lock.name(holder ?? LockHolder(process: getpid())) }
        mirror?.writePlace(place.path, runSince: holder?.since)
        // A checkpoint of another program may have made it anew before.
        watch.watch(place.log, as: FileStatus(place.log))
    }

    /// Finds out whether the files are still those that were opened and locked.
    func lookAtFiles() {
        if replacedFile == nil, !locks.isEmpty { replacedFile = watch.changed }
    }

    /// Why no intent may be written: a file of the ledger is not the one any more that the run
    /// began with.
    func objectionToIntents() -> LedgerError? {
        lookAtFiles()
        return replacedFile.map { place.failure(.replaced($0)) }
    }

    /// Writes into the mirror what a commit has brought.
    func reflect(counter: Int64, _ begun: [CampaignID: Int]) {
        guard let mirror else { return }
        for (campaign, row) in begun {
            guard let name = campaignNames[campaign] ?? (try? campaignName(campaign)) else {
                continue
            }
            campaignNames[campaign] = name
            mirror.write(name, row: row, counter: counter)
        }
        mirror.write(counter: counter)
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
