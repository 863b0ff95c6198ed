// SPDX-License-Identifier: Apache-2.0

/// The time span in which one caller may depart, given by ``Pace``.
package struct Slot: Sendable, Hashable {
    /// The caller must not depart before.
    package let opens: Duration

    /// Who has not departed by then is late and must reserve anew.
    package let closes: Duration

    /// How many units of the rate it takes: one message, or its segments.
    package let cost: Int

    /// The number of times that the rate had been halved when this was reserved.
    let era: Int

    /// What a caller that holds a slot has to do now.
    package enum Verdict: Sendable, Hashable {
        /// Depart at once.
        case depart
        /// Sleep until then, and ask again.
        case wait(until: Duration)
        /// The slot is void: too late, or the schedule has been moved.
        case reserveAnew
    }
}
