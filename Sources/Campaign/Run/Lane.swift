// SPDX-License-Identifier: Apache-2.0

package import HTTP

/// One kind of request's way to the provider: how many leave a second, and how many are in flight.
package struct Lane: Sendable {
    /// Gives the slots at which requests leave; retries take one too.
    package let limiter: RateLimiter
    /// Lets so many requests be in flight at once.
    package let gate: Gate
    private let unit: SendSettings.Unit

    /// Makes a lane.
    package init(
        ratePerSecond: Double,
        burst: Int,
        maxConcurrent: Int,
        per unit: SendSettings.Unit = .message,
        time: any Timekeeper
    ) {
        self.unit = unit
        limiter = RateLimiter(Pace(ratePerSecond: ratePerSecond, burst: burst), time: time)
        gate = Gate(limit: maxConcurrent)
    }

    /// Makes the lane of lookups.
    package init(_ settings: LookupSettings, time: any Timekeeper) {
        self.init(
            ratePerSecond: settings.ratePerSecond,
            burst: settings.burst,
            maxConcurrent: settings.maxConcurrent,
            time: time
        )
    }

    /// Makes the lane of messages.
    package init(_ settings: SendSettings, time: any Timekeeper) {
        self.init(
            ratePerSecond: settings.ratePerSecond,
            burst: settings.burst,
            maxConcurrent: settings.maxConcurrent,
            per: settings.per,
            time: time
        )
    }

    /// Takes the next place in the schedule for a message of so many segments.
    func reserve(segments: Int) -> Slot {
        limiter.reserve(cost: unit == .segment ? segments : 1)
    }

    /// Slows the lane down after an answer that asked for it (429).
    ///
    /// - Parameters:
    ///   - slot: the slot at which the refused request left.
    ///   - pause: how long nobody is to leave: what the provider asked for, or a back-off.
    func pushBack(_ slot: Slot, pause: Duration) {
        limiter.pushBack(for: slot, pause: min(pause, RunTools.longestPause))
    }

    /// Does something with one of the lane's places, and gives the place back.
    ///
    /// - Throws: `CancellationError` where the run ended before a place was free.
    func withPlace<Result: Sendable>(
        _ body: () async throws(CancellationError) -> Result
    ) async throws(CancellationError) -> Result {
        try await gate.enter()
        defer { gate.leave() }
        return try await body()
    }
}
