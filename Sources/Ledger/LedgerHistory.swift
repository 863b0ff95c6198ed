// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import SQLite

/// What a ledger has lost, or may have: an old copy lies in its place, or a part of it is gone.
struct LedgerLoss {
    /// What is said of it.
    let kind: LedgerError.Kind
    /// Whether the user has accepted it.
    let isAccepted: Bool
    /// The rows that messages may have been sent to without the ledger's knowledge.
    var rows: [LostRows] = []
    /// The counter that the ledger had come to; nil where nobody knows.
    var counter: Int64?
    /// Ledgers whose run is over now, although they could not say so.
    var ended: [LedgerID] = []
}

/// Compares a ledger with what is known of it elsewhere: its mirror, its log and the file that it
/// lay in.
struct LedgerHistory {
    let place: LedgerPlace
    let trust: LedgerTrust
    let mirrors: MirrorFolder?

    /// What was lost where no ledger is, or an empty file.
    func findLoss() -> LedgerLoss? {
        let open = mirrorsHere.filter { $1.runSince != nil }
        guard place.hasLog else { return lossOfRuns(open) }
        var all = loss(.onlyLogLeft, of: open)
        if all.rows.isEmpty { all.rows = Self.anyRows }
        return all
    }

    /// The mirrors of ledgers that lay here when they were last written.
    private var mirrorsHere: [LedgerID: MirrorRecord] { mirrors?.mirrors(at: place.path) ?? [:] }

    /// All that ledgers knew which are lost, by their mirrors.
    private func loss(
        _ kind: LedgerError.Kind, of known: [LedgerID: MirrorRecord]
    ) -> LedgerLoss {
        LedgerLoss(
            kind: kind, isAccepted: trust.acceptsOlder, rows: Self.rows(of: known),
            ended: Array(known.keys))
    }

    /// Runs that never came to their end, whose ledgers are gone.
    private func lossOfRuns(_ open: [LedgerID: MirrorRecord]) -> LedgerLoss? {
        open.values.compactMap(\.runSince).max().map { loss(.gone(runSince: $0), of: open) }
    }

    /// What was lost of a ledger that is there.
    func findLoss(in database: Database, at version: Int) throws(SQLiteError) -> LedgerLoss? {
        guard version >= Schema.firstWithIdentity else { return lossOfEarlierVersion() }
        guard let known = try LedgerIdentity.read(from: database) else {
            throw SQLiteError(corrupt: "no identity")
        }
        // The mirror first: a run that goes on may write both at any time, the ledger before.
        let mirror = mirrors?.mirror(of: known.id)
        guard let identity = try LedgerIdentity.read(from: database) else { return nil }
        return loss(of: identity, mirror) ?? lossOfOthers(than: identity.id)
            ?? loss(ofPlace: identity, mirror)
    }

    /// A later version was at work here already, so the file is an old copy.
    private func lossOfEarlierVersion() -> LedgerLoss? {
        let known = mirrorsHere
        return known.values.map(\.counter).max().map {
            loss(.older(changes: Int($0)), of: known)
        }
    }

    private func loss(of identity: LedgerIdentity, _ mirror: MirrorRecord?) -> LedgerLoss? {
        if let mirror, mirror.counter > identity.counter {
            return LedgerLoss(
                kind: .older(changes: Int(mirror.counter - identity.counter)),
                isAccepted: trust.acceptsOlder,
                rows: Self.rows(of: identity.id, mirror.campaigns(after: identity.counter)),
                counter: mirror.counter)
        }
        guard identity.isBehind else { return nil }
        return LedgerLoss(kind: .older(changes: nil), isAccepted: trust.acceptsOlder)
    }

    /// The run of another ledger is on at this place, whose file is gone.
    private func lossOfOthers(than id: LedgerID) -> LedgerLoss? {
        lossOfRuns(mirrorsHere.filter { $0 != id && $1.runSince != nil })
    }

    private func loss(
        ofPlace identity: LedgerIdentity, _ mirror: MirrorRecord?
    ) -> LedgerLoss? {
        let isMoved = place.fileIdentity.map { $0 != identity.file ?? $0 } ?? false
        let layElsewhere = mirror.map { $0.path != place.path } ?? false
        guard isMoved || layElsewhere else { return nil }
        if let loss = lossOfPredecessor(of: identity.id) { return loss }
        let isAccepted = trust.acceptsMoved || trust.acceptsOlder
        return isMoved ? LedgerLoss(kind: .moved, isAccepted: isAccepted) : nil
    }

    /// Another ledger lay here at the last run, and this one somewhere else.
    private func lossOfPredecessor(of id: LedgerID) -> LedgerLoss? {
        let known = mirrorsHere
        guard !known.isEmpty, known[id] == nil else { return nil }
        return LedgerLoss(
            kind: .exchanged, isAccepted: trust.acceptsOlder, rows: Self.rows(of: known))
    }

    private static func rows(of known: [LedgerID: MirrorRecord]) -> [LostRows] {
        known.flatMap { id, mirror in rows(of: id, mirror.campaigns(after: 0)) }
    }

    private static func rows(of id: LedgerID, _ campaigns: [String: Int]) -> [LostRows] {
        campaigns.map { LostRows(ledger: id, campaign: $0, highestRow: $1) }
    }

    /// Where no mirror tells: any row of the campaign that is sent next.
    private static var anyRows: [LostRows] {
        LedgerID(String(repeating: "0", count: 32)).map {
            [LostRows(ledger: $0, campaign: nil, highestRow: nil)]
        } ?? []
    }

    // MARK: Keeping it

    /// Writes a loss into the ledger, so that it is known of whatever happens to the mirror; the
    /// ledger counts on from where it had been.
    func note(_ loss: LedgerLoss, at time: Date, in database: Database) throws(SQLiteError) {
        if !loss.isAccepted, loss.kind == .moved || loss.kind == .exchanged { return }
        try database.transaction { () throws(SQLiteError) in
            for rows in loss.rows { try rows.note(at: Timestamp.text(time), in: database) }
            try database.run(
                """
                UPDATE identity SET counter = max(counter, :counter) + 1, is_behind = :behind,
                    file = :file
                """,
                [
                    "counter": .integer(loss.counter ?? 0),
                    "behind": .integer(loss.isAccepted ? 0 : 1),
                    "file": .text(place.fileIdentity),
                ])
        }
        guard loss.isAccepted, let mirrors else { return }
        if loss.kind == .exchanged, let id = try LedgerIdentity.read(from: database)?.id {
            let since = mirrors.mirror(of: id)?.runSince
            MirrorFile(of: id, in: mirrors)?.writePlace(place.path, runSince: since)
        }
        for id in loss.ended {
            MirrorFile(of: id, in: mirrors)?.writePlace(place.path, runSince: nil)
        }
    }
}
