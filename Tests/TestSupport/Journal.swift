// SPDX-License-Identifier: Apache-2.0

import Basics

/// A list that threads and tasks write to and a test reads and waits for.
package final class Journal<Entry: Sendable>: Sendable {
    private struct State {
        var entries: [Entry] = []
        var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

        mutating func takeContent() -> [CheckedContinuation<Void, Never>] {
            let content = watchers.filter { $0.count <= entries.count }.map(\.continuation)
            watchers.removeAll { $0.count <= entries.count }
            return content
        }
    }

    private let state = Guarded(State())

    /// Makes an empty list.
    package init() {}

    /// What was written so far.
    package var entries: [Entry] { state.withLock { $0.entries } }

    /// Writes an entry.
    package func append(_ entry: Entry) {
        let content = state.withLock { state in
            state.entries.append(entry)
            return state.takeContent()
        }
        for continuation in content { continuation.resume() }
    }

    /// Returns when there are at least so many entries.
    package func wait(count: Int) async {
        await withCheckedContinuation { continuation in
            let content = state.withLock { state in
                state.watchers.append((count, continuation))
                return state.takeContent()
            }
            for continuation in content { continuation.resume() }
        }
    }
}
