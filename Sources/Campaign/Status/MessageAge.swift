// SPDX-License-Identifier: Apache-2.0

package import struct Foundation.Date

/// How long ago a message was accepted, and whether its state can still change.
package enum MessageAge: Sendable, Hashable {
    /// Its state may change while one looks.
    case fresh
    /// Its state may have changed since it was asked after last.
    case open
    /// No state will come any more.
    case over

    /// A message is fresh for ten minutes: carriers that give a receipt mostly give it within these.
    package static let freshSeconds = 600.0
    /// After a week nobody asks: carriers try for three days at the most, and Plivo and Telnyx keep their messages for 7 and 10 days.
    package static let longestDays = 7

    /// The age of a message that was accepted at a time.
    package init(of acceptedAt: Date, at now: Date) {
        let seconds = now.timeIntervalSince(acceptedAt)
        self =
            seconds < Self.freshSeconds ? .fresh : seconds <= Double(Self.longestDays) * 86_400 ? .open : .over
    }
}
