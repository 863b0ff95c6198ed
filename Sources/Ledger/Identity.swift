// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import SQLite

/// What a ledger knows of itself, one row of the database.
struct LedgerIdentity: Equatable, Sendable {
    /// Which ledger it is, the same in all its copies.
    let id: LedgerID
    /// How many transactions it has made.
    let counter: Int64
    /// What tells the file from its copies (`LedgerPlace.fileIdentity`); `nil` where that was not
    /// known.
    let file: String?
    /// Whether it was found to be older than its mirror, and nobody has accepted that yet.
    let isBehind: Bool

    static func read(from database: Database) throws(SQLiteError) -> LedgerIdentity? {
        try database.first("SELECT * FROM identity", decode: Self.init)
    }

    private init(_ row: Row) throws(SQLiteError) {
        let text = try row.text("id")
        guard let id = LedgerID(text) else {
            throw SQLiteError(corrupt: "“\(text)” in the column id")
        }
        self.id = id
        counter = try row.integer("counter")
        file = try row.optionalText("file")
        isBehind = try row.integer("is_behind") != 0
    }

    /// To be called in each transaction that changes anything; gives the new counter.
    static func countTransaction(in database: Database) throws(SQLiteError) -> Int64 {
        try database.first("UPDATE identity SET counter = counter + 1 RETURNING counter") {
            row throws(SQLiteError) in try row.integer("counter")
        } ?? 0
    }
}

/// What a user accepts of a ledger that is not as its last run left it.
package struct LedgerTrust: Sendable, Hashable {
    /// What becomes of doubts that nobody has accepted.
    package enum Strictness: Sendable, Hashable {
        /// They are errors: messages depend on the ledger.
        case refuses
        /// They are said (`Ledger.doubts`), and the ledger is used all the same.
        case warns
    }

    package var strictness: Strictness
    /// Whether a ledger that is older than its mirror is taken: the rows that it may have lost
    /// count as messages in doubt.
    package var acceptsOlder = false
    /// Whether a ledger that lies in another file than before is taken.
    package var acceptsMoved = false
    /// Whether a ledger may lie on a disk that other machines share.
    package var acceptsSharedDisk = false

    package init(_ strictness: Strictness = .refuses) { self.strictness = strictness }
}

extension Ledger {
    /// Says in the ledger, in its mirror and in the lock that a run begins, and makes sure that the
    /// campaign and this mark are in the main file: they must survive the loss of SQLite's log.
    ///
    /// To be called under the claim of `lockForRequests`, before the first intent.
    package func beginRun(of campaign: CampaignID) async throws(LedgerError) {
        let since = now()
        let name = try campaignName(campaign) ?? ""
        try await write { database throws(SQLiteError) in
            try database.run(
                "UPDATE identity SET run_campaign = :name, run_began_at = :time",
                ["name": .text(name), "time": .text(Timestamp.text(since))])
        }
        latestRun = since
        try read { database throws(SQLiteError) in
            // Somebody who reads may hold it back: then the log keeps it, as durable as ever.
            try database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        }
        noteRun(LockHolder(process: getpid(), campaign: name, since: since))
    }

    /// Says that the run is over; not where its files are others now: then it has never ended.
    func endRun() {
        lookAtFiles()
        guard run != nil, diskFailure == nil, replacedFile == nil else { return }
        let isNoted: Void? = try? read { database throws(SQLiteError) in
            try database.transaction { () throws(SQLiteError) in
                // The time stays: it tells which run the kept outcomes belong to.
                try database.run("UPDATE identity SET run_campaign = NULL")
            }
        }
        if isNoted != nil { noteRun(nil) }
    }

    func campaignName(_ campaign: CampaignID) throws(LedgerError) -> String? {
        try read { database throws(SQLiteError) in
            try database.first(
                "SELECT name FROM campaigns WHERE id = :id", ["id": .integer(campaign.rawValue)]
            ) { row throws(SQLiteError) in try row.text("name") }
        }
    }
}
