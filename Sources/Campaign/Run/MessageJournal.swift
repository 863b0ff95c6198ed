// SPDX-License-Identifier: Apache-2.0

package import Ledger

/// Where a run writes down what it is about to do and what came of it.
///
/// The ledger is one; tests bring others.
package protocol MessageJournal: Sendable {
    /// Writes down that a message is about to be handed over. Returns once that is durable.
    func recordIntent(_ intent: Intent) async throws(LedgerError) -> IntentReceipt

    /// Writes down what came of an intent, and the opt-out where its reason is one. Returns once that is durable.
    func recordOutcome(_ outcome: Outcome) async throws(LedgerError)

    /// Writes down that a message recorded as refused counts as not accepted after all. Returns once that is durable.
    func withdrawRefusal(_ outcome: Outcome) async throws(LedgerError)

    /// Remembers what a lookup said.
    func recordLookup(_ lookup: CachedLookup) async throws(LedgerError)

    /// Writes down that a lookup is about to be paid for. Returns once that is durable, where that is asked for.
    func recordLookupRequest(_ request: LookupRequest, isDurable: Bool) async throws(LedgerError)

    /// Writes down that a lookup certainly was not charged.
    func withdrawLookupRequest(_ request: LookupRequest) async throws(LedgerError)
}

extension Ledger: MessageJournal {}
