// SPDX-License-Identifier: Apache-2.0

package import Basics
package import Configuration
package import HTTP
import Lists
package import Pacing
package import Providers

import struct Foundation.UUID

/// What a run works with: the provider, the way to it, the pacing, time and chance.
package struct RunTools: Sendable {
    /// The wire format of the provider account.
    package var provider: any Provider
    /// Where the account's credentials come from (variables, keys of the configuration), for a
    /// person whose are refused.
    package var credentials: [String]
    /// What tells the account from others; `nil` where nothing does.
    package var identity: Secret?
    /// The way to the provider.
    package var transport: any HTTPTransport
    /// Time, real or simulated.
    package var time: any Timekeeper
    /// Gives a random number in 0…1 for jitter.
    package var random: @Sendable () -> Double
    /// Gives a new unique id for a message, a UUID in lower case.
    package var newID: @Sendable () -> String
    /// When and how often to try again.
    package var retry: RetryPolicy
    /// The switch that ends the run.
    package var stop: StopSwitch
    /// How far the provider's clock is ahead of this machine's, as its answers tell.
    package var clock = ClockComparison()

    /// Makes a set of tools.
    package init(
        provider: any Provider, credentials: [String] = [], identity: Secret? = nil,
        transport: any HTTPTransport, time: any Timekeeper,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) },
        newID: @escaping @Sendable () -> String = { UUID().uuidString.lowercased() },
        retry: RetryPolicy, stop: StopSwitch = StopSwitch()
    ) {
        self.provider = provider
        self.credentials = credentials
        self.identity = identity
        self.transport = transport
        self.time = time
        self.random = random
        self.newID = newID
        self.retry = retry
        self.stop = stop
    }

    /// The longest pause that a run waits for; a provider that asks for more ends the run.
    static let longestPause = Duration.seconds(120)

    /// How long to wait before another try.
    ///
    /// - Parameters:
    ///   - pause: what the provider asked for; never shortened.
    ///   - tries: how many requests were made so far.
    /// - Returns: the provider's pause, or the back-off where that is longer: a pause of 0 or one
    ///   that is over is no leave to hurry.
    func pause(asked pause: RetryAfter?, after tries: Int) -> Duration {
        max(
            pause?.delay(from: time.date) ?? .zero,
            retry.delay(beforeAttempt: tries + 1, random: random()))
    }

    /// Whether there is another try after such a pause.
    ///
    /// A pause that is longer than a run waits for stops the run, also after the last try: it
    /// concerns every other row as well.
    func allowsAnother(after tries: Int, pause: Duration) -> Bool {
        guard pause <= Self.longestPause else {
            stop.raise(.retryAfter(pause))
            return false
        }
        return retry.allowsAnother(after: tries)
    }
}

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
