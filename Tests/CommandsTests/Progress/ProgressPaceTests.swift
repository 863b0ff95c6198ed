// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Basics
@testable import Commands
@testable import ReportPage
@testable import TerminalKit

@Suite struct ProgressPaceTests {
    private func state(work: Int = 1000) -> ProgressState {
        var state = ProgressState(.sending, total: 5000)
        state.work = work
        return state
    }

    @Test
    func
        `the rate is that of the last five seconds, the time left that of what still has to be worked on`()
    {
        var pace = ProgressPace(limit: 20)
        var state = state()
        pace.complete(&state, at: .seconds(100))
        #expect(state.rate == nil && state.timeLeft == nil)
        for second in 1...60 {
            let count = second <= 30 ? second * 20 : 600 + (second - 30) * 5
            (state.worked, state.departed, state.timeLeft) = (count, count - count / 5, nil)
            pace.complete(&state, at: .seconds(100 + second))
        }
        #expect(state.rate == 4)
        #expect(state.timeLeft == .seconds(50))
    }

    @Test func `a slow campaign does not seem to stand still`() {
        var pace = ProgressPace(limit: 0.5)
        var state = state(work: 100)
        for second in 0...40 {
            (state.worked, state.departed) = (second / 2, second / 2)
            pace.complete(&state, at: .seconds(second))
        }
        #expect(state.rate == 0.5)
        #expect(state.timeLeft == .seconds(160))
    }

    @Test func `nobody knows how long a stall takes`() {
        var pace = ProgressPace(limit: 10)
        var state = state()
        (state.worked, state.departed) = (50, 50)
        for second in 0...20 { pace.complete(&state, at: .seconds(second)) }
        #expect(state.rate == 0 && state.timeLeft == nil)
    }

    @Test(arguments: [
        (ProgressMode.live, false, [0, 100, 200, 300]), (.live, true, [500, 600, 700]),
        (.json, false, [0, 1000, 2000]), (.json, true, [500, 1500]),
        (.plain, true, [10_000, 20_000, 30_000, 40_000, 50_000, 60_000, 120_000, 180_000]),
        (.none, false, []),
    ])
    func `every mode has its schedule`(mode: ProgressMode, isPreparation: Bool, times: [Int]) throws
    {
        let begin = Duration.seconds(77)
        var schedule = ProgressSchedule(mode, isPreparation: isPreparation, at: begin)
        let end = times.last ?? 100_000
        let shown = stride(from: 0, through: end, by: 50).filter {
            schedule.isDue(at: begin + .milliseconds($0))
        }
        #expect(shown == times)
    }
}
