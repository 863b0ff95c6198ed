// SPDX-License-Identifier: Apache-2.0

/// The share of the configured rate that is used: halved by each push-back, back at the whole after 30 seconds of quiet.
///
/// The form (halve at once, return linearly) is that of TCP's congestion avoidance (RFC 5681 §3.1), which is known to settle.
struct Throttle: Sendable, Hashable {
    /// The share never falls below.
    static let floor = 1.0 / 16

    /// The time in which the share climbs back to the whole.
    static let recovery = Duration.seconds(30)

    /// The number of halvings so far.
    private(set) var era = 0

    private var shareAtPushBack = 1.0
    private var pushedBackAt = Duration.zero

    /// The share in `floor`...1 that is used at this moment.
    func share(at now: Duration) -> Double {
        guard shareAtPushBack < 1 else { return 1 }
        let climbed = min(max((now - pushedBackAt) / Self.recovery, 0), 1)
        return shareAtPushBack + (1 - shareAtPushBack) * climbed
    }

    /// Halves the share, unless the refused request was scheduled in an earlier era.
    mutating func pushBack(era refused: Int, at now: Duration) {
        guard refused == era else { return }
        shareAtPushBack = max(share(at: now) / 2, Self.floor)
        pushedBackAt = now
        era += 1
    }
}
