// SPDX-License-Identifier: Apache-2.0

/// What changed about a row between two reports.
package struct Transition: Sendable, Hashable {
    /// What became of the recipient by the earlier report.
    package let before: Status
    /// The earlier reason, where only the reason changed; else empty.
    package let reasonBefore: String
    /// What became of the recipient by the later report.
    package let after: Status
    /// The later reason, where only the reason changed; else empty.
    package let reasonAfter: String

    /// The change from one row to the other; nil where status and reason are the same.
    init?(_ before: ComparedRow, _ after: ComparedRow) {
        guard before.status != after.status || before.reason != after.reason else { return nil }
        let isOfReason = before.status == after.status
        (self.before, self.after) = (before.status, after.status)
        reasonBefore = isOfReason ? before.reason : ""
        reasonAfter = isOfReason ? after.reason : ""
    }
}
