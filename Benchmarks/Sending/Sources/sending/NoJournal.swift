// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Ledger
import Lists

/// A journal that forgets everything at once: what sending would be without a ledger.
struct NoJournal: MessageJournal {
    func recordIntent(_ intent: Intent) async throws(LedgerError) -> IntentReceipt {
        .recorded(attempt: 1)
    }

    func recordOutcome(_ outcome: Outcome) async throws(LedgerError) {}

    func withdrawRefusal(_ outcome: Outcome) async throws(LedgerError) {}

    func recordLookup(_ lookup: CachedLookup) async throws(LedgerError) {}

    func recordLookupRequest(_ request: LookupRequest, isDurable: Bool) async throws(LedgerError) {}

    func withdrawLookupRequest(_ request: LookupRequest) async throws(LedgerError) {}
}
