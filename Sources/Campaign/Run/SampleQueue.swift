// SPDX-License-Identifier: Apache-2.0

import Ledger

/// Chooses which of the accepted messages of a run is asked after next.
struct SampleQueue: Sendable {
    /// A message is asked after when it is so old: what fails for the account's sake has failed by then.
    static let age = Duration.seconds(20)
    /// One message of so long a time is enough; so the queue stays short at any rate.
    private static let grain = Duration.seconds(1)

    private var waiting: [(message: AcceptedMessage, at: Duration)] = []

    /// Takes in a message that was accepted just now.
    mutating func add(_ message: AcceptedMessage, at now: Duration) {
        if let last = waiting.last, now < last.at + Self.grain { return }
        waiting.append((message, now))
    }

    /// Takes out the latest message that is old enough, and forgets those before it; `nil` where there is none.
    mutating func next(at now: Duration) -> AcceptedMessage? {
        guard let place = waiting.lastIndex(where: { $0.at + Self.age <= now }) else { return nil }
        defer { waiting.removeFirst(place + 1) }
        return waiting[place].message
    }

    /// Puts a message back whose state is not final; it is asked after again unless a later one is old enough by then.
    mutating func putBack(_ message: AcceptedMessage, at now: Duration) {
        waiting.insert((message, now - Self.age), at: 0)
    }
}
