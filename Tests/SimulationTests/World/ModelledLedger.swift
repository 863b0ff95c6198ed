// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Foundation
import Ledger
import LedgerModel
import TestSupport

/// Where the modelled ledger lies.
struct ModelledLedgers: LedgerStore {
    let world: World
    var trust = LedgerTrust()
    /// Gives the time that records carry.
    let clock: @Sendable () -> Date

    var path: String { ModelledLedger.path }

    var exists: Bool { world.state.withLock { $0.disk.isThere } }

    func loss() -> LedgerError? {
        world.state.withLock { $0.disk.isThere ? nil : $0.disk.files.loss }
            .map { LedgerError(path: path, kind: $0) }
    }

    func open(for access: Ledger.Access) async throws(LedgerError) -> any CampaignLedger {
        world.machine.checkPresence()
        guard !world.isDead else { throw ModelledLedger.failure }
        do throws(LedgerFiles.Refusal) {
            let opened = try world.state.withLock { state throws(LedgerFiles.Refusal) in
                if state.flaw == .believedCopies { state.disk.files.forgetMirrors() }
                return try state.disk.files.open(for: access, trust)
            }
            world.note(opened.wasCreated ? "a new ledger" : "the ledger")
            return ModelledLedger(world: world, opened: opened, trust: trust, clock: clock)
        } catch { throw LedgerError(path: path, kind: error.kind) }
    }
}

/// A ledger on the modelled disk, with a group commit that takes its time and can fail.
struct ModelledLedger: ModelLedger {
    let world: World
    let opened: LedgerFiles.Opened
    let trust: LedgerTrust
    let clock: @Sendable () -> Date

    static let path = "/ledger.sqlite"
    static let failure = LedgerError(path: path, kind: .diskFull)

    var path: String { Self.path }
    var wasCreated: Bool { opened.wasCreated }
    var doubt: LedgerError? { opened.doubt.map { failure($0) } }
    var date: Date { clock() }

    func lockForRequests() async throws(LedgerError) {
        let isFree = world.state.withLock { state in
            defer { state.isLocked = true }
            return !state.isLocked
        }
        if !isFree { world.complain("two runs at once") }
        try await verifyNames()
        try await takeOutcomes()
    }

    func close() async {
        _ = try? await read { _ in }
        world.state.withLock { state in
            if !state.isDead, !state.isBroken { state.disk.files.close() }
            state.isLocked = false
        }
    }

    func textHash(of text: String) -> String {
        world.flaw == .sameHashes ? "hash" : "hash of \(text)"
    }

    // MARK: Outcomes that could not be written

    /// Keeps an outcome in the file beside the ledger, unless that fails too.
    func keep(_ outcome: Outcome) {
        world.state.withLock { state in
            guard !state.isDead, !state.events.oneIn(3) else { return }
            state.disk.keptOutcomes.append((state.disk.ledger.id, outcome))
        }
    }

    private func takeOutcomes() async throws(LedgerError) {
        let kept = world.state.withLock { state in
            state.disk.keptOutcomes.filter { $0.ledger == state.disk.ledger.id }.map(\.outcome)
        }
        for outcome in kept {
            let answer = try await write(.outcome(outcome, over: .intent, date))
            if answer == .failed { throw Self.failure }
        }
        world.state.withLock { if !$0.isDead { $0.disk.keptOutcomes = [] } }
    }

    // MARK: The disk

    func write(_ write: LedgerWrite) async throws(LedgerError) -> LedgerAnswer {
        let place = try queue(write)
        return try await answer(at: place)
    }

    func writeSoon(_ write: LedgerWrite) async throws(LedgerError) {
        let place = try queue(write)
        if place.leads { try checked(try await answer(at: place)) }
    }

    func queue(_ write: LedgerWrite) throws(LedgerError) -> CommitQueue.Place {
        world.machine.checkPresence()
        let now = world.machine.now
        let place: CommitQueue.Place? = world.state.withLock { state in
            guard !state.isDead else { return nil }
            let lasting = state.chance.milliseconds(upTo: state.conditions.commitMilliseconds)
            let fails = !state.isCalm && state.chance.oneIn(state.conditions.diskFaultOneIn)
            return state.commits.add(
                write,
                at: now,
                lasting: lasting + .microseconds(1),
                fails: fails
            )
        }
        guard let place else { throw Self.failure }
        return place
    }

    func answer(at place: CommitQueue.Place) async throws(LedgerError) -> LedgerAnswer {
        await world.machine.pause(until: place.ends)
        guard !world.isDead else { throw Self.failure }
        let answer = world.state.withLock { state in
            state.settleCommits(by: place.ends)
            return state.commits.answer(for: place.ticket)
        }
        if case .failed = answer { throw Self.failure }
        return answer
    }

    /// Reads what is on the disk when all that was queued before is committed: reads and commits
    /// stand in one queue.
    func read<Answer: Sendable>(
        _ query: @Sendable (LedgerState) -> Answer
    ) async throws(LedgerError) -> Answer {
        world.machine.checkPresence()
        if let end = world.state.withLock({ $0.commits.end }) {
            await world.machine.pause(until: end)
            world.state.withLock { $0.settleCommits(by: end) }
        }
        guard !world.isDead else { throw Self.failure }
        return query(world.state.withLock { $0.disk.ledger })
    }
}
