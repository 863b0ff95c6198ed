// SPDX-License-Identifier: Apache-2.0

/// How long before a slot opens its intent is written, so that it is durable just in time.
///
/// It follows what commits take on this disk: an intent that is written too early would be left in doubt by a crash for
/// nothing, one that is written too late would miss its slot.
struct CommitLead: Sendable, Hashable {
    private static let shortest = Duration.milliseconds(5)
    private static let longest = Duration.milliseconds(500)

    /// The lead for the next intent.
    private(set) var duration = Duration.milliseconds(20)

    /// Takes in how long a commit took: up at once, down slowly.
    mutating func note(_ commit: Duration) {
        let wanted = min(max(commit * 2, Self.shortest), Self.longest)
        duration = max(wanted, duration * 0.95)
    }
}
