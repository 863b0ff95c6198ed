// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Providers

/// What was read of a provider's log about one number.
package struct LogExcerpt: Sendable, Hashable {
    /// The messages to the number, in the log's order.
    package var messages: [LoggedMessage] = []
    /// Whether the log was read to its end.
    package var isComplete = true
    /// How many seconds the provider's clock is ahead of ours; 0 where its answer does not tell.
    package var skew = 0.0
    /// When it was read, by our clock.
    package var readAt: Date

    /// Makes the excerpt of an empty log.
    package init(readAt: Date) {
        self.readAt = readAt
    }

    /// When a message was accepted, by our clock.
    func acceptedAt(_ message: LoggedMessage) -> Date {
        message.acceptedAt.addingTimeInterval(-skew)
    }

    /// Adds a page; what is there already, because the log has grown while it was read, is left out.
    mutating func add(_ page: [LoggedMessage]) {
        let known = Set(messages.map(\.id))
        messages += page.filter { !known.contains($0.id) }
    }
}
