// SPDX-License-Identifier: Apache-2.0

import Basics

/// Lets a limited number of tasks in at a time, in the order in which they come.
package final class ConcurrencyGate: Sendable {
    private struct State {
        var limit: Int
        var inside = 0
        var waiting = WaitList<Bool>()

        /// Lets those in who have waited longest, as far as there is room.
        mutating func admit() -> [WaitList<Bool>.Waiter] {
            var admitted: [WaitList<Bool>.Waiter] = []
            while inside < limit, let waiter = waiting.popFirst() {
                inside += 1
                admitted.append(waiter)
            }
            return admitted
        }
    }

    private let state: Guarded<State>

    /// Creates a gate; a limit below 1 counts as 1.
    package init(limit: Int) { state = Guarded(State(limit: max(1, limit))) }

    /// Changes the limit; nobody who is inside has to leave.
    package func setLimit(_ limit: Int) {
        let admitted = state.withLock { state in
            state.limit = max(1, limit)
            return state.admit()
        }
        admitted.forEach { $0.resume(returning: true) }
    }

    /// Returns when there is room; every return must be followed by one ``leave()``.
    ///
    /// - Throws: `CancellationError` when the task is cancelled while it waits; then it is not
    ///   inside.
    package func enter() async throws(CancellationError) {
        let isInside = await state.wait(in: \.waiting, ifCancelled: false) { state in
            guard state.inside < state.limit else { return nil }
            state.inside += 1
            return true
        }
        guard isInside else { throw CancellationError() }
    }

    /// Makes room for the next.
    package func leave() {
        let admitted = state.withLock { state in
            state.inside -= 1
            return state.admit()
        }
        admitted.forEach { $0.resume(returning: true) }
    }

    /// Runs the body inside.
    package func pass<Value>(_ body: () async throws -> Value) async throws -> Value {
        try await enter()
        defer { leave() }
        return try await body()
    }
}
