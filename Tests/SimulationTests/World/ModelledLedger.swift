// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Foundation
import Ledger
import PhoneNumbers

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

    static let failure = LedgerError(path: "/ledger.sqlite", kind: .diskFull)

    private var date: Date { SimulatedTime(world: world).date }

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
    private func write(_ write: Disk.Write) async throws(LedgerError) -> Disk.Answer {
        let place = try queue(write)
        return try await answer(at: place)
    }

    /// Joins the next commit, and returns at once where it is made for somebody else.
    private func writeSoon(_ write: Disk.Write) async throws(LedgerError) {
        let place = try queue(write)
        if place.leads { _ = try await answer(at: place) }
    }

    private func queue(_ write: Disk.Write) throws(LedgerError) -> CommitQueue.Place {
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

    private func answer(at place: CommitQueue.Place) async throws(LedgerError) -> Disk.Answer {
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
    private func read<Answer: Sendable>(
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

// MARK: - Messages and lookups

extension ModelledLedger {
    func recordIntent(_ intent: Intent) async throws(LedgerError) -> IntentReceipt {
        world.note("intent \(intent.number)")
        let place = try queue(.intent(intent, date))
        if world.flaw == .earlyReceipts { return .recorded(attempt: 1) }
        guard case .receipt(let receipt) = try await answer(at: place) else {
            throw Self.failure
        }
        world.note("intent \(intent.number) \(receipt)")
        return receipt
    }

    func recordOutcome(_ outcome: Outcome) async throws(LedgerError) {
        world.note("outcome \(outcome.number) \(outcome.ending.rawValue)")
        let isForgotten = world.state.withLock {
            $0.flaw == .forgottenOutcomes && $0.chance.oneIn(4)
        }
        if isForgotten { return }
        let answer = try await write(.outcome(outcome, over: .intent, date))
        guard case .noIntent = answer else { return }
        world.complain("an outcome without an intent: \(outcome.number)")
    }

    func withdrawRefusal(_ outcome: Outcome) async throws(LedgerError) {
        world.note("withdrawal \(outcome.number) \(outcome.ending.rawValue)")
        let isRecorded = world.state.withLock { !$0.run.diskFailed }
        let answer = try await write(.outcome(outcome, over: .failed, date))
        guard case .noIntent = answer, isRecorded else { return }
        world.complain("a withdrawal without a refusal: \(outcome.number)")
    }

    func settleUnconfirmed(_ outcome: Outcome) async throws(LedgerError) {
        world.note("settlement \(outcome.number) \(outcome.ending.rawValue)")
        let answer = try await write(.outcome(outcome, over: .unconfirmed, date))
        guard case .noIntent = answer else { return }
        world.complain("a settlement without a doubt: \(outcome.number)")
    }

    func settleCrashedIntents(in campaign: CampaignID) async throws(LedgerError) -> Int {
        let isBold = world.flaw == .boldRecovery
        guard case .count(let count) = try await write(.crash(campaign, isBold: isBold, date))
        else { throw Self.failure }
        return count
    }

    func recall(
        _ numbers: [PhoneNumber],
        campaign: CampaignID?,
        provider: String,
        notBefore earliest: Date,
        spacing: Spacing?
    ) async throws(LedgerError) -> [PhoneNumber: Ledger.Recollection] {
        try await read { state in
            if state.flaw == .forgetfulPlan, state.run.plan == nil { return [:] }
            var found: [PhoneNumber: Ledger.Recollection] = [:]
            for number in numbers {
                let entry = campaign.flatMap {
                    state.disk.messages[Disk.Key(campaign: $0, number: number)]
                }
                let lookup = state.disk.lookups[provider]?[number]
                found[number] = Ledger.Recollection(
                    message: entry.map { MessageRecord($0) },
                    lookup: lookup.flatMap { $0.lookedUpAt < earliest ? nil : $0 },
                    isOptedOut: state.disk.optOuts.contains(number),
                    near: spacing != nil && state.rails.isKnownToBeNear(number) ? Rails.near : nil
                )
            }
            return found
        }
    }

    func messages(
        in campaign: CampaignID,
        state: MessageState?
    ) async throws(LedgerError) -> [MessageRecord] {
        try await read { world in
            world.disk.entries(in: campaign).filter { state == nil || $0.state == state }
                .map { MessageRecord($0) }
        }
    }

    func message(
        to number: PhoneNumber,
        in campaign: CampaignID
    ) async throws(LedgerError) -> MessageRecord? {
        try await read { state in
            state.disk.messages[Disk.Key(campaign: campaign, number: number)].map {
                MessageRecord($0)
            }
        }
    }

    func messages(to number: PhoneNumber) async throws(LedgerError) -> [MessageRecord] {
        try await read { state in
            state.disk.campaigns.compactMap {
                state.disk.messages[Disk.Key(campaign: $0.id, number: number)]
            }
            .map { MessageRecord($0) }
        }
    }

    func addOptOut(_ optOut: OptOut) async throws(LedgerError) {
        _ = try await write(.optOut(optOut.number))
    }

    func recordLookup(_ lookup: CachedLookup) async throws(LedgerError) {
        try await writeSoon(.lookup(lookup))
    }

    func recordLookupRequest(_ request: LookupRequest, isDurable: Bool) async throws(LedgerError) {
        if world.flaw == .forgottenPayments { return }
        guard isDurable else { return try await writeSoon(.payment(request)) }
        _ = try await write(.payment(request))
    }

    func withdrawLookupRequest(_ request: LookupRequest) async throws(LedgerError) {
        try await writeSoon(.refund(request))
    }
}

// MARK: - Deliveries

extension ModelledLedger {
    func recordDelivery(_ delivery: DeliveryRecord) async throws(LedgerError) {
        world.note("delivery \(delivery.number) \(delivery.state)")
        try await writeSoon(.delivery(delivery, reopens: world.flaw == .reopenedMessages))
    }

    func hasDeliveries(in campaign: CampaignID) async throws(LedgerError) -> Bool {
        try await read { state in state.disk.deliveries.keys.contains { $0.campaign == campaign } }
    }

    func deliveries(
        in campaign: CampaignID,
        of numbers: [PhoneNumber]
    ) async throws(LedgerError) -> [PhoneNumber: DeliveryRecord] {
        try await read { state in
            var found: [PhoneNumber: DeliveryRecord] = [:]
            for number in numbers {
                let entry = state.disk.messages[Disk.Key(campaign: campaign, number: number)]
                found[number] = entry.flatMap { state.disk.delivery(of: $0) }
            }
            return found
        }
    }

    func deliveryGroups(
        in campaign: CampaignID,
        since moment: Date?
    ) async throws(LedgerError) -> [DeliveryGroup] {
        let isRosy = world.flaw == .rosyStates
        return try await read { state in
            let sent = state.disk.entries(in: campaign).filter {
                $0.state == .sent && $0.intendedAt >= moment ?? .distantPast
            }
            return sent.map { entry in
                var group = DeliveryGroup(provider: entry.intent.provider, count: 1)
                let record = state.disk.delivery(of: entry)
                group.state = isRosy ? "delivered" : record?.state
                group.isFinal = isRosy || record?.isFinal == true
                group.errorCode = isRosy ? nil : record?.errorCode
                group.detail = isRosy ? nil : record?.detail
                return group
            }
        }
    }

    func openMessages(
        in campaign: CampaignID,
        after last: PhoneNumber?,
        limit: Int
    ) async throws(LedgerError) -> [AcceptedMessage] {
        try await read { state in
            let open = state.disk.entries(in: campaign).filter { entry in
                entry.state == .sent && entry.outcome?.messageID != nil
                    && entry.intent.number.e164 > (last?.e164 ?? "")
                    && state.disk.delivery(of: entry)?.isFinal != true
            }
            return open.prefix(limit).map { entry in
                AcceptedMessage(
                    campaign: campaign,
                    number: entry.intent.number,
                    messageID: entry.outcome?.messageID ?? "",
                    provider: entry.intent.provider,
                    acceptedAt: entry.outcome?.sentAt ?? entry.changedAt,
                    latest: state.disk.delivery(of: entry)
                )
            }
        }
    }
}

extension MessageRecord {
    fileprivate init(_ entry: Disk.Entry) {
        self.init(
            entry.intent,
            state: entry.state,
            attempts: entry.attempts,
            outcome: entry.outcome,
            intendedAt: entry.intendedAt,
            at: entry.changedAt
        )
    }
}
