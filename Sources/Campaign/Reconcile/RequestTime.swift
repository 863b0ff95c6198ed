// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Ledger

/// When the request for a message was under way, as far as its record in the ledger tells, by this machine's clock.
package struct RequestTime: Sendable, Hashable {
    /// What a server's own clocks and queues may differ by.
    private static let allowance = 120.0
    /// How far around it the log is searched, so that clocks that are wrong, or were when the message was sent, hide nothing.
    private static let search = 86_400.0

    /// When the intent was written: the request left later.
    package let begin: Date
    /// When the request had ended, or at the latest would have.
    package let end: Date
    private let changedAt: Date
    private let timeout: Double

    /// Reads it off the record.
    ///
    /// - Parameters:
    ///   - record: an unconfirmed message.
    ///   - timeout: how long a request may take.
    package init(of record: MessageRecord, timeout: Duration) {
        self.timeout = timeout / .seconds(1)
        // A clock that was set back in between must not turn the time around.
        begin = min(record.intendedAt, record.updatedAt)
        changedAt = max(record.intendedAt, record.updatedAt)
        // After a crash the record changed when the next run found it, perhaps days later; the request had left by then.
        let latest = begin.addingTimeInterval(RunTools.longestPause / .seconds(1) + self.timeout)
        end = record.reason == Reason.crashed.word || record.state == .intent ? min(changedAt, latest) : changedAt
    }

    /// When the provider can have accepted the message.
    package var acceptance: ClosedRange<Date> {
        begin.addingTimeInterval(-Self.allowance)...end.addingTimeInterval(timeout + Self.allowance)
    }

    /// Which part of the provider's log is to be read.
    package var searched: ClosedRange<Date> {
        let last = max(changedAt, acceptance.upperBound)
        return acceptance.lowerBound.addingTimeInterval(-Self.search)...last.addingTimeInterval(Self.search)
    }

    /// Whether a clock that differs by so many seconds is one with which the search still reaches far enough.
    static func covers(skew: Double) -> Bool { abs(skew) <= search / 2 }
}
