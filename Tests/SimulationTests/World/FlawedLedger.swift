// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Foundation
import Ledger
import LedgerModel
import PhoneNumbers
import TestSupport

// What the simulation sees of a ledger's calls, and what a flaw makes of them; all else is the
// model's.

// MARK: - Messages

extension ModelledLedger {
    func recordIntent(_ intent: Intent) async throws(LedgerError) -> IntentReceipt {
        world.note("intent \(intent.number)")
        let place = try queue(.intent(intent, date))
        if world.flaw == .earlyReceipts { return .recorded(attempt: 1) }
        guard case .receipt(let receipt) = try checked(try await answer(at: place)) else {
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
        let answer: LedgerAnswer
        do throws(LedgerError) {
            answer = try await write(.outcome(outcome, over: .intent, date))
        } catch {
            keep(outcome)
            throw error
        }
        if case .noIntent = answer {
            world.complain("an outcome without an intent: \(outcome.number)")
        }
        try checked(answer)
    }

    func withdrawRefusal(_ outcome: Outcome) async throws(LedgerError) {
        world.note("withdrawal \(outcome.number) \(outcome.ending.rawValue)")
        let isRecorded = world.state.withLock { !$0.run.diskFailed }
        let answer = try await write(.outcome(outcome, over: .failed, date))
        if case .noIntent = answer, isRecorded {
            world.complain("a withdrawal without a refusal: \(outcome.number)")
        }
        try checked(answer)
    }

    func settleUnconfirmed(_ outcome: Outcome) async throws(LedgerError) {
        world.note("settlement \(outcome.number) \(outcome.ending.rawValue)")
        let answer = try await write(.outcome(outcome, over: .unconfirmed, date))
        if case .noIntent = answer {
            world.complain("a settlement without a doubt: \(outcome.number)")
        }
        try checked(answer)
    }

    func settleCrashedIntents(in campaign: CampaignID) async throws(LedgerError) -> Int {
        guard world.flaw == .boldRecovery else {
            let answer = try checked(try await write(.crash(campaign, date)))
            guard case .count(let count) = answer else { throw Self.failure }
            return count
        }
        let open = try await read { ledger in
            ledger.entries(in: campaign).filter { $0.state == .intent }.map(\.intent.number)
        }
        for number in open {
            let outcome = Outcome(campaign: campaign, number: number, ending: .notAccepted)
            _ = try await write(.outcome(outcome, over: .intent, date))
        }
        return open.count
    }

    func recall(
        _ numbers: [PhoneNumber],
        campaign: CampaignID?,
        provider: String,
        notBefore earliest: Date,
        spacing: Spacing?
    ) async throws(LedgerError) -> [PhoneNumber: Ledger.Recollection] {
        let isForgotten = world.state.withLock {
            $0.flaw == .forgetfulPlan && $0.run.plan == nil
        }
        if isForgotten { return [:] }
        var found = try await read { ledger in
            var found: [PhoneNumber: Ledger.Recollection] = [:]
            for number in numbers {
                found[number] = ledger.recollection(
                    of: number,
                    campaign: campaign,
                    provider: provider,
                    notBefore: earliest,
                    spacing: spacing
                )
            }
            return found
        }
        if world.flaw == .forgottenFuture {
            for (number, memory) in found where memory.message?.intendedAt ?? date > date {
                found[number]?.message = nil
            }
        }
        for number in numbers where spacing != nil && world.rails.isKnownToBeNear(number) {
            found[number, default: Ledger.Recollection()].near = Rails.near
        }
        return found
    }

    func recordDelivery(_ delivery: DeliveryRecord) async throws(LedgerError) {
        world.note("delivery \(delivery.number) \(delivery.state)")
        try await writeSoon(.delivery(delivery))
        guard world.flaw == .reopenedMessages, delivery.state != "delivered" else { return }
        let outcome = Outcome(
            campaign: delivery.campaign,
            number: delivery.number,
            ending: .notAccepted
        )
        _ = try await write(.outcome(outcome, over: .sent, date))
    }

    func deliveryGroups(
        in campaign: CampaignID,
        since moment: Date?
    ) async throws(LedgerError) -> [DeliveryGroup] {
        let groups = try await read { $0.deliveryGroups(in: campaign, since: moment) }
        guard world.flaw == .rosyStates else { return groups }
        return groups.map { group in
            var rosy = DeliveryGroup(provider: group.provider, count: group.count)
            (rosy.state, rosy.isFinal) = ("delivered", true)
            return rosy
        }
    }
}

// MARK: - Lookups, the rate and lost rows

extension ModelledLedger {
    func pace(of lane: String) async throws(LedgerError) -> PaceRecord? {
        if world.flaw == .forgottenPace { return nil }
        return try await read { $0.pace(of: lane) }
    }

    func lostRows(of campaign: String) async throws(LedgerError) -> RowRange? {
        if world.flaw == .forgottenLosses { return nil }
        return try await read { $0.lostRows(of: campaign) }
    }

    func recordLookupRequest(_ request: LookupRequest, isDurable: Bool) async throws(LedgerError) {
        if world.flaw == .forgottenPayments { return }
        guard isDurable else { return try await writeSoon(.payment(request)) }
        try checked(try await write(.payment(request)))
    }
}

// MARK: - Campaigns

extension ModelledLedger {
    func campaigns(
        withListHash listHash: String,
        templateHash: String
    ) async throws(LedgerError) -> [CampaignRecord] {
        if world.flaw == .forgottenTwins { return [] }
        return try await read { ledger in
            ledger.campaigns.filter {
                $0.details.listHash == listHash && $0.details.templateHash == templateHash
            }
        }
    }

    /// The messages of the other campaign are not in the model.
    func spacing(
        since begin: Date,
        except campaign: CampaignID?
    ) async throws(LedgerError) -> Spacing? {
        guard world.rails.isSpaced else {
            return try await read { $0.spacing(since: begin, except: campaign) }
        }
        return Spacing(campaigns: [CampaignID(rawValue: 99)], begin: SimulatedTime.epoch)
    }

    func spending(
        at provider: String,
        since begin: Date
    ) async throws(LedgerError) -> [SpendingGroup] {
        if world.flaw == .forgottenDays { return [] }
        return try await read { $0.spending(at: provider, since: begin) }
    }

    func latestAccount(
        in campaign: CampaignID,
        at provider: String
    ) async throws(LedgerError) -> String? {
        if world.flaw == .forgottenAccounts { return nil }
        return try await read { $0.latestAccount(in: campaign, at: provider) }
    }
}
