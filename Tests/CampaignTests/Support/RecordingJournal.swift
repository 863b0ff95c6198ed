// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Ledger
import Lists
import PhoneNumbers

/// A ledger in memory that notes what it is told, and fails where a test wants it to.
final class RecordingJournal: MessageJournal {
    private struct Entry {
        var state: MessageState
        var attempts: Int
    }

    /// Decides by the words of an event whether it fails.
    typealias Fault = @Sendable (String) -> Bool

    private let log: EventLog
    private let fault: Fault
    private let entries: Guarded<[PhoneNumber: Entry]>

    init(
        _ log: EventLog,
        holding state: [PhoneNumber: MessageState] = [:],
        fault: @escaping Fault = { _ in false }
    ) {
        self.log = log
        self.fault = fault
        entries = Guarded(state.mapValues { Entry(state: $0, attempts: 1) })
    }

    func recordIntent(_ intent: Intent) async throws(LedgerError) -> IntentReceipt {
        try note("intent \(intent.number)")
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

    private func note(_ words: String) throws(LedgerError) {
        guard !fault(words) else { throw LedgerError(path: "ledger.sqlite", kind: .diskFull) }
        log.note(words)
    }
}
