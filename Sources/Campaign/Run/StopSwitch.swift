// SPDX-License-Identifier: Apache-2.0

import Locking

/// A switch that ends a run: thrown once, it stays thrown.
///
/// Stopping is not cancelling: what is in flight is finished and recorded, only nothing more is taken on.
package final class StopSwitch: Sendable {
    private struct State {
        var cause: StopCause?
        var nextID = 0
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Guarded(State())

    /// Makes a switch that is not thrown.
    package init() {}

    /// Why the switch was thrown; `nil` while it was not.
    package var cause: StopCause? { state.withLock { $0.cause } }

    /// Throws the switch; the first cause stays.
    ///
    /// - Returns: whether this was the first time.
    @discardableResult
    package func raise(_ cause: StopCause) -> Bool {
        let waiting: [CheckedContinuation<Void, Never>]? = state.withLock { state in
            guard state.cause == nil else { return nil }
            state.cause = cause
            defer { state.waiting = [:] }
            return Array(state.waiting.values)
        }
        waiting?.forEach { $0.resume() }
        return waiting != nil
    }

    /// Returns when the switch is thrown or the waiting task is cancelled.
    package func wait() async {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                state.withLock { $0.waiting[id] = continuation }
                // Either may have come before there was somebody to wake.
                if Task.isCancelled || cause != nil { wake(id) }
            }
        } onCancel: {
            wake(id)
        }
    }

    private func wake(_ id: Int) {
        state.withLock { $0.waiting.removeValue(forKey: id) }?.resume()
    }
}

extension StopSwitch {
    /// The verdict on a recipient that the end of the run left over.
    package var leftOver: Verdict {
        .pending(cause?.reason ?? .interrupted, "left for the next run: \(cause?.sentence ?? "the run ended")")
    }
}
