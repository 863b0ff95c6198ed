// SPDX-License-Identifier: Apache-2.0

import Basics

/// The end of a process, and those who wait for it.
final class ProcessEnding: Sendable {
    private struct State {
        var status: Int32?
        var wasKilled = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Guarded(State())

    var isSet: Bool { state.withLock { $0.status != nil } }

    func set(_ status: Int32) {
        let waiters = state.withLock { state in
            state.status = status
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// False where the process has ended already.
    func markKilled() -> Bool {
        state.withLock { state in
            guard state.status == nil else { return false }
            state.wasKilled = true
            return true
        }
    }

    func wait() async -> (status: Int32, wasKilled: Bool) {
        await withCheckedContinuation { continuation in
            let hasEnded = state.withLock { state in
                if state.status == nil { state.waiters.append(continuation) }
                return state.status != nil
            }
            if hasEnded { continuation.resume() }
        }
        return state.withLock { ($0.status ?? -1, $0.wasKilled) }
    }
}
