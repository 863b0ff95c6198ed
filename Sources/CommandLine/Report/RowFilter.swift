// SPDX-License-Identifier: Apache-2.0

import Campaign

/// Which rows of a report were asked for.
struct RowFilter: Sendable {
    let status: Status?
    let reason: Reason?

    /// Whether not every row fits.
    var isActive: Bool { status != nil || reason != nil }

    /// Whether a row fits.
    func fits(_ row: ReportFacts) -> Bool {
        (status == nil || row.status == status) && (reason == nil || row.reason == reason?.word)
    }

    /// The filter as a heading says it: `skipped, fixed_line`.
    var words: String {
        [status.map(Wording.heading), reason?.word].compactMap { $0 }.joined(separator: ", ")
    }
}
