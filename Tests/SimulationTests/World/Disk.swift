// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import LedgerModel
import PhoneNumbers

/// What the modelled ledger has on its disk: all that a crash leaves.
struct Disk: Sendable {
    /// The ledger's own files.
    var files = LedgerFiles()
    /// What the user asked for when a campaign was begun or last accepted anew.
    private(set) var wishes: [String: Wish] = [:]
    /// Outcomes that could not be written into the ledger, in the file beside it, each with the
    /// ledger that it belongs to.
    var keptOutcomes: [(ledger: Int, outcome: Outcome)] = []
    /// The highest row of each campaign for which an intent was ever written, whatever became of
    /// the ledger.
    private(set) var highestRows: [String: Int] = [:]

    /// What the ledger holds; nothing where there is none.
    var ledger: LedgerState { files.ledger ?? LedgerState() }

    /// Whether there is a file at all.
    var isThere: Bool { files.ledger != nil }

    /// A message by the name of its campaign.
    func message(_ key: MessageKey) -> LedgerState.Entry? {
        let ledger = ledger
        return ledger.campaign(named: key.campaign).flatMap {
            ledger.message(to: key.number, in: $0.id)
        }
    }

    /// Numbers of messages of a campaign whose request may be under way.
    func openIntents(in name: String) -> [PhoneNumber] {
        let ledger = ledger
        return ledger.entries(in: ledger.campaign(named: name)?.id)
            .filter { $0.state == .intent }.map(\.intent.number)
    }

    /// What a run finds when it has opened and claimed the ledger; nothing of it is written.
    ///
    /// - Throws: why it must not be opened.
    func claimed(_ trust: LedgerTrust, at date: Date) throws(LedgerFiles.Refusal) -> Disk {
        var disk = self
        guard isThere || files.loss != nil else { return self }
        _ = try disk.files.open(for: .readWrite, trust)
        for kept in keptOutcomes where kept.ledger == disk.ledger.id {
            _ = disk.files.commit([.outcome(kept.outcome, over: .intent, date)])
        }
        return disk
    }

    // MARK: Copies

    /// What a user can put away and put back: the ledger, and what it was made of.
    struct Copy: Sendable {
        fileprivate let ledger: LedgerState?
        fileprivate let wishes: [String: Wish]
    }

    var copy: Copy { Copy(ledger: files.ledger, wishes: wishes) }

    /// Puts a copy in the ledger's place; its mirror, and what lies beside it, stay.
    mutating func put(_ copy: Copy) {
        files.put(copy.ledger)
        wishes = copy.wishes
    }

    /// Takes the ledger away.
    mutating func takeAway() {
        files.put(nil)
        wishes = [:]
    }

    // MARK: Commits

    /// Makes one transaction of some writes.
    ///
    /// - Parameters:
    ///   - writes: what is written.
    ///   - rails: what another campaign has done meanwhile.
    ///   - wish: what the user asks for in this run.
    /// - Returns: what each writer is told.
    mutating func commit(
        _ writes: [LedgerWrite],
        _ rails: Rails,
        for wish: Wish
    ) -> [LedgerAnswer] {
        let near = writes.map { rails.isTooSoon($0) }
        var answers = files.commit(zip(writes, near).filter { !$1 }.map(\.0)).makeIterator()
        for write in writes { note(write, wish) }
        return near.map { $0 ? .receipt(.tooSoon(Rails.near)) : answers.next() ?? .failed }
    }

    private mutating func note(_ write: LedgerWrite, _ wish: Wish) {
        switch write {
        case .begin(let details, _): wishes[details.name] = wishes[details.name] ?? wish
        case .update(_, let details, _): wishes[details.name] = wish
        case .intent(let intent, _):
            let name = ledger.campaigns.first { $0.id == intent.campaign }?.details.name ?? ""
            highestRows[name] = max(intent.row, highestRows[name] ?? 0)
        default: break
        }
    }
}

extension Rails {
    /// Whether another campaign's message, of which the model knows nothing, is too near.
    fileprivate func isTooSoon(_ write: LedgerWrite) -> Bool {
        guard case .intent(let intent, _) = write, intent.spacing != nil else { return false }
        return isNear(intent.number)
    }
}

/// The group commit of the modelled ledger: one commit at a time, and whatever comes meanwhile goes
/// into the next.
struct CommitQueue: Sendable {
    /// The writes of one commit.
    struct Batch: Sendable {
        let begins: Duration
        let ends: Duration
        /// Whether the disk fails in it.
        let fails: Bool
        var writes: [(ticket: Int, write: LedgerWrite)] = []
    }

    /// A writer's place in a commit.
    struct Place: Sendable {
        /// What the answer is found by.
        let ticket: Int
        /// When the commit is over.
        let ends: Duration
        /// Whether the commit is made for this writer, who then waits for it in any case.
        let leads: Bool
    }

    private var batches: [Batch] = []
    private var answers: [Int: LedgerAnswer] = [:]
    private var lastTicket = 0

    /// When all that is queued is committed; `nil` where nothing is.
    var end: Duration? { batches.last?.ends }

    /// Takes a write in.
    mutating func add(
        _ write: LedgerWrite,
        at now: Duration,
        lasting: Duration,
        fails: Bool
    ) -> Place {
        lastTicket += 1
        let leads = batches.last.map { $0.begins <= now } ?? true
        if leads {
            let begins = max(now, batches.last?.ends ?? now)
            batches.append(Batch(begins: begins, ends: begins + lasting, fails: fails))
        }
        batches[batches.count - 1].writes.append((lastTicket, write))
        return Place(ticket: lastTicket, ends: batches[batches.count - 1].ends, leads: leads)
    }

    /// Takes out the commits that are over by now.
    mutating func over(by now: Duration) -> [Batch] {
        let count = batches.prefix { $0.ends <= now }.count
        defer { batches.removeFirst(count) }
        return Array(batches.prefix(count))
    }

    /// The commit that is under way, if the power fails now.
    func underWay(at now: Duration) -> Batch? {
        batches.first { $0.begins <= now && now < $0.ends }
    }

    mutating func note(_ answer: LedgerAnswer, for ticket: Int) { answers[ticket] = answer }

    mutating func answer(for ticket: Int) -> LedgerAnswer {
        answers.removeValue(forKey: ticket) ?? .failed
    }
}
