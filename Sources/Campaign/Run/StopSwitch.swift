// SPDX-License-Identifier: Apache-2.0

import Locking

/// A switch that ends a run: thrown once, it stays thrown.
///
/// Stopping is not cancelling: what is in flight is finished and recorded, only nothing more is taken on.
package final class StopSwitch: Sendable {
    private let state = Guarded<StopCause?>(nil)
    private let raised: AsyncStream<Void>
    private let raiser: AsyncStream<Void>.Continuation

    /// Makes a switch that is not thrown.
    package init() {
        (raised, raiser) = AsyncStream<Void>.makeStream()
    }

    /// Why the switch was thrown; `nil` while it was not.
    package var cause: StopCause? { state.withLock { $0 } }

    /// Throws the switch; the first cause stays.
    ///
    /// - Returns: whether this was the first time.
    @discardableResult
    package func raise(_ cause: StopCause) -> Bool {
        let isFirst = state.withLock { state in
            defer { state = state ?? cause }
            return state == nil
        }
        if isFirst { raiser.finish() }
        return isFirst
    }

    /// Returns when the switch is thrown or the waiting task is cancelled.
    ///
    /// One task at a time may wait.
    package func wait() async {
        for await _ in raised {}
    }
}

extension StopSwitch {
    /// The verdict on a recipient that the end of the run left over.
    package var leftOver: Verdict {
        .pending(cause?.reason ?? .interrupted, "left for the next run: \(cause?.sentence ?? "the run ended")")
    }
}
