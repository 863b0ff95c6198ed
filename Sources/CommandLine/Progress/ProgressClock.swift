// SPDX-License-Identifier: Apache-2.0

/// Works out the rate and the time left from counts at points of time; time is a parameter.
package struct ProgressClock: Sendable {
    /// The rate is that of the last seconds, so that it follows a pause or a slower provider.
    private static let window = Duration.seconds(10)

    private var samples: [(time: Duration, done: Int)] = []

    /// Makes a clock that has seen nothing.
    package init() {}

    /// Notes how many rows are done at a time, and fills in the state's rate and time left.
    ///
    /// - Parameters:
    ///   - state: The state to complete.
    ///   - now: The time on any clock that never goes back.
    package mutating func complete(_ state: inout ProgressState, at now: Duration) {
        samples.append((now, state.done))
        while samples.count > 2, let second = samples.dropFirst().first, now - second.time >= Self.window {
            samples.removeFirst()
        }
        guard let first = samples.first, now - first.time >= .seconds(1) else { return }
        let rate = Double(state.done - first.done) / ((now - first.time) / .seconds(1))
        state.rate = rate
        guard rate > 0, state.total > state.done else { return }
        state.timeLeft = .seconds(min(Double(state.total - state.done) / rate, 1_000_000))
    }
}
