// SPDX-License-Identifier: Apache-2.0

package import struct Foundation.Date
import Locking

/// Answers until when a message may be sent to a place, and remembers it for each place.
package final class DeadlineBook: Sendable {
    /// The time as it was written.
    package let deadline: SendDeadline
    private let moments = Guarded<[Place: Date]>([:])

    /// Makes the book of a time.
    package init(_ deadline: SendDeadline) {
        self.deadline = deadline
    }

    /// The moment before which a message to a place must be sent.
    package func moment(in place: Place) -> Date {
        if let moment = moments.withLock({ $0[place] }) { return moment }
        let moment = deadline.moment(in: place)
        moments.withLock { $0[place] = moment }
        return moment
    }
}
