// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Ledger
package import PhoneNumbers

/// The files of a ledger, modelled: its database, and the mirrors that tell an older copy.
package struct LedgerFiles: Sendable {
    /// What a mirror says of one ledger.
    struct Mirror: Sendable {
        /// What a campaign had come to.
        struct Campaign: Sendable {
            /// The ledger's counter at its latest intent.
            var counter: Int64
            var highestRow: Int
        }

        var counter: Int64 = 0
        /// Whether a run has ever begun: before that a mirror says nothing.
        var isReadable = false
        var runSince: Date?
        var campaigns: [String: Campaign] = [:]
    }

    /// The database; `nil` where there is none.
    package private(set) var ledger: LedgerState?
    private var mirrors: [Int: Mirror] = [:]
    private var lastID = 0
    /// Whether there is a folder for mirrors: containers and other users have none.
    package var hasMirrors = true
    /// Whether a mirror is told the rows of intents.
    package var reflectsRows = true
    /// Whether the program that has it open has begun a run.
    private var hasRun = false

    package init() {}

    /// Loses all mirrors.
    package mutating func forgetMirrors() { mirrors = [:] }

    /// Puts another database in the place, or none; the mirrors stay.
    package mutating func put(_ ledger: LedgerState?) { self.ledger = ledger }

    /// Loses a message without anybody's having written that.
    package mutating func damage(_ number: PhoneNumber, in campaign: CampaignID) {
        ledger?.damage(number, in: campaign)
    }

    // MARK: Opening

    package struct Opened: Sendable {
        package let wasCreated: Bool
        package let doubt: LedgerError.Kind?
    }

    /// Why it was not.
    package struct Refusal: Error {
        package let kind: LedgerError.Kind
    }

    private struct Loss {
        let kind: LedgerError.Kind
        var rows: [LostRange] = []
        var counter: Int64 = 0
        var ended: [Int] = []
    }

    /// What speaks against using the place as it is.
    package var loss: LedgerError.Kind? { findLoss()?.kind }

    /// Opens the ledger; to read and to write it is created where there is none.
    package mutating func open(
        for access: Ledger.Access, _ trust: LedgerTrust
    ) throws(Refusal) -> Opened {
        let loss = findLoss()
        if let loss, !trust.acceptsOlder, trust.strictness == .refuses {
            throw Refusal(kind: loss.kind)
        }
        let isNew = ledger == nil
        if access == .readWrite {
            hasRun = false
            if isNew { create() }
            if let loss { note(loss, isAccepted: trust.acceptsOlder) }
        }
        return Opened(wasCreated: isNew, doubt: trust.acceptsOlder ? nil : loss?.kind)
    }

    private mutating func create() {
        lastID += 1
        ledger = LedgerState(id: lastID)
    }

    private func findLoss() -> Loss? {
        guard let ledger else { return lossOfOthers(than: nil) }
        if let mirror = mirrors[ledger.id], mirror.isReadable, mirror.counter > ledger.counter {
            return Loss(
                kind: .older(changes: Int(mirror.counter - ledger.counter)),
                rows: Self.rows(of: ledger.id, mirror, after: ledger.counter),
                counter: mirror.counter)
        }
        if ledger.isBehind { return Loss(kind: .older(changes: nil)) }
        return lossOfOthers(than: ledger.id)
    }

    /// The run of another ledger is on at this place, whose file is gone.
    private func lossOfOthers(than id: Int?) -> Loss? {
        let open = mirrors.filter { $0.key != id && $0.value.runSince != nil }
        guard let since = open.values.compactMap(\.runSince).max() else { return nil }
        let rows = open.flatMap { Self.rows(of: $0.key, $0.value, after: 0) }
        return Loss(kind: .gone(runSince: since), rows: rows, ended: Array(open.keys))
    }

    private static func rows(of id: Int, _ mirror: Mirror, after counter: Int64) -> [LostRange] {
        mirror.campaigns.filter { $0.value.counter > counter }.map {
            LostRange(ledger: id, campaign: $0.key, highestRow: $0.value.highestRow)
        }
    }

    private mutating func note(_ loss: Loss, isAccepted: Bool) {
        for rows in loss.rows { ledger?.note(rows) }
        let counter = ledger?.counter ?? 0
        ledger?.counter = max(counter, loss.counter) + 1
        ledger?.isBehind = !isAccepted
        guard isAccepted else { return }
        for id in loss.ended { mirrors[id]?.runSince = nil }
    }

    // MARK: Writing

    /// Makes one transaction of some writes.
    package mutating func commit(_ writes: [LedgerWrite]) -> [LedgerAnswer] {
        guard var ledger else { return writes.map { _ in .failed } }
        let before = ledger.changes
        let answers = writes.map { ledger.apply($0) }
        if ledger.changes > before {
            ledger.counter += 1
            reflect(writes, ledger)
        }
        self.ledger = ledger
        return answers
    }

    /// What a transaction leaves in the mirror; the mirror is no condition, so it is not synced.
    private mutating func reflect(_ writes: [LedgerWrite], _ ledger: LedgerState) {
        guard hasMirrors else { return }
        var mirror = mirrors[ledger.id] ?? Mirror()
        mirror.counter = ledger.counter
        for write in writes {
            switch write {
            case .intent(let intent, _):
                guard let name = ledger.names[intent.campaign], reflectsRows else { continue }
                let row = max(intent.row, mirror.campaigns[name]?.highestRow ?? 0)
                mirror.campaigns[name] = Mirror.Campaign(
                    counter: ledger.counter, highestRow: row)
            case .beginRun(_, let date):
                (mirror.isReadable, mirror.runSince) = (true, LedgerState.kept(date))
                hasRun = true
            default: continue
            }
        }
        mirrors[ledger.id] = mirror
    }

    /// The program says that its run is over, and closes the ledger.
    package mutating func close() {
        if hasRun, let ledger { mirrors[ledger.id]?.runSince = nil }
        hasRun = false
    }
}
