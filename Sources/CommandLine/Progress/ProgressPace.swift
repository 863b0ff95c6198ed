// SPDX-License-Identifier: Apache-2.0

/// Works out the rate and the time left from states at points of time; time is a parameter.
struct ProgressPace: Sendable {
    /// Less than this says nothing of a rate.
    private static let shortest = Duration.seconds(1)
    /// More than this is not kept, however slow the rate.
    private static let longest = Duration.seconds(60)
    /// A time left beyond this is a guess that helps nobody.
    private static let farthest = 1_000_000.0

    private struct Sample {
        let time: Duration
        let worked: Int
        let departed: Int
    }

    private let window: Duration
    private var samples: [Sample] = []

    /// Makes a pace that has seen nothing.
    ///
    /// The rate is that of the last five seconds, or of the time in which ten messages may leave where that is longer: a slow
    /// campaign would seem to stand still otherwise.
    ///
    /// - Parameter limit: The configured rate a second.
    init(limit: Double?) {
        let slow = limit.flatMap { $0 > 0 ? Duration.seconds(min(10 / $0, 60)) : nil } ?? .zero
        window = min(max(.seconds(5), slow), Self.longest)
    }

    /// Notes a state, and fills in its rate and the time left.
    ///
    /// - Parameters:
    ///   - state: The state to complete.
    ///   - now: The time on any clock that never goes back.
    mutating func complete(_ state: inout ProgressState, at now: Duration) {
        let isPreparation = state.isPreparation
        let (worked, work) = isPreparation ? (state.done, state.total) : (state.worked, state.work)
        samples.append(Sample(time: now, worked: worked, departed: state.departed))
        while samples.count > 2, now - samples[1].time >= window { samples.removeFirst() }
        guard let first = samples.first, now - first.time >= Self.shortest else { return }
        let seconds = (now - first.time) / .seconds(1)
        state.rate = Double(state.departed - first.departed) / seconds
        let speed = Double(worked - first.worked) / seconds
        guard speed > 0, work > worked else { return }
        state.timeLeft = .seconds(min(Double(work - worked) / speed, Self.farthest))
    }
}
