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
}

extension Settings {
    /// The seconds in which the rate makes good for one burst, in the slower of both lanes.
    package var burstSeconds: Double {
        max(Double(send.burst) / send.ratePerSecond, Double(lookup.burst) / lookup.ratePerSecond)
    }
}
