// SPDX-License-Identifier: Apache-2.0

import Ledger

package import struct Foundation.Date

/// Why a provider's log leaves open whether a message was accepted.
package enum Doubt: Sendable, Hashable {
    /// So many messages of the log may be this one.
    case several(Int)
    /// A message of that time is there, but its sender, its segments or its text are others.
    case differs(id: String)
    /// A message like it is there, but of another time.
    case otherTime(Date)
    /// A message of another campaign to the same number is unconfirmed too, and the log does not tell which of the two it has.
    case rival
    /// The log is not believed to be up to date before so much more time has passed.
    case fresh(Duration)
    /// The provider may have dropped it from its log already.
    case old
    /// The log was not read to its end.
    case incomplete
    /// This machine's clock and the provider's are too far apart.
    case clocks
    /// The log could not be read, for this reason.
    case unreadable(String)
    /// The message was handed to another provider entry.
    case otherProvider(String)
    /// The run ended before the log was asked.
    case notAsked

    /// What is in doubt, in words for a person.
    package var sentence: String {
        switch self {
        case .several(let count): "the log has \(count) messages that may be this one"
        case .differs(let id): "the log has a message of that time with another sender, size or text (\(id))"
        case .otherTime(let date): "the log has a message like it, but of another time (\(Timestamp.text(date)))"
        case .rival: "another campaign's message to this number is unconfirmed too, and the log has only one of them"
        case .fresh(let wait): "the log does not have it yet; ask again in \(Self.minutes(wait)) min"
        case .old: "it is older than what the provider keeps in its log"
        case .incomplete: "the log has too many messages to this number to be read to its end"
        case .clocks: "the clocks of this machine and of the provider are too far apart"
        case .unreadable(let reason): "the log could not be read: \(reason)"
        case .otherProvider(let name): "it was handed to the provider entry “\(name)”"
        case .notAsked: "the log was not asked"
        }
    }

    /// Whole minutes, rounded up: asking too early would be of no use.
    private static func minutes(_ wait: Duration) -> Int64 {
        max(1, (wait.components.seconds + 59) / 60)
    }
}
