// SPDX-License-Identifier: Apache-2.0

/// How often and after what delay a request is tried again: exponential back-off with full jitter.
///
/// Full jitter (M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015) draws each delay evenly from
/// zero to the bound, so that callers refused together do not come back together.
package struct RetryPolicy: Sendable, Hashable {
    /// How many tries there are in all, the first one included; at least 1.
    package var attempts: Int

    /// The bound of the first delay; it doubles with every further one.
    package var base: Duration

    /// The largest bound of a delay.
    package var cap: Duration

    /// Creates a policy.
    package init(attempts: Int, base: Duration, cap: Duration) {
        self.attempts = max(1, attempts)
        self.base = max(.zero, base)
        self.cap = max(.zero, cap)
    }

    /// Whether a further try is left after so many.
    package func allowsAnother(after tries: Int) -> Bool { tries < attempts }

    /// The delay before try `number` (2 is the first repetition; before the first try there is none).
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
