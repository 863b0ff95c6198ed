// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Foundation
import Ledger
import PhoneNumbers
import TestSupport

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

    func keepPace(_ record: PaceRecord, of lane: String) async throws(LedgerError) {
        _ = try await write(.pace(record, of: lane))
    }

    func pace(of lane: String) async throws(LedgerError) -> PaceRecord? {
        try await read { $0.flaw == .forgottenPace ? nil : $0.disk.paces[lane] }
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
