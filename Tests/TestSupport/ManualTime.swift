// SPDX-License-Identifier: Apache-2.0

package import Foundation
import Basics
import HTTP
import Pacing

/// A clock that stands still until a test moves it.
package final class ManualTime: Timekeeper {
    private struct Sleeper {
        let deadline: Duration
        let continuation: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var now: Duration
        var nextID: UInt64 = 0
        var sleepers: [UInt64: Sleeper] = [:]
        var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

        /// Takes out those whose time has come, the earliest first.
        mutating func takeDue() -> [CheckedContinuation<Bool, Never>] {
            let due = sleepers.filter { $0.value.deadline <= now }.sorted {
                ($0.value.deadline, $0.key) < ($1.value.deadline, $1.key)
            }
            for (id, _) in due { sleepers[id] = nil }
            return due.map(\.value.continuation)
        }

        /// Takes out those who wait for as many sleepers as there are.
        mutating func takeContentWatchers() -> [CheckedContinuation<Void, Never>] {
            let content = watchers.filter { $0.count <= sleepers.count }
            watchers.removeAll { $0.count <= sleepers.count }
            return content.map(\.continuation)
        }
    }

    private let state: Guarded<State>
    private let origin: Date
    private let start: Duration

    /// Creates a clock that shows the given times.
    package init(
        now: Duration = .seconds(1_000),
        date: Date = Date(timeIntervalSince1970: 1_700_000_000)
    ) {
        state = Guarded(State(now: now))
        origin = date
        start = now
    }

    /// What the clock shows.
    package var now: Duration { state.withLock { $0.now } }

    /// The date, which moves with the clock.
    package var date: Date { origin.addingTimeInterval((now - start) / .seconds(1)) }

    /// How many tasks sleep.
    package var sleeperCount: Int { state.withLock { $0.sleepers.count } }

    /// The earliest moment for which a task sleeps.
    package var nextDeadline: Duration? {
        state.withLock { $0.sleepers.values.map(\.deadline).min() }
    }

    /// Sleeps until a test moves the clock to the deadline.
    package func sleep(until deadline: Duration) async throws(CancellationError) {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        let wokeUp = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                addSleeper(id, Sleeper(deadline: deadline, continuation: continuation))
                if Task.isCancelled { cancel(id) }
            }
        } onCancel: {
            cancel(id)
        }
        guard wokeUp else { throw CancellationError() }
    }

    /// Moves the clock by a span and wakes those whose time has come.
    package func advance(by span: Duration) {
        advance(to: now + span)
    }

    /// Moves the clock, never back, and wakes those whose time has come.
    package func advance(to moment: Duration) {
        let due = state.withLock { state in
            state.now = max(state.now, moment)
            return state.takeDue()
        }
        for continuation in due { continuation.resume(returning: true) }
    }

    /// Returns when at least so many tasks sleep.
    package func waitUntilSleepers(count: Int) async {
        await withCheckedContinuation { continuation in
            let content = state.withLock { state in
                state.watchers.append((count, continuation))
                return state.takeContentWatchers()
            }
            for continuation in content { continuation.resume() }
        }
    }

    private func addSleeper(_ id: UInt64, _ sleeper: Sleeper) {
        let (due, content) = state.withLock { state in
            state.sleepers[id] = sleeper
            let due = state.takeDue()
            return (due, state.takeContentWatchers())
        }
        for continuation in due { continuation.resume(returning: true) }
        for continuation in content { continuation.resume() }
    }

    private func cancel(_ id: UInt64) {
        state.withLock { $0.sleepers.removeValue(forKey: id) }?.continuation.resume(
            returning: false
        )
    }
}
