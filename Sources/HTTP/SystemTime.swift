// SPDX-License-Identifier: Apache-2.0

package import struct Foundation.Date

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
        } catch {
            throw CancellationError()
        }
    }
}
