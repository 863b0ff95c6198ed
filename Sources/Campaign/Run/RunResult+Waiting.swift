// SPDX-License-Identifier: Apache-2.0

package import struct Foundation.Date

extension RunResult {
    /// When the first of those can be sent a message who wait for the end of their quiet hours; `nil` where nobody waits, where
    /// no window opens within the days that are looked ahead, where the run has stopped for another cause, or where a cap on the
    /// whole campaign is reached: no later window brings room under it.
    package var nextOpening: Date? {
        guard stopCause == nil, capReached?.cap.isDaily != false else { return nil }
        return waiting.first
    }

    /// How many rows had their turn and are still to be tried: `--limit` has left out others.
    package var untried: Int {
        tally[.pending] - (tally.reasons[.pending]?[Reason.limit.word] ?? 0)
    }
}

extension Settings {
    /// The seconds in which the rate makes good for what may leave at once, in the slower of both lanes: a burst, or one message
    /// where its segments count.
    package var burstSeconds: Double {
        let atOnce = send.per == .segment ? max(send.burst, message.maxSegments) : send.burst
        return max(Double(atOnce) / send.ratePerSecond, Double(lookup.burst) / lookup.ratePerSecond)
    }
}
