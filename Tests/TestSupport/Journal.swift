// SPDX-License-Identifier: Apache-2.0

import Basics

/// A list that threads and tasks write to and a test reads and waits for.
package final class Journal<Entry: Sendable>: Sendable {
    private struct State {
        var entries: [Entry] = []
        var watchers = WaitList<Bool>()
    }

    private let state = Guarded(State())

    /// Makes an empty list.
    package init() {}

    /// What was written so far.
    package var entries: [Entry] { state.withLock { $0.entries } }

    /// Writes an entry.
    package func append(_ entry: Entry) {
        let watchers = state.withLock { state in
            state.entries.append(entry)
            return state.watchers.removeAll()
        }
        for watcher in watchers { watcher.resume(returning: false) }
    }

    /// Returns when there are at least so many entries.
    package func wait(count: Int) async {
        var isEnough = false
        while !isEnough {
            isEnough = await state.wait(in: \.watchers) { $0.entries.count >= count ? true : nil }
        }
    }
}
