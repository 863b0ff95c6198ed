// SPDX-License-Identifier: Apache-2.0

import Locking

/// Lets a limited number of tasks in at a time, in the order in which they come.
package final class Gate: Sendable {
    private typealias Waiter = CheckedContinuation<Bool, Never>
    private let state: Guarded<GateState<Waiter>>

    /// Creates a gate; a limit below 1 counts as 1.
    package init(limit: Int) {
        state = Guarded(GateState(limit: limit))
    }

    /// Returns when there is room; every return must be followed by one ``leave()``.
    ///
    /// - Throws: `CancellationError` when the task is cancelled while it waits; then it is not inside.
    package func enter() async throws(CancellationError) {
        let id = state.withLock { $0.newID() }
        let isInside = await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                if state.withLock({ $0.enter(id, waiter) }) {
                    waiter.resume(returning: true)
                } else if Task.isCancelled {
                    // The handler below may have come before the waiter was there.
                    cancel(id)
                }
            }
        } onCancel: {
            cancel(id)
        }
        guard isInside else { throw CancellationError() }
    }

    /// Makes room for the next.
    package func leave() {
        state.withLock { $0.leave() }?.resume(returning: true)
    }

    /// Runs the body inside.
    package func pass<Value>(_ body: () async throws -> Value) async throws -> Value {
        try await enter()
        defer { leave() }
        return try await body()
    }

    private func cancel(_ id: UInt64) {
        state.withLock { $0.cancel(id) }?.resume(returning: false)
    }
}
