// SPDX-License-Identifier: Apache-2.0

import Basics

/// Lets a limited number of tasks in at a time, in the order in which they come.
package final class ConcurrencyGate: Sendable {
    private struct State {
        var free: Int
        var waiting = WaitList<Bool>()

        /// Gives the place of somebody who leaves to whoever has waited longest.
        mutating func leave() -> WaitList<Bool>.Waiter? {
            let waiter = waiting.popFirst()
            if waiter == nil { free += 1 }
            return waiter
        }
    }

    private let state: Guarded<State>

    /// Creates a gate; a limit below 1 counts as 1.
    package init(limit: Int) { state = Guarded(State(free: max(1, limit))) }

    /// Returns when there is room; every return must be followed by one ``leave()``.
    ///
    /// - Throws: `CancellationError` when the task is cancelled while it waits; then it is not
    ///   inside.
    package func enter() async throws(CancellationError) {
        let isInside = await state.wait(in: \.waiting, ifCancelled: false) { state in
            guard state.free > 0 else { return nil }
            state.free -= 1
            return true
        }
        guard isInside else { throw CancellationError() }
    }

    /// Makes room for the next.
    package func leave() { state.withLock { $0.leave() }?.resume(returning: true) }

    /// Runs the body inside.
    package func pass<Value>(_ body: () async throws -> Value) async throws -> Value {
        try await enter()
        defer { leave() }
        return try await body()
    }
}
