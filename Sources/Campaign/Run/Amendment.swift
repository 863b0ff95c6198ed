// SPDX-License-Identifier: Apache-2.0

/// A row that was finished, and what the rest of the run made of it.
package struct Amendment: Sendable, Hashable {
    /// The row as it was finished.
    package let before: ReportRow
    /// The row as it is.
    package let after: ReportRow

    /// Makes an amendment.
    init(of before: ReportRow, to after: ReportRow) {
        (self.before, self.after) = (before, after)
    }
}
