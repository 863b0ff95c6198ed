// SPDX-License-Identifier: Apache-2.0

import Basics

/// Lets a limited number of tasks in at a time, in the order in which they come.
package final class ConcurrencyGate: Sendable {
    private typealias Waiter = CheckedContinuation<Bool, Never>
    private let state: Guarded<ConcurrencyGateState<Waiter>>

    /// Creates a gate; a limit below 1 counts as 1.
    package init(limit: Int) {
        state = Guarded(ConcurrencyGateState(limit: limit))
    }

    /// Returns when there is room; every return must be followed by one ``leave()``.
    ///
    /// - Throws: `CancellationError` when the task is cancelled while it waits; then it is not
    ///   inside.
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

/// Who is inside a gate and who waits before it, as a pure value: methods return whom to let in.
struct ConcurrencyGateState<Waiter: Sendable>: Sendable {
    private var free: Int
    private var nextID: UInt64 = 0
    private var waiting: [UInt64: Waiter] = [:]
    /// The numbers of those who came, in their order; some may have left since.
    private var queue: ArraySlice<UInt64> = []

    init(limit: Int) {
        free = max(1, limit)
    }

    /// A number for somebody who comes.
    mutating func newID() -> UInt64 {
        nextID += 1
        return nextID
    }

    /// Somebody comes: true when there is room, otherwise the waiter is kept.
    mutating func enter(_ id: UInt64, _ waiter: Waiter) -> Bool {
        guard free == 0 else {
            free -= 1
            return true
        }
        waiting[id] = waiter
        queue.append(id)
        return false
    }

    /// Somebody leaves: returns who may enter in their place.
    mutating func leave() -> Waiter? {
        while let id = queue.popFirst() {
            if let waiter = waiting.removeValue(forKey: id) { return waiter }
        }
        free += 1
        return nil
    }

    /// Somebody no longer wants to wait: returns the waiter unless it has been let in.
    mutating func cancel(_ id: UInt64) -> Waiter? { waiting.removeValue(forKey: id) }
}
