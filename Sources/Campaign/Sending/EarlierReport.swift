// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
import Configuration
import Lists

/// A report that says that messages may have been sent, of which no ledger knows.
package struct LostLedger: Sendable, Hashable {
    /// The report as the user knows it.
    package let report: String
    /// How many messages were sent, or may have been.
    package let messages: Int
    /// Where the ledger should be.
    package let ledger: String
}

/// Where a report lies.
package struct ReportLocation: Sendable, Hashable {
    /// The absolute path.
    package var path: String
    /// The path as the user knows it, for messages.
    package var name: String

    package init(path: String, name: String) { (self.path, self.name) = (path, name) }
}

/// The report that lies where that of a campaign goes, as a witness of messages that no ledger
/// knows of.
struct EarlierReport {
    let place: ReportLocation
    let store: any ReportStore
    /// Whether the campaign goes through the practice provider: what that took is none of a real
    /// campaign's, nor the other way round.
    let isPractice: Bool

    /// The rows that are sent or unconfirmed.
    ///
    /// A file that is no report, or damaged, counts for what can be read of it.
    var messagedRows: Int {
        guard var rows = try? store.report(at: place.path, named: place.name) else { return 0 }
        var count = 0
        while let row = try? rows.next() {
            let isMessaged = row.status == .sent || row.status == .unconfirmed
            if isMessaged, (row.provider == ProviderEntry.sandboxName) == isPractice { count += 1 }
        }
        return count
    }
}
