// SPDX-License-Identifier: Apache-2.0

import Basics
package import Configuration
import HTTP
import Lists
package import Pacing

/// One kind of request's way to the provider: how many leave a second, and how many are in flight.
package struct RequestLane: Sendable {
    /// Gives the slots at which requests leave; retries take one too.
    package let limiter: RateLimiter
    /// Lets so many requests be in flight at once.
    package let gate: ConcurrencyGate
    private let unit: SendSettings.Unit

    package init(
        ratePerSecond: Double, burst: Int, maxConcurrent: Int,
        per unit: SendSettings.Unit = .message, time: any Timekeeper
    ) {
        self.unit = unit
        limiter = RateLimiter(Pace(ratePerSecond: ratePerSecond, burst: burst), time: time)
        gate = ConcurrencyGate(limit: maxConcurrent)
    }

    /// The lane of lookups, and of all other questions.
    package init(_ settings: LookupSettings, time: any Timekeeper) {
        self.init(
            ratePerSecond: settings.ratePerSecond, burst: settings.burst,
            maxConcurrent: settings.maxConcurrent, time: time)
    }

    /// Makes the lane of messages.
    package init(_ settings: SendSettings, time: any Timekeeper) {
        self.init(
            ratePerSecond: settings.ratePerSecond, burst: settings.burst,
            maxConcurrent: settings.maxConcurrent, per: settings.per, time: time)
    }

    /// Takes the next place in the schedule for a message of so many segments.
    func reserve(segments: Int) -> Slot { limiter.reserve(cost: unit == .segment ? segments : 1) }

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

/// Fits the requests in flight into the files that the system lets the program have open: a socket
/// is one of them.
package struct DescriptorBudget: Sendable, Hashable {
    /// Kept for all that is no request: lists, reports, the ledger, the standard streams, and what
    /// the system's libraries open.
    package static let reserve = 64

    /// The files that may be open at once.
    package let limit: Int
    /// The sockets that one request takes: two where the practice provider, at the other end, runs
    /// in the same process.
    package let perRequest: Int

    package init(limit: Int, perRequest: Int) {
        self.limit = limit
        self.perRequest = perRequest
    }

    /// The requests that can be in flight.
    private var places: Int { max(0, limit - Self.reserve) / perRequest }

    /// Gives the settings with both lanes as wide as there is room for, in proportion.
    ///
    /// - Throws: that there is room for none.
    package func fit(_ settings: Settings) throws(TooFewFiles) -> Settings {
        guard places >= 2 else { throw TooFewFiles(limit: limit) }
        let wanted = settings.lookup.maxConcurrent + settings.send.maxConcurrent
        guard wanted > places else { return settings }
        var fitted = settings
        let lookups = settings.lookup.maxConcurrent * places / wanted
        fitted.lookup.maxConcurrent = min(max(1, lookups), places - 1)
        fitted.send.maxConcurrent = places - fitted.lookup.maxConcurrent
        return fitted
    }
}

/// The system lets the program open too few files for any connection.
package struct TooFewFiles: Error, Sendable, Hashable, CustomStringConvertible {
    /// The files that may be open at once.
    package let limit: Int

    package var description: String {
        "the system lets this program open only \(limit) files, which leaves none for connections; "
            + "allow more (“ulimit -n 1024”) and run again"
    }
}
