// SPDX-License-Identifier: Apache-2.0

import Campaign
import Foundation
import Ledger
import PhoneNumbers

/// A ledger that forgets everything at once: what sending would be without one.
struct NoLedger: CampaignLedger {
    let wasCreated = true
    let doubt: LedgerError? = nil

    func beginRun(of campaign: CampaignID) {}
    func verify(_ campaign: CampaignID) {}
    func recordLost(_ intents: [Intent]) -> Int { 0 }
    func lostRows(of campaign: String) -> RowRange? { nil }
    func settleLostRows(of campaign: String) {}

    func lockForRequests() {}
    func close() {}

    // MARK: What is written down of requests

    func recordIntent(_ intent: Intent) -> IntentReceipt { .recorded(attempt: 1) }
    func recordOutcome(_ outcome: Outcome) {}
    func withdrawRefusal(_ outcome: Outcome) {}
    func recordLookup(_ lookup: CachedLookup) {}
    func recordLookupRequest(_ request: LookupRequest, isDurable: Bool) {}
    func withdrawLookupRequest(_ request: LookupRequest) {}
    func keepPace(_ record: PaceRecord, of lane: String) {}
    func pace(of lane: String) -> PaceRecord? { nil }
    func settleCrashedIntents(in campaign: CampaignID) -> Int { 0 }
    func settleUnconfirmed(_ outcome: Outcome) {}
    func recordDelivery(_ delivery: DeliveryRecord) {}
    func addOptOut(_ optOut: OptOut) {}

    // MARK: What is remembered

    func campaign(named name: String) -> CampaignRecord? { nil }
    func campaigns() -> [CampaignRecord] { [] }
    func campaigns(withListHash listHash: String, templateHash: String) -> [CampaignRecord] { [] }
    func begin(_ details: CampaignDetails) -> CampaignID { CampaignID(rawValue: 1) }
    func update(_ id: CampaignID, to details: CampaignDetails) {}
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
    func accountHash(of identity: String) -> String { "" }
    func textHash(of text: String) -> String { "" }
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
}

/// A place in which no ledger is kept.
struct NoLedgerStore: LedgerStore {
    let path = ""
    let exists = false

    func open(for access: Ledger.Access) -> any CampaignLedger { NoLedger() }
}
