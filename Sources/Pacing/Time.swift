// SPDX-License-Identifier: Apache-2.0

import Basics

package import struct Foundation.Date

/// A clock that can be replaced in tests.
package protocol Timekeeper: Sendable {
    /// Monotonic time since an arbitrary origin, the same for every instance of one type in a
    /// process.
    var now: Duration { get }

    /// The wall clock.
    var date: Date { get }

    /// Sleeps until `now` has reached the deadline; returns at once when it is past.
    ///
    /// - Throws: `CancellationError` when the task is cancelled before.
    func sleep(until deadline: Duration) async throws(CancellationError)
}

/// The machine's own clocks: time asleep counts, changes of the wall clock do not.
package struct SystemTime: Timekeeper {
    private let clock = ContinuousClock()

    /// Creates a timekeeper; all of them agree.
    package init() {}

    /// Time since the machine's own epoch.
    package var now: Duration { clock.systemEpoch.duration(to: clock.now) }

    /// The wall clock.
    package var date: Date { Date() }

    /// Sleeps until the deadline, as exactly as the system can.
    package func sleep(until deadline: Duration) async throws(CancellationError) {
        do {
            try await clock.sleep(until: clock.systemEpoch.advanced(by: deadline), tolerance: .zero)
        } catch { throw CancellationError() }
    }
}

/// How often and after what delay a request is tried again: exponential back-off with full jitter.
///
/// Full jitter (M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015) draws
/// each delay evenly from zero to the bound, so that callers refused together do not come back
/// together.
package struct RetryPolicy: Sendable, Hashable {
    /// How many tries there are in all, the first one included; at least 1.
    package var attempts: Int

    /// The bound of the first delay; it doubles with every further one.
    package var base: Duration

    /// The largest bound of a delay.
    package var cap: Duration

    package init(attempts: Int, base: Duration, cap: Duration) {
        self.attempts = max(1, attempts)
        self.base = max(.zero, base)
        self.cap = max(.zero, cap)
    }

    /// Whether a further try is left after so many.
    package func allowsAnother(after tries: Int) -> Bool { tries < attempts }

    /// The delay before try `number` (2 is the first repetition; before the first try there is
    /// none).
    ///
    /// - Parameters:
    ///   - number: the number of the coming try, counted from 1.
    ///   - random: an even random number in 0...1.
    /// - Returns: a delay of zero to `min(cap, base × 2^(number - 2))`.
    package func delay(beforeAttempt number: Int, random: Double) -> Duration {
        guard number > 1 else { return .zero }
        return bound(beforeAttempt: number) * min(max(random, 0), 1)
    }

    /// The largest delay before try `number`: `min(cap, base × 2^(number - 2))`.
    private func bound(beforeAttempt number: Int) -> Duration {
        var bound = min(base, cap)
        var doublings = number - 2
        // Compared before it is doubled, so that no number of tries can overflow.
        while doublings > 0, bound > .zero, bound < cap {
            bound = bound > cap / 2 ? cap : bound * 2
            doublings -= 1
        }
        return bound
    }
}

/// What both clocks of this machine show at one moment.
package struct ClockReading: Sendable, Hashable {
    /// The wall clock.
    package let date: Date
    /// The monotonic clock.
    package let now: Duration

    package init(date: Date, now: Duration) { (self.date, self.now) = (date, now) }
}

extension Timekeeper {
    /// Both clocks now.
    package var reading: ClockReading { ClockReading(date: date, now: now) }
}

/// How far another machine's clock is ahead of the wall clock here, by that machine's own word.
package final class ClockComparison: Sendable {
    /// Two readings that differ by no more show that the wall clock was not set in between: clocks
    /// that are kept right move slowly.
    private static let tolerance = 10.0

    private let latest = Guarded<(reading: ClockReading, ahead: Double)?>(nil)

    /// Makes a comparison that knows nothing yet.
    package init() {}

    /// Takes note of what the other clock showed.
    package func note(_ date: Date, at reading: ClockReading) {
        let ahead = date.timeIntervalSince(reading.date)
        latest.withLock { $0 = (reading, ahead) }
    }

    /// How many seconds the other clock was ahead at a moment; `nil` where that is not known, or
    /// the wall clock was set between the moment and the latest word.
    package func skew(at reading: ClockReading) -> Double? {
        guard let known = latest.withLock({ $0 }) else { return nil }
        let wall = reading.date.timeIntervalSince(known.reading.date)
        let elapsed = (reading.now - known.reading.now) / .seconds(1)
        return abs(wall - elapsed) <= Self.tolerance ? known.ahead : nil
    }

    /// The same in whole milliseconds.
    package func offset(at reading: ClockReading) -> Int? {
        skew(at: reading).map { Int(($0 * 1000).rounded()) }
    }
}
