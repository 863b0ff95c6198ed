// SPDX-License-Identifier: Apache-2.0

import Locking

/// Holds lookups that failed until it shows whose fault that was: the number's, or the service's.
///
/// A failure is final as soon as another lookup is answered, or when none is under way that could tell. If the circuit stops
/// the run instead, those that are held stay for the next run. Fewer than ``LookupCircuit/failureLimit`` wait at a time.
final class LookupWatch: Sendable {
    private struct State {
        var circuit = LookupCircuit()
        var underWay = 0
        var held: [CheckedContinuation<Void, Never>] = []

        /// Takes in the end of a lookup; gives why the run should stop, and who waits no longer.
        mutating func end(
            _ ending: LookupCircuit.Ending?,
            _ waiter: CheckedContinuation<Void, Never>
        ) -> (cause: StopCause?, free: [CheckedContinuation<Void, Never>]) {
            underWay -= 1
            let cause = ending.flatMap { circuit.note($0) }
            let isOver = underWay == 0 || cause != nil || ending == .answered
            guard isOver else {
                guard ending != nil else { return (nil, [waiter]) }
                held.append(waiter)
                return (nil, [])
            }
            defer { held = [] }
            return (cause, held + [waiter])
        }

        mutating func leave() -> [CheckedContinuation<Void, Never>] {
            underWay -= 1
            guard underWay == 0 else { return [] }
            defer { held = [] }
            return held
        }
    }

    private let state = Guarded(State())

    /// A lookup is about to begin, and will end with ``end(_:stop:)``; or something begins that may bring some, and will end
    /// with ``leave()``.
    func begin() {
        state.withLock { $0.underWay += 1 }
    }

    /// What was begun brings no more lookups.
    func leave() {
        let free = state.withLock { $0.leave() }
        free.forEach { $0.resume() }
    }

    /// A lookup has ended; returns when it shows whether the run goes on.
    ///
    /// - Parameters:
    ///   - ending: what that tells of the service; `nil`: nothing.
    ///   - stop: the switch that the circuit throws.
    func end(_ ending: LookupCircuit.Ending?, stop: StopSwitch) async {
        await withCheckedContinuation { waiter in
            let (cause, free) = state.withLock { $0.end(ending, waiter) }
            if let cause { stop.raise(cause) }
            free.forEach { $0.resume() }
        }
    }
}
