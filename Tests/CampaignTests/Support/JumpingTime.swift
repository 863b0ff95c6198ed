// SPDX-License-Identifier: Apache-2.0

import Foundation
import Basics
import HTTP
import Pacing

/// A clock that jumps to the earliest moment that somebody sleeps for: a run of hours takes no
/// time, and its waits can be read off.
final class JumpingTime: Timekeeper {
    private struct State {
        var now = Duration.seconds(1000)
        var nextID = 0
        var deadlines: [Int: Duration] = [:]

        /// Wakes a sleeper if its time has come, or if nobody sleeps for an earlier moment.
        mutating func wake(_ id: Int) -> Bool {
            guard let deadline = deadlines[id] else { return true }
            guard deadline <= now || deadlines.values.allSatisfy({ $0 >= deadline }) else {
                return false
            }
            now = max(now, deadline)
            deadlines[id] = nil
            return true
        }
    }

    private let state = Guarded(State())

    var now: Duration { state.withLock { $0.now } }

    var date: Date { Sample.date.addingTimeInterval((now - .seconds(1000)) / .seconds(1)) }

    func sleep(until deadline: Duration) async throws(CancellationError) {
        let id = state.withLock { state in
            state.nextID += 1
            state.deadlines[state.nextID] = deadline
            return state.nextID
        }
        repeat {
            // Those who are awake go first.
            await Task.yield()
            guard !Task.isCancelled else {
                state.withLock { $0.deadlines[id] = nil }
                throw CancellationError()
            }
        } while !state.withLock { $0.wake(id) }
    }
}
