// SPDX-License-Identifier: Apache-2.0

package import Basics
import Campaign
package import Foundation
package import Ledger

/// A place in memory where a ledger lies, and stays when it is closed.
package final class MemoryPlace: Sendable {
    package let files = Guarded(LedgerFiles())
    private let now: @Sendable () -> Date

    /// - Parameter now: gives the time that records carry.
    package init(now: @escaping @Sendable () -> Date) { self.now = now }

    /// Opens the ledger, and creates it where there is none.
    package func open(_ trust: LedgerTrust = LedgerTrust()) throws(LedgerError) -> MemoryLedger {
        do throws(LedgerFiles.Refusal) {
            let opened = try files.withLock { files throws(LedgerFiles.Refusal) in
                try files.open(for: .readWrite, trust)
            }
            return MemoryLedger(place: self, opened: opened, trust: trust, now: now)
        } catch { throw LedgerError(path: MemoryLedger.path, kind: error.kind) }
    }
}

/// A ledger in memory whose writes are on the disk at once.
package struct MemoryLedger: ModelLedger {
    static let path = "ledger.sqlite"

    let place: MemoryPlace
    let opened: LedgerFiles.Opened
    package let trust: LedgerTrust
    let now: @Sendable () -> Date

    package var path: String { Self.path }
    package var wasCreated: Bool { opened.wasCreated }
    package var doubt: LedgerError? { opened.doubt.map { failure($0) } }
    package var date: Date { now() }

    package func lockForRequests() async throws(LedgerError) { try await verifyNames() }

    package func close() { place.files.withLock { $0.close() } }

    package func write(_ write: LedgerWrite) throws(LedgerError) -> LedgerAnswer {
        place.files.withLock { $0.commit([write])[0] }
    }

    package func writeSoon(_ write: LedgerWrite) throws(LedgerError) {
        try checked(try self.write(write))
    }

    package func read<Answer: Sendable>(
        _ query: @Sendable (LedgerState) -> Answer
    ) throws(LedgerError) -> Answer {
        guard let ledger = place.files.withLock({ $0.ledger }) else { throw failure(.closed) }
        return query(ledger)
    }
}
