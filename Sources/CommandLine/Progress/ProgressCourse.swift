// SPDX-License-Identifier: Apache-2.0

/// A phase that is under way: its state, its pace, and when it is shown next.
struct ProgressCourse: Sendable {
    /// How far it is, without rate and time left.
    var state: ProgressState
    private var pace: ProgressPace
    private var schedule: ProgressSchedule

    /// Begins a phase.
    init(_ state: ProgressState, _ mode: ProgressMode, at now: Duration) {
        self.state = state
        pace = ProgressPace(limit: state.limit)
        schedule = ProgressSchedule(mode, isPreparation: state.isPreparation, at: now)
        var first = state
        pace.complete(&first, at: now)
    }

    /// The state with rate and time left where it is time to show it.
    mutating func step(at now: Duration) -> ProgressState? {
        guard schedule.isDue(at: now) else { return nil }
        var shown = state
        pace.complete(&shown, at: now)
        return shown
    }
}
