// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Ledger
import Lists
import Foundation
import PhoneNumbers

/// A ledger in memory that notes what it is told, and fails where a test wants it to.
final class RecordingLedger: CampaignLedger {
    private struct Entry {
        var state: MessageState
        var attempts: Int
    }

    /// Decides by the words of an event whether it fails.
    typealias Fault = @Sendable (String) -> Bool

    private let log: EventLog
    private let fault: Fault
    private let entries: Guarded<[PhoneNumber: Entry]>
    private let paces = Guarded<[String: PaceRecord]>([:])
    /// How far the clocks were apart: of each message, with the intent and with the outcome.
    private let skews: Skews

    final class Skews: Sendable {
        let values = Guarded<[String: [Int?]]>([:])
    }

    init(
        _ log: EventLog,
        holding state: [PhoneNumber: MessageState] = [:],
        fault: @escaping Fault = { _ in false },
        skews: Skews = Skews()
    ) {
        self.log = log
        self.skews = skews
        self.fault = fault
        entries = Guarded(state.mapValues { Entry(state: $0, attempts: 1) })
    }

    func recordIntent(_ intent: Intent) async throws(LedgerError) -> IntentReceipt {
        try note("intent \(intent.number)")
        skews.values.withLock { $0[intent.number.e164, default: []].append(intent.clockOffset) }
        return entries.withLock { entries in
            let entry = entries[intent.number]
            if let entry, entry.state != .notAccepted { return .refused(entry.state) }
            let attempts = (entry?.attempts ?? 0) + 1
            entries[intent.number] = Entry(state: .intent, attempts: attempts)
            return .recorded(attempt: attempts)
        }
    }

    func recordOutcome(_ outcome: Outcome) async throws(LedgerError) {
        try note("outcome \(outcome.number) \(outcome.ending.rawValue)")
        skews.values.withLock { $0[outcome.number.e164, default: []].append(outcome.clockOffset) }
        if outcome.isOptOut { log.note("opt-out \(outcome.number)") }
        entries.withLock { entries in
            entries[outcome.number]?.state =
                MessageState(rawValue: outcome.ending.rawValue) ?? .intent
            entries[outcome.number]?.attempts += outcome.attempts - 1
        }
    }

    func withdrawRefusal(_ outcome: Outcome) async throws(LedgerError) {
        try note("withdrawal \(outcome.number) \(outcome.ending.rawValue)")
        entries.withLock {
            $0[outcome.number]?.state = MessageState(rawValue: outcome.ending.rawValue) ?? .intent
        }
    }

    func recordLookup(_ lookup: CachedLookup) async throws(LedgerError) {
        try note("lookup \(lookup.number) \(lookup.lineType.rawValue)")
    }

    func recordLookupRequest(_ request: LookupRequest, isDurable: Bool) async throws(LedgerError) {
        try note("payment \(request.number)\(isDurable ? "" : " soon")")
    }

    func withdrawLookupRequest(_ request: LookupRequest) async throws(LedgerError) {
        try note("refund \(request.number)")
    }

    func keepPace(_ record: PaceRecord, of lane: String) {
        paces.withLock { $0[lane] = record }
    }

    func pace(of lane: String) -> PaceRecord? { paces.withLock { $0[lane] } }

    // MARK: What is remembered of nobody, and needs no note

    let wasCreated = true
    let doubt: LedgerError? = nil

    func beginRun(of campaign: CampaignID) {}
    func verify(_ campaign: CampaignID) {}
    func recordLost(_ intents: [Intent]) -> Int { 0 }
    func lostRows(of campaign: String) -> RowRange? { nil }
    func settleLostRows(of campaign: String) {}

    func lockForRequests() {}
    func close() {}
    func campaign(named name: String) -> CampaignRecord? { nil }
    func campaigns() -> [CampaignRecord] { [] }
    func campaigns(withListHash listHash: String, templateHash: String) -> [CampaignRecord] { [] }
    func begin(_ details: CampaignDetails) -> CampaignID { CampaignID(rawValue: 1) }
    func update(_ id: CampaignID, to details: CampaignDetails) {}
    func settleCrashedIntents(in campaign: CampaignID) -> Int { 0 }
    func settleUnconfirmed(_ outcome: Outcome) {}
    func messages(in campaign: CampaignID, state: MessageState?) -> [MessageRecord] { [] }
    func settledNumbers(in campaign: CampaignID) -> Set<PhoneNumber> { [] }
    func message(to number: PhoneNumber, in campaign: CampaignID) -> MessageRecord? { nil }
    func messages(to number: PhoneNumber) -> [MessageRecord] { [] }
    func recall(
        _ numbers: [PhoneNumber],
        campaign: CampaignID?,
        provider: String,
        notBefore earliest: Date,
        spacing: Spacing?
    ) -> [PhoneNumber: Ledger.Recollection] { [:] }
    func spacing(since begin: Date, except campaign: CampaignID?) -> Spacing? { nil }
    func hasAcceptance(by provider: String) -> Bool { false }
    func spending(in campaign: CampaignID) -> [SpendingGroup] { [] }
    func spending(at provider: String, since begin: Date) -> [SpendingGroup] { [] }
    func latestAccount(in campaign: CampaignID, at provider: String) -> String? { nil }
    func accountsInDoubt(in campaign: CampaignID, at provider: String) -> [String] { [] }
    func openAccounts(in campaign: CampaignID, at provider: String) -> [String] { [] }
    func accountHash(of identity: String) -> String { "account \(identity)" }
    func textHash(of text: String) -> String { "hash of \(text)" }
    func recordDelivery(_ delivery: DeliveryRecord) {}
    func addOptOut(_ optOut: OptOut) {}
    func hasDeliveries(in campaign: CampaignID) -> Bool { false }
    func deliveries(
        in campaign: CampaignID,
        of numbers: [PhoneNumber]
    ) -> [PhoneNumber: DeliveryRecord] { [:] }
    func deliveryGroups(in campaign: CampaignID, since moment: Date?) -> [DeliveryGroup] { [] }
    func openMessages(
        in campaign: CampaignID,
        after last: PhoneNumber?,
        limit: Int
    ) -> [AcceptedMessage] { [] }

    private func note(_ words: String) throws(LedgerError) {
        guard !fault(words) else { throw LedgerError(path: "ledger.sqlite", kind: .diskFull) }
        log.note(words)
    }
}

/// A place with this ledger in it; at first it looks as if there were none.
struct RecordingLedgerStore: LedgerStore {
    let ledger: RecordingLedger
    let path = "ledger.sqlite"
    let exists = false

    func open(for access: Ledger.Access) -> any CampaignLedger { ledger }
}
