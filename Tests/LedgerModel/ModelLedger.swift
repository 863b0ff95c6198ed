// SPDX-License-Identifier: Apache-2.0

import SQLite

package import Campaign
package import Foundation
package import Ledger
package import PhoneNumbers

/// A ledger over the model: whoever conforms says how writes reach the state, and when.
package protocol ModelLedger: CampaignLedger {
    var path: String { get }
    /// What was accepted when it was opened.
    var trust: LedgerTrust { get }
    /// The time that records carry.
    var date: Date { get }

    /// Writes, and returns when that is durable.
    func write(_ write: LedgerWrite) async throws(LedgerError) -> LedgerAnswer

    /// Writes, and returns at once where others are about to commit.
    func writeSoon(_ write: LedgerWrite) async throws(LedgerError)

    /// Reads what is committed.
    func read<Answer: Sendable>(
        _ query: @Sendable (LedgerState) -> Answer
    ) async throws(LedgerError) -> Answer
}

extension ModelLedger {
    package func failure(_ kind: LedgerError.Kind) -> LedgerError {
        LedgerError(path: path, kind: kind)
    }

    /// Throws what an answer says against a write.
    @discardableResult
    package func checked(_ answer: LedgerAnswer) throws(LedgerError) -> LedgerAnswer {
        switch answer {
        case .noIntent(let number): throw failure(.noIntent(number: number.e164))
        case .brokenRule:
            throw LedgerError(path: path, SQLiteError(extendedCode: 19, message: "constraint"))
        case .failed: throw failure(.diskFull)
        default: return answer
        }
    }

    private func count(_ write: LedgerWrite) async throws(LedgerError) -> Int {
        guard case .count(let count) = try checked(try await self.write(write)) else { return 0 }
        return count
    }
}

// MARK: - Campaigns

extension ModelLedger {
    package func campaign(named name: String) async throws(LedgerError) -> CampaignRecord? {
        try await read { $0.campaign(named: name) }
    }

    package func campaigns() async throws(LedgerError) -> [CampaignRecord] {
        try await read { $0.campaigns }
    }

    package func campaigns(
        withListHash listHash: String, templateHash: String
    ) async throws(LedgerError) -> [CampaignRecord] {
        try await read { state in
            state.campaigns.filter {
                $0.details.listHash == listHash && $0.details.templateHash == templateHash
            }
        }
    }

    package func begin(_ details: CampaignDetails) async throws(LedgerError) -> CampaignID {
        guard case .campaign(let id) = try checked(try await write(.begin(details, date))) else {
            throw failure(.closed)
        }
        return id
    }

    package func update(
        _ id: CampaignID, to details: CampaignDetails
    ) async throws(LedgerError) {
        try checked(try await write(.update(id, details, date)))
    }

    package func beginRun(of campaign: CampaignID) async throws(LedgerError) {
        try checked(try await write(.beginRun(campaign, date)))
    }

    package func verify(_ campaign: CampaignID) async throws(LedgerError) {
        let (isWhole, name) = try await read {
            ($0.isWhole(campaign), $0.names[campaign] ?? "")
        }
        guard !isWhole else { return }
        guard trust.acceptsOlder else { throw failure(.altered(campaign: name)) }
        try checked(try await write(.sealAnew(campaign)))
    }

    /// To be called when the ledger is claimed.
    package func verifyNames() async throws(LedgerError) {
        guard try await !read({ $0.hasWholeNames }), !trust.acceptsOlder,
            trust.strictness == .refuses
        else { return }
        throw failure(.altered(campaign: nil))
    }

    package func recordLost(_ intents: [Intent]) async throws(LedgerError) -> Int {
        try await count(.lost(intents, date))
    }

    package func lostRows(of campaign: String) async throws(LedgerError) -> RowRange? {
        try await read { $0.lostRows(of: campaign) }
    }

    package func settleLostRows(of campaign: String) async throws(LedgerError) {
        try checked(try await write(.settleLostRows(of: campaign)))
    }
}

// MARK: - Messages and lookups

extension ModelLedger {
    package func recordIntent(_ intent: Intent) async throws(LedgerError) -> IntentReceipt {
        let answer = try checked(try await write(.intent(intent, date)))
        guard case .receipt(let receipt) = answer else { throw failure(.closed) }
        return receipt
    }

    package func recordOutcome(_ outcome: Outcome) async throws(LedgerError) {
        try checked(try await write(.outcome(outcome, over: .intent, date)))
    }

    package func withdrawRefusal(_ outcome: Outcome) async throws(LedgerError) {
        try checked(try await write(.outcome(outcome, over: .failed, date)))
    }

    package func settleUnconfirmed(_ outcome: Outcome) async throws(LedgerError) {
        try checked(try await write(.outcome(outcome, over: .unconfirmed, date)))
    }

    package func settleCrashedIntents(
        in campaign: CampaignID
    ) async throws(LedgerError) -> Int { try await count(.crash(campaign, date)) }

    package func messages(
        in campaign: CampaignID, state: MessageState?
    ) async throws(LedgerError) -> [MessageRecord] {
        try await read { ledger in
            ledger.entries(in: campaign).filter { state == nil || $0.state == state }
                .map(\.record)
        }
    }

    package func message(
        to number: PhoneNumber, in campaign: CampaignID
    ) async throws(LedgerError) -> MessageRecord? {
        try await read { $0.message(to: number, in: campaign)?.record }
    }

    package func settledNumbers(
        in campaign: CampaignID
    ) async throws(LedgerError) -> Set<PhoneNumber> {
        try await read { ledger in
            Set(
                ledger.entries(in: campaign).filter { $0.state != .notAccepted }
                    .map(\.intent.number))
        }
    }

    package func messages(to number: PhoneNumber) async throws(LedgerError) -> [MessageRecord] {
        try await read { $0.messages(to: number) }
    }

    package func recall(
        _ numbers: [PhoneNumber], campaign: CampaignID?, provider: String, notBefore earliest: Date,
        spacing: Spacing?
    ) async throws(LedgerError) -> [PhoneNumber: Ledger.Recollection] {
        try await read { state in
            var found: [PhoneNumber: Ledger.Recollection] = [:]
            for number in numbers {
                found[number] = state.recollection(
                    of: number, campaign: campaign, provider: provider, notBefore: earliest,
                    spacing: spacing)
            }
            return found
        }
    }

    package func addOptOut(_ optOut: OptOut) async throws(LedgerError) {
        try checked(try await write(.optOuts([optOut])))
    }

    package func recordLookup(_ lookup: CachedLookup) async throws(LedgerError) {
        try await writeSoon(.lookup(lookup))
    }

    package func recordLookupRequest(
        _ request: LookupRequest, isDurable: Bool
    ) async throws(LedgerError) {
        guard isDurable else { return try await writeSoon(.payment(request)) }
        try checked(try await write(.payment(request)))
    }

    package func keepPace(_ record: PaceRecord, of lane: String) async throws(LedgerError) {
        try checked(try await write(.pace(record, of: lane)))
    }

    package func pace(of lane: String) async throws(LedgerError) -> PaceRecord? {
        try await read { $0.pace(of: lane) }
    }

    package func withdrawLookupRequest(_ request: LookupRequest) async throws(LedgerError) {
        try await writeSoon(.refund(request))
    }
}

// MARK: - What guards a campaign, and what becomes of messages

extension ModelLedger {
    package func spacing(
        since begin: Date, except campaign: CampaignID?
    ) async throws(LedgerError) -> Spacing? {
        try await read { $0.spacing(since: begin, except: campaign) }
    }

    package func hasAcceptance(by provider: String) async throws(LedgerError) -> Bool {
        try await read { $0.hasAcceptance(by: provider) }
    }

    package func spending(in campaign: CampaignID) async throws(LedgerError) -> [SpendingGroup] {
        try await read { $0.spending(in: campaign) }
    }

    package func spending(
        at provider: String, since begin: Date
    ) async throws(LedgerError) -> [SpendingGroup] {
        try await read { $0.spending(at: provider, since: begin) }
    }

    package func latestAccount(
        in campaign: CampaignID, at provider: String
    ) async throws(LedgerError) -> String? {
        try await read { $0.latestAccount(in: campaign, at: provider) }
    }

    package func accountsInDoubt(
        in campaign: CampaignID, at provider: String
    ) async throws(LedgerError) -> [String] {
        try await read { $0.accountsInDoubt(in: campaign, at: provider) }
    }

    package func openAccounts(
        in campaign: CampaignID, at provider: String
    ) async throws(LedgerError) -> [String] {
        try await read { $0.openAccounts(in: campaign, at: provider) }
    }

    package func accountHash(of identity: String) -> String { "account \(identity)" }

    package func textHash(of text: String) -> String { "hash of \(text)" }

    package func recordDelivery(_ delivery: DeliveryRecord) async throws(LedgerError) {
        try await writeSoon(.delivery(delivery))
    }

    package func hasDeliveries(in campaign: CampaignID) async throws(LedgerError) -> Bool {
        try await read { $0.hasDeliveries(in: campaign) }
    }

    package func deliveries(
        in campaign: CampaignID, of numbers: [PhoneNumber]
    ) async throws(LedgerError) -> [PhoneNumber: DeliveryRecord] {
        try await read { state in
            var found: [PhoneNumber: DeliveryRecord] = [:]
            for number in numbers {
                found[number] = state.message(to: number, in: campaign)
                    .flatMap { state.delivery(of: $0) }
            }
            return found
        }
    }

    package func deliveryGroups(
        in campaign: CampaignID, since moment: Date?
    ) async throws(LedgerError) -> [DeliveryGroup] {
        try await read { $0.deliveryGroups(in: campaign, since: moment) }
    }

    package func openMessages(
        in campaign: CampaignID, after last: PhoneNumber?, limit: Int
    ) async throws(LedgerError) -> [AcceptedMessage] {
        try await read { $0.openMessages(in: campaign, after: last, limit: limit) }
    }
}
