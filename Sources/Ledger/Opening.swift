// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import SQLite

/// Opens the file of a ledger, makes sure that it is one, and brings it to the version of this
/// program.
struct LedgerOpening {
    /// Holds what an opened ledger starts from.
    struct Opened {
        let database: Database
        let wasCreated: Bool
        let textKey: KeyedHash
        /// `nil` where an earlier version's ledger is only read.
        let id: LedgerID?
        /// What speaks against it, where that is no error.
        let doubt: LedgerError?
    }

    let place: LedgerPlace
    let access: Ledger.Access
    var trust = LedgerTrust()
    var mirrors: MirrorFolder?

    /// Creates the ledger where there is none; what was lost is found before anything is changed.
    ///
    /// - Parameters:
    ///   - now: when a loss is noted, where there is one.
    ///   - random: is asked for the key and the id of a new one.
    /// - Returns: what it is opened as.
    /// - Throws: `LedgerError` that says why not.
    func open(at now: Date, random: (Int) -> [UInt8]) throws(LedgerError) -> Opened {
        do throws(LedgerError) { return try opened(at: now, random: random) } catch {
            // Who is told to take another file would text everybody again.
            throw error.kind == .notALedger && hadLedger ? place.failure(.corrupt) : error
        }
    }

    /// Whether a ledger lay here before: its lock is beside it, or a mirror tells.
    private var hadLedger: Bool {
        FileStatus(place.lock) != nil || mirrors?.mirrors(at: place.path).isEmpty == false
    }

    private func opened(at now: Date, random: (Int) -> [UInt8]) throws(LedgerError) -> Opened {
        try place.refuseStrangers()
        let isNew = !place.exists
        let history = LedgerHistory(place: place, trust: trust, mirrors: mirrors)
        let lost = isNew ? try weighed(history.findLoss()) : nil
        if access == .readWrite { try make(after: lost) }
        try place.refuseFragment()
        try place.refuseSharedPlace(
            unless: trust.acceptsSharedDisk, suggesting: mirrors?.ledgerPath(of: place))
        let database = try sqlite { () throws(SQLiteError) in
            try Database(path: place.path, access: connectionAccess, followsLinks: false)
        }
        let version = try recognisedVersion(of: database)
        let loss = try isNew ? lost : weighed(findLoss(in: database, at: version, history))
        let wasCreated = try prepare(database, at: version, random: random)
        let key = try textKey(in: database)
        if let loss, access == .readWrite {
            try sqlite { () throws(SQLiteError) in try history.note(loss, at: now, in: database) }
        }
        let known = try identity(in: database)
        return Opened(
            database: database, wasCreated: wasCreated, textKey: key, id: known?.id,
            doubt: loss.flatMap { $0.isAccepted ? nil : place.failure($0.kind) })
    }

    private func findLoss(
        in database: Database, at version: Int, _ history: LedgerHistory
    ) throws(LedgerError) -> LedgerLoss? {
        guard version > 0 else { return nil }
        return try sqlite { () throws(SQLiteError) in
            try history.findLoss(in: database, at: version)
        }
    }

    /// Throws where a loss speaks against using the ledger.
    private func weighed(_ loss: LedgerLoss?) throws(LedgerError) -> LedgerLoss? {
        if let loss, !loss.isAccepted, trust.strictness == .refuses {
            throw place.failure(loss.kind)
        }
        return loss
    }

    /// Makes the file where there is none.
    ///
    /// SQLite would delete a log that is left of a lost ledger: it is kept under another name.
    private func make(after loss: LedgerLoss?) throws(LedgerError) {
        if case .onlyLogLeft = loss?.kind { rename(place.log, place.log + ".orphaned") }
        try place.createIfMissing()
    }

    private func identity(in database: Database) throws(LedgerError) -> LedgerIdentity? {
        try sqlite { () throws(SQLiteError) in
            guard try database.pragma("user_version") >= Schema.firstWithIdentity else {
                return nil
            }
            return try LedgerIdentity.read(from: database)
        }
    }

    /// Who reads a ledger at rest leaves no `-wal` and `-shm` beside it, and needs no leave to
    /// write in its folder.
    ///
    /// Otherwise the newest data is in `-wal`, which only the ordinary way finds.
    private var connectionAccess: Database.Access {
        guard access == .readOnly else { return .readWrite }
        return place.isAtRest ? .immutable : .readOnly
    }

    /// Returns the version of the ledger, 0 for an empty file; nothing is changed before the file
    /// is known to be ours.
    private func recognisedVersion(of database: Database) throws(LedgerError) -> Int {
        let (mark, version, tables) = try sqlite { () throws(SQLiteError) in
            let tables =
                try database.first("SELECT count(*) AS n FROM sqlite_schema", decode: Self.count)
                ?? 0
            return (
                try database.pragma("application_id"), try database.pragma("user_version"), tables
            )
        }
        let isEmpty = mark == 0 && version == 0 && tables == 0
        let isOurs = mark == Schema.applicationID && version > 0
        guard isOurs || (isEmpty && access == .readWrite) else {
            throw place.failure(.notALedger)
        }
        guard version <= Schema.version else {
            throw place.failure(.newerVersion(found: Int(version), known: Schema.version))
        }
        return Int(version)
    }

    /// - Returns: whether a new ledger was made, by this program and not by another one meanwhile.
    private func prepare(
        _ database: Database, at version: Int, random: (Int) -> [UInt8]
    ) throws(LedgerError) -> Bool {
        guard access == .readWrite else { return false }
        guard !database.isReadOnly else { throw place.failure(.readOnly) }
        return try sqlite { () throws(SQLiteError) in
            try database.execute(Self.settings)
            var isNew = false
            if version < Schema.version {
                isNew = try Migration(database: database, place: place).run(random: random)
            }
            try database.execute("PRAGMA foreign_keys = ON")
            return isNew
        }
    }

    /// What every connection that writes sets: the log that lets readers in while it writes, and a
    /// sync for each commit.
    ///
    /// Foreign keys wait for the migration, which replaces the table that messages refer to. The
    /// log is copied into the file at 32 MB: numbers lie all over the table, and at SQLite's 4 MB a
    /// sixth of a fast run's time went into copying.
    private static let settings = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA wal_autocheckpoint = 8000;
        PRAGMA foreign_keys = OFF;
        PRAGMA trusted_schema = OFF;
        """

    private func textKey(in database: Database) throws(LedgerError) -> KeyedHash {
        let key = try sqlite { () throws(SQLiteError) in try Migration.textKey(in: database) }
        guard let key else { throw place.failure(.corrupt) }
        return key
    }

    private static func count(_ row: Row) throws(SQLiteError) -> Int64 { try row.integer("n") }

    private func sqlite<Value>(_ body: () throws(SQLiteError) -> Value) throws(LedgerError) -> Value
    {
        do throws(SQLiteError) { return try body() } catch {
            throw LedgerError(path: place.given, error)
        }
    }
}
