// SPDX-License-Identifier: Apache-2.0

import Basics
package import Ledger
package import PhoneNumbers

package import struct Foundation.Date

/// All that a campaign needs of a ledger; `Ledger` keeps it in a file, tests and the simulation
/// bring others.
///
/// The meaning of each requirement is that of the method of the same name of `Ledger`.
package protocol CampaignLedger: MessageJournal {
    /// Whether opening made a new ledger.
    var wasCreated: Bool { get }

    /// What speaks against relying on the ledger, where that was no error.
    var doubt: LedgerError? { get }

    /// Claims the ledger for a run that makes requests, until it is closed.
    func lockForRequests() async throws(LedgerError)

    /// Commits what is queued, and gives up the claim.
    func close() async

    // Campaigns

    func campaign(named name: String) async throws(LedgerError) -> CampaignRecord?
    func campaigns() async throws(LedgerError) -> [CampaignRecord]
    func campaigns(
        withListHash listHash: String, templateHash: String
    ) async throws(LedgerError) -> [CampaignRecord]
    func begin(_ details: CampaignDetails) async throws(LedgerError) -> CampaignID
    func update(_ id: CampaignID, to details: CampaignDetails) async throws(LedgerError)

    func beginRun(of campaign: CampaignID) async throws(LedgerError)
    func verify(_ campaign: CampaignID) async throws(LedgerError)
    func recordLost(_ intents: [Intent]) async throws(LedgerError) -> Int
    func lostRows(of campaign: String) async throws(LedgerError) -> RowRange?
    func settleLostRows(of campaign: String) async throws(LedgerError)

    // Messages

    func settleCrashedIntents(in campaign: CampaignID) async throws(LedgerError) -> Int
    func settleUnconfirmed(_ outcome: Outcome) async throws(LedgerError)
    func messages(
        in campaign: CampaignID, state: MessageState?
    ) async throws(LedgerError) -> [MessageRecord]
    func settledNumbers(in campaign: CampaignID) async throws(LedgerError) -> Set<PhoneNumber>
    func message(
        to number: PhoneNumber, in campaign: CampaignID
    ) async throws(LedgerError) -> MessageRecord?
    func messages(to number: PhoneNumber) async throws(LedgerError) -> [MessageRecord]
    func recall(
        _ numbers: [PhoneNumber], campaign: CampaignID?, provider: String, notBefore earliest: Date,
        spacing: Spacing?
    ) async throws(LedgerError) -> [PhoneNumber: Ledger.Recollection]

    // What guards a campaign

    func hasAcceptance(by provider: String) async throws(LedgerError) -> Bool
    func spacing(
        since begin: Date, except campaign: CampaignID?
    ) async throws(LedgerError) -> Spacing?
    func spending(in campaign: CampaignID) async throws(LedgerError) -> [SpendingGroup]
    func spending(
        at provider: String, since begin: Date
    ) async throws(LedgerError) -> [SpendingGroup]
    func latestAccount(
        in campaign: CampaignID, at provider: String
    ) async throws(LedgerError) -> String?
    func accountsInDoubt(
        in campaign: CampaignID, at provider: String
    ) async throws(LedgerError) -> [String]
    func openAccounts(
        in campaign: CampaignID, at provider: String
    ) async throws(LedgerError) -> [String]
    func accountHash(of identity: String) -> String
    func textHash(of text: String) -> String

    // What becomes of accepted messages

    func recordDelivery(_ delivery: DeliveryRecord) async throws(LedgerError)
    func addOptOut(_ optOut: OptOut) async throws(LedgerError)
    func hasDeliveries(in campaign: CampaignID) async throws(LedgerError) -> Bool
    func deliveries(
        in campaign: CampaignID, of numbers: [PhoneNumber]
    ) async throws(LedgerError) -> [PhoneNumber: DeliveryRecord]
    func deliveryGroups(
        in campaign: CampaignID, since moment: Date?
    ) async throws(LedgerError) -> [DeliveryGroup]
    func openMessages(
        in campaign: CampaignID, after last: PhoneNumber?, limit: Int
    ) async throws(LedgerError) -> [AcceptedMessage]
}

extension Ledger: CampaignLedger {}

/// Where a run writes down what it is about to do and what came of it.
///
/// The ledger is one; tests bring others.
package protocol MessageJournal: Sendable {
    /// Writes down that a message is about to be handed over. Returns once that is durable.
    func recordIntent(_ intent: Intent) async throws(LedgerError) -> IntentReceipt

    /// Writes down what came of an intent, and the opt-out where its reason is one. Returns once
    /// that is durable.
    func recordOutcome(_ outcome: Outcome) async throws(LedgerError)

    /// Writes down that a message recorded as refused counts as not accepted after all. Returns
    /// once that is durable.
    func withdrawRefusal(_ outcome: Outcome) async throws(LedgerError)

    /// Remembers what a lookup said.
    func recordLookup(_ lookup: CachedLookup) async throws(LedgerError)

    /// Writes down that a lookup is about to be paid for. Returns once that is durable, where that
    /// is asked for.
    func recordLookupRequest(_ request: LookupRequest, isDurable: Bool) async throws(LedgerError)

    /// Writes down that a lookup certainly was not charged.
    func withdrawLookupRequest(_ request: LookupRequest) async throws(LedgerError)

    /// Keeps how far the requests to an account have used one of its rates. Returns once that is
    /// durable.
    func keepPace(_ record: PaceRecord, of lane: String) async throws(LedgerError)

    /// What was kept of it; `nil` where nothing was.
    func pace(of lane: String) async throws(LedgerError) -> PaceRecord?
}
