// SPDX-License-Identifier: Apache-2.0

import Basics

/// A value that threads and tasks change, and for which a test waits without a clock.
package final class Awaited<Value: Sendable>: Sendable {
    private struct State {
        var value: Value
        var waiters = WaitList<Bool>()
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
        let (result, waiters) = state.withLock { state in
            let result = body(&state.value)
            return (result, state.waiters.removeAll())
        }
        for waiter in waiters { waiter.resume(returning: false) }
        return result
    }

    /// Returns as soon as the condition is true of the value; at once where it is.
    package func wait(until isMet: @Sendable (Value) -> Bool) async {
        var isDone = false
        while !isDone {
            isDone = await state.wait(in: \.waiters) { isMet($0.value) ? true : nil }
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
