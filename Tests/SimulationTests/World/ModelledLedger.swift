// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Foundation
import Ledger
import PhoneNumbers
import TestSupport

/// Where the modelled ledger lies.
struct ModelledLedgers: LedgerStore {
    let world: World

    var path: String { "/ledger.sqlite" }

    var exists: Bool { world.state.withLock { $0.disk.isThere } }

    func open(for access: Ledger.Access) async throws(LedgerError) -> any CampaignLedger {
        world.machine.checkPresence()
        guard !world.isDead else { throw ModelledLedger.failure }
        let isNew = world.state.withLock { state in
            defer { state.disk.isThere = true }
            return !state.disk.isThere
        }
        world.note(isNew ? "a new ledger" : "the ledger")
        return ModelledLedger(world: world, wasCreated: isNew)
    }
}

/// A ledger on the modelled disk, with a group commit that takes its time and can fail.
struct ModelledLedger: CampaignLedger {
    let world: World
    let wasCreated: Bool
    let doubt: LedgerError? = nil

    static let failure = LedgerError(path: "/ledger.sqlite", kind: .diskFull)

    var date: Date { SimulatedTime(world: world).date }

    func lockForRequests() async throws(LedgerError) {
        let isFree = world.state.withLock { state in
            defer { state.isLocked = true }
            return !state.isLocked
        }
        if !isFree { world.complain("two runs at once") }
    }

    func close() async {
        _ = try? await read { _ in }
        world.state.withLock { $0.isLocked = false }
    }

    func accountHash(of identity: String) -> String { "account \(identity)" }

    func textHash(of text: String) -> String {
        world.flaw == .sameHashes ? "hash" : "hash of \(text)"
    }

    /// Joins the next commit, and returns when it is over.
    func write(_ write: Disk.Write) async throws(LedgerError) -> Disk.Answer {
        let place = try queue(write)
        return try await answer(at: place)
    }

    /// Joins the next commit, and returns at once where it is made for somebody else.
    func writeSoon(_ write: Disk.Write) async throws(LedgerError) {
        let place = try queue(write)
        if place.leads { _ = try await answer(at: place) }
    }

    func queue(_ write: Disk.Write) throws(LedgerError) -> CommitQueue.Place {
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

    func answer(at place: CommitQueue.Place) async throws(LedgerError) -> Disk.Answer {
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
        _ query: @Sendable (WorldState) -> Answer
    ) async throws(LedgerError) -> Answer {
        world.machine.checkPresence()
        if let end = world.state.withLock({ $0.commits.end }) {
            await world.machine.pause(until: end)
            world.state.withLock { $0.settleCommits(by: end) }
        }
        guard !world.isDead else { throw Self.failure }
        return world.state.withLock { query($0) }
    }
}

// MARK: - What only a ledger in a file can lose

extension ModelledLedger {
    func beginRun(of campaign: CampaignID) async throws(LedgerError) {}
    func verify(_ campaign: CampaignID) async throws(LedgerError) {}
    func recordLost(_ intents: [Intent]) async throws(LedgerError) -> Int { 0 }
    func lostRows(of campaign: String) async throws(LedgerError) -> RowRange? { nil }
    func settleLostRows(of campaign: String) async throws(LedgerError) {}
}

// MARK: - Campaigns

extension ModelledLedger {
    func campaign(named name: String) async throws(LedgerError) -> CampaignRecord? {
        try await read { $0.disk.campaign(named: name) }
    }

    func campaigns() async throws(LedgerError) -> [CampaignRecord] {
        try await read { $0.disk.campaigns }
    }

    func campaigns(
        withListHash listHash: String,
        templateHash: String
    ) async throws(LedgerError) -> [CampaignRecord] {
        if world.flaw == .forgottenTwins { return [] }
        return try await read { state in
            state.disk.campaigns.filter {
                $0.details.listHash == listHash && $0.details.templateHash == templateHash
            }
        }
    }

    func begin(_ details: CampaignDetails) async throws(LedgerError) -> CampaignID {
        let wish = world.state.withLock { $0.command.wish }
        world.note("begin \(details.name)")
        guard case .campaign(let id) = try await write(.begin(details, wish)) else {
            throw Self.failure
        }
        return id
    }

    func update(_ id: CampaignID, to details: CampaignDetails) async throws(LedgerError) {
        let wish = world.state.withLock { $0.command.wish }
        world.note("update \(details.name)")
        _ = try await write(.update(id, details, wish))
    }

    func spacing(
        since begin: Date,
        except campaign: CampaignID?
    ) async throws(LedgerError) -> Spacing? {
        guard world.rails.isSpaced else { return nil }
        return Spacing(campaigns: [CampaignID(rawValue: 99)], begin: SimulatedTime.epoch)
    }

    func spending(in campaign: CampaignID) async throws(LedgerError) -> [SpendingGroup] {
        try await read { state in
            var asked = SpendingGroup()
            asked.lookups = state.disk.payments[campaign, default: 0]
            return state.disk.handed { $0.intent.campaign == campaign } + [asked]
        }
    }

    func spending(
        at provider: String,
        since begin: Date
    ) async throws(LedgerError) -> [SpendingGroup] {
        if world.flaw == .forgottenDays { return [] }
        return try await read { state in
            state.disk.handed { entry in
                entry.intent.provider == provider
                    && entry.intendedAt >= begin.addingTimeInterval(-3600)
                    && max(entry.intendedAt, entry.outcome?.sentAt ?? entry.changedAt) >= begin
            }
        }
    }

    func latestAccount(
        in campaign: CampaignID,
        at provider: String
    ) async throws(LedgerError) -> String? {
        if world.flaw == .forgottenAccounts { return nil }
        return try await read { $0.disk.latestAccount(in: campaign, at: provider) }
    }

    func accountsInDoubt(
        in campaign: CampaignID,
        at provider: String
    ) async throws(LedgerError) -> [String] {
        try await accounts(in: campaign, at: provider) { entry, _ in
            entry.state == .intent || entry.state == .unconfirmed
        }
    }

    func openAccounts(
        in campaign: CampaignID,
        at provider: String
    ) async throws(LedgerError) -> [String] {
        try await accounts(in: campaign, at: provider) { entry, disk in
            entry.state == .sent && disk.delivery(of: entry)?.isFinal != true
        }
    }

    private func accounts(
        in campaign: CampaignID,
        at provider: String,
        _ isMeant: @Sendable (Disk.Entry, Disk) -> Bool
    ) async throws(LedgerError) -> [String] {
        try await read { state in
            let entries = state.disk.entries(in: campaign).filter {
                $0.intent.provider == provider && isMeant($0, state.disk)
            }
            return Set(entries.compactMap(\.intent.account)).sorted()
        }
    }
}
