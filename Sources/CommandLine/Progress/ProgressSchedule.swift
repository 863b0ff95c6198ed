// SPDX-License-Identifier: Apache-2.0

/// When progress is shown again; time is a parameter.
struct ProgressSchedule: Sendable {
    /// Preparations that take no longer are not shown.
    private static let patience = Duration.milliseconds(500)

    private let mode: ProgressMode
    private let begin: Duration
    private var next: Duration

    /// Makes the schedule of a phase that begins.
    init(_ mode: ProgressMode, isPreparation: Bool, at now: Duration) {
        (self.mode, begin) = (mode, now)
        next = now + (mode == .plain ? .seconds(10) : isPreparation ? Self.patience : .zero)
    }

    /// Whether it is time; then the next time is set.
    mutating func isDue(at now: Duration) -> Bool {
        guard mode != .none, now >= next else { return false }
        next = now + interval(at: now)
        return true
    }

    /// A log needs fewer lines the longer a run takes; more than ten drawings a second help nobody.
    private func interval(at now: Duration) -> Duration {
        switch mode {
        case .live: .milliseconds(100)
        case .json: .seconds(1)
        case .plain, .none: now - begin < .seconds(60) ? .seconds(10) : .seconds(60)
        }
    }
}
