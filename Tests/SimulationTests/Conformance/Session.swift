// SPDX-License-Identifier: Apache-2.0

import Campaign
import Foundation
import Ledger
import PhoneNumbers

/// A ledger under test, opened, closed and opened again.
final class Session {
    let subject: any LedgerSubject
    let clock: TestClock
    private var opened: (any CampaignLedger)?

    /// Opens a new ledger of a kind, and claims it.
    init(_ subject: any LedgerSubject, _ clock: TestClock) async throws {
        (self.subject, self.clock) = (subject, clock)
        _ = try await begin(subject.open(LedgerTrust()))
    }

    var ledger: any CampaignLedger {
        get throws(LedgerError) {
            guard let opened else { throw LedgerError(path: "", kind: .closed) }
            return opened
        }
    }

    /// How a program ends.
    enum End: String, Sendable, CaseIterable { case closes, isKilled }

    /// Ends the program, lets something happen to the files, and opens the ledger anew.
    ///
    /// - Parameters:
    ///   - end: whether the ledger is closed, or its program killed.
    ///   - warns: whether doubts are only said.
    ///   - change: what happens to the files meanwhile.
    /// - Returns: what the opening said; where it refused, the loss is accepted then.
    /// - Throws: what the change throws; why it cannot be opened even so.
    func reopen(
        after end: End,
        warning warns: Bool = false,
        _ change: () throws -> Void = {}
    ) async throws -> String {
        switch end {
        case .closes: await (try ledger).close()
        case .isKilled: try await subject.kill(try ledger)
        }
        opened = nil
        try change()
        do throws(LedgerError) {
            let ledger = try await subject.open(LedgerTrust(warns ? .warns : .refuses))
            return try await begin(ledger)
        } catch {
            var trust = LedgerTrust()
            trust.acceptsOlder = true
            return "\(Words.of(error)), then " + (try await begin(subject.open(trust)))
        }
    }

    private func begin(_ ledger: any CampaignLedger) async throws(LedgerError) -> String {
        opened = ledger
        let doubt = ledger.doubt.map { Words.of($0) } ?? "no doubt"
        try await ledger.lockForRequests()
        return "\(ledger.wasCreated ? "new" : "known"), \(doubt)"
    }
}
