// SPDX-License-Identifier: Apache-2.0

package import struct Foundation.Date

/// A recipient's status with its reason and a sentence for a person.
package struct Verdict: Sendable, Hashable {
    /// The status.
    package var status: Status
    /// The reason; `nil` for `sent` and for a `would_send` that needs no lookup.
    package var reason: Reason?
    /// A sentence for a person.
    package var detail: String
    /// The moment before which another try makes no sense; `nil` where nothing speaks against one.
    ///
    /// The report does not show it.
    package var notBefore: Date?

    /// Makes a verdict.
    package init(_ status: Status, _ reason: Reason? = nil, _ detail: String = "") {
        self.status = status
        self.reason = reason
        self.detail = detail
    }

    /// The verdict with one more remark in its detail.
    package func adding(_ remark: String?) -> Verdict {
        guard let remark else { return self }
        var verdict = self
        verdict.detail = detail.isEmpty ? remark : "\(detail); \(remark)"
        return verdict
    }

    /// A recipient left out on purpose.
    package static func skipped(_ reason: Reason, _ detail: String) -> Verdict {
        Verdict(.skipped, reason, detail)
    }

    /// A recipient whose opt-out the ledger remembers.
    package static let optedOut = skipped(.optedOut, "this person has opted out of messages")

    /// A recipient that a further run tries.
    package static func pending(_ reason: Reason, _ detail: String) -> Verdict {
        Verdict(.pending, reason, detail)
    }
}
