// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import PhoneNumbers

// API first; the bodies follow.

extension Ledger {
    /// Claims the ledger for a run that sends, until it is closed; a dead process's claim is no obstacle.
    package func lockForSending() throws(LedgerError) { throw LedgerError(path: path, kind: .closed) }
    /// Finishes what is queued, closes the file and gives up the claim.
    package func close() {}

    /// Whether nothing was ever recorded.
    package func isEmpty() throws(LedgerError) -> Bool { true }
    /// Returns the campaign of that name.
    package func campaign(named name: String) throws(LedgerError) -> CampaignRecord? { nil }
    /// Returns all campaigns, oldest first.
    package func campaigns() throws(LedgerError) -> [CampaignRecord] { [] }
    /// Returns the campaigns with this list and template, oldest first.
    package func campaigns(withListHash listHash: String, templateHash: String) throws(LedgerError) -> [CampaignRecord]
    { [] }
    /// Returns the campaign of this name, made with these details if it did not exist; an existing one is left as it is.
    package func begin(_ details: CampaignDetails) async throws(LedgerError) -> CampaignID {
        throw LedgerError(path: path, kind: .closed)
    }
    /// Replaces a campaign's details.
    package func update(_ id: CampaignID, to details: CampaignDetails) async throws(LedgerError) {}

    /// Returns the message to a number.
    package func message(to number: PhoneNumber, in campaign: CampaignID) throws(LedgerError) -> MessageRecord? { nil }
    /// Returns a campaign's messages, all or those in one state, in the order of their rows.
    package func messages(in campaign: CampaignID, state: MessageState? = nil) throws(LedgerError) -> [MessageRecord] {
        []
    }
    /// Returns how many messages of a campaign are in each state.
    package func counts(in campaign: CampaignID) throws(LedgerError) -> [MessageState: Int] { [:] }
    /// Records that a request is about to leave; returns when that is on the disk. Only `recorded` allows the request to leave.
    package func recordIntent(_ intent: Intent) async throws(LedgerError) -> IntentReceipt { .recorded(attempt: 1) }
    /// Records how an intent's request ended; returns when that is on the disk.
    package func recordOutcome(_ outcome: Outcome) async throws(LedgerError) {}
    /// Settles a message that is unconfirmed, by what the provider's message log says.
    package func settleUnconfirmed(_ outcome: Outcome) async throws(LedgerError) {}
    /// Turns intents without outcome, which a crash left behind, into `unconfirmed` (`crashed`); returns how many.
    package func settleCrashedIntents(in campaign: CampaignID) async throws(LedgerError) -> Int { 0 }

    /// Returns a remembered answer that is not older than `earliest`.
    package func cachedLookup(
        _ number: PhoneNumber,
        provider: String,
        notBefore earliest: Date
    ) throws(LedgerError) -> CachedLookup? { nil }
    /// Remembers an answer. It joins the next commit; the call may return before that.
    package func recordLookup(_ lookup: CachedLookup) async throws(LedgerError) {}
    /// Whether the number opted out, whoever reported it.
    package func isOptedOut(_ number: PhoneNumber) throws(LedgerError) -> Bool { false }
    /// Remembers an opt-out.
    package func addOptOut(_ optOut: OptOut) async throws(LedgerError) {}
    /// Forgets a number's opt-outs; returns whether there were any.
    package func removeOptOut(_ number: PhoneNumber) async throws(LedgerError) -> Bool { false }
    /// Returns all opt-outs, oldest first.
    package func optOuts() throws(LedgerError) -> [OptOut] { [] }
}
