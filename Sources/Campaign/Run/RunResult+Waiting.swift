// SPDX-License-Identifier: Apache-2.0

package import struct Foundation.Date

extension RunResult {
    /// When the first of those can be sent a message who wait for the end of their quiet hours; `nil` where nobody waits, where
    /// no window opens within the days that are looked ahead, or where the run has stopped for another cause.
    package var nextOpening: Date? {
        stopCause == nil ? waiting.first : nil
    }

    /// How many rows had their turn and are still to be tried: `--limit` has left out others.
    package var untried: Int {
        tally[.pending] - (tally.reasons[.pending]?[Reason.limit.word] ?? 0)
    }

    /// The result of several runs that were one to the user: the rows as they are now, the lookups and the time of all.
    package func following(_ earlier: RunResult) -> RunResult {
        var result = self
        result.lookups.requested += earlier.lookups.requested
        // What an earlier run has looked up is in the cache for this one.
        result.lookups.cached = max(0, result.lookups.cached - earlier.lookups.requested)
        result.duration += earlier.duration
        return result
    }
}

extension Settings {
    /// The seconds in which the rate makes good for one burst, in the slower of both lanes.
    package var burstSeconds: Double {
        max(Double(send.burst) / send.ratePerSecond, Double(lookup.burst) / lookup.ratePerSecond)
    }
}
