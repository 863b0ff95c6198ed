// SPDX-License-Identifier: Apache-2.0

import Basics

/// A value that threads and tasks change, and for which a test waits without a clock.
package final class Awaited<Value: Sendable>: Sendable {
    private struct Waiter {
        let isMet: @Sendable (Value) -> Bool
        let continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var value: Value
        var waiters: [Waiter] = []

        mutating func takeMet() -> [Waiter] {
            let firstMet = waiters.partition { $0.isMet(value) }
            defer { waiters.removeSubrange(firstMet...) }
            return Array(waiters[firstMet...])
        }
    }

    private let state: Guarded<State>

    package init(_ value: Value) {
        state = Guarded(State(value: value))
    }

    package var value: Value { state.withLock { $0.value } }

    /// Changes the value, and lets those go on who waited for what it has become.
    package func change<Result: Sendable>(
        _ body: @Sendable (inout Value) -> Result
    ) -> Result {
        let (result, met) = state.withLock { state in
            let result = body(&state.value)
            return (result, state.takeMet())
        }
        for waiter in met { waiter.continuation.resume() }
        return result
    }

    /// Returns as soon as the condition is true of the value; at once where it is.
    package func wait(until isMet: @escaping @Sendable (Value) -> Bool) async {
        await withCheckedContinuation { continuation in
            let met = state.withLock { state in
                state.waiters.append(Waiter(isMet: isMet, continuation: continuation))
                return state.takeMet()
            }
            for waiter in met { waiter.continuation.resume() }
        }
    }
}

/// A list that threads and tasks write to and a test reads and waits for.
package final class Journal<Entry: Sendable>: Sendable {
    private let list = Awaited<[Entry]>([])

    package init() {}

    /// What was written so far.
    package var entries: [Entry] { list.value }

    /// - Returns: the entry's number, counted from 0.
    @discardableResult
    package func append(_ entry: Entry) -> Int {
        list.change { entries in
            entries.append(entry)
            return entries.count - 1
        }
    }

    /// Returns when there are at least so many entries.
    package func wait(count: Int) async {
        await list.wait { $0.count >= count }
    }
}
