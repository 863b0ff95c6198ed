// SPDX-License-Identifier: Apache-2.0

import Basics

/// Gives turns to callers at a limited rate: a ``Pace`` that tasks share.
///
/// Turns are given in the order of reservation. A reservation that is never used is lost, not
/// handed on.
package final class RateLimiter: Sendable {
    private let pace: Guarded<Pace>
    private let time: any Timekeeper

    /// Creates a limiter with a schedule of its own.
    package init(_ pace: Pace, time: any Timekeeper) {
        self.pace = Guarded(pace)
        self.time = time
    }

    /// Takes the next place in the schedule; follow it by ``wait(for:)``.
    ///
    /// - Parameters:
    ///   - cost: the units.
    ///   - lead: how long the caller needs before it can depart.
    package func reserve(cost: Int = 1, lead: Duration = .zero) -> Slot {
        // The clock is read under the lock, so that the order of reservations is the order of their
        // times.
        pace.withLock { $0.reserve(cost: cost, at: time.now, lead: lead) }
    }

    /// Decides at the last moment whether the holder of a slot leaves; asked on any thread, it
    /// answers at once.
    func depart(with slot: Slot) -> Departure {
        pace.withLock { $0.depart(with: slot, at: time.now) }
    }

    /// Returns when the caller may set out for its departure, which a ``LastLook`` then decides.
    ///
    /// - Returns: the slot with which it sets out: another one where the given one was missed or
    ///   the schedule was moved.
    /// - Throws: `CancellationError` when the task is cancelled; the slot is lost.
    package func wait(for slot: Slot) async throws(CancellationError) -> Slot {
        try await wait(for: slot, atMost: nil).slot
    }

    /// Returns when the caller may set out, or at once when that is too far off.
    ///
    /// - Parameters:
    ///   - slot: the slot that the caller holds.
    ///   - patience: the longest time from now that the caller waits; nil: any.
    /// - Returns: whether the caller departs, and the slot that it holds.
    /// - Throws: `CancellationError` when the task is cancelled; the slot is lost.
    package func wait(
        for slot: Slot, atMost patience: Duration?
    ) async throws(CancellationError) -> Turn {
        let deadline = patience.map { time.now + $0 }
        var slot = slot
        while !Task.isCancelled {
            switch verdict(on: slot) {
            case .depart: return .now(slot)
            case .wait(let moment):
                if let deadline, moment > deadline { return .later(slot) }
                try await time.sleep(until: moment)
            case .reserveAnew: slot = reserve(cost: slot.cost)
            }
        }
        throw CancellationError()
    }

    /// Returns so long before the slot opens, for what has to be done just before a departure;
    /// follow it by ``wait(for:)``.
    ///
    /// - Returns: the slot that is valid at that moment: another one where the given one was missed
    ///   or the schedule was moved.
    /// - Throws: `CancellationError` when the task is cancelled; the slot is lost.
    package func approach(
        _ slot: Slot, lead: () -> Duration
    ) async throws(CancellationError) -> Slot {
        var slot = slot
        while !Task.isCancelled {
            try await time.sleep(until: pace.withLock { $0.moved(slot) }.opens - lead())
            guard verdict(on: slot) == .reserveAnew else { return slot }
            slot = reserve(cost: slot.cost, lead: lead())
        }
        throw CancellationError()
    }

    private func verdict(on slot: Slot) -> Slot.Verdict {
        pace.withLock { $0.verdict(on: slot, at: time.now) }
    }

    /// Takes in how a request ended that was refused for coming too fast, or was not.
    ///
    /// - Parameters:
    ///   - slot: the slot with which the request departed.
    ///   - answer: what the server said.
    /// - Returns: what follows for everybody; it holds already.
    @discardableResult package func note(_ answer: RateAnswer, for slot: Slot) -> RateReaction {
        pace.withLock { $0.note(answer, for: slot, at: time.now) }
    }

    /// What a later schedule of the same account has to know of this one.
    package var memory: Pace.Memory { pace.withLock { $0.memory(at: time.now) } }

    /// Begins where an earlier schedule of the same account has ended.
    ///
    /// - Parameter memory: gives what is known of it.
    /// - Returns: the same.
    package func resume(_ memory: (Pace) -> Pace.Memory) -> Pace.Memory {
        pace.withLock { pace in
            let memory = memory(pace)
            pace.resume(memory, at: time.now)
            return memory
        }
    }
}

/// The last look before a request leaves: asked when its connection stands and its first byte is
/// about to go.
///
/// Time has passed since the slot opened: names were resolved, connections made. What held then
/// need not hold any more.
package final class LastLook: Sendable {
    private struct State {
        var slot: Slot
        var hasLeft = false
    }

    private let state: Guarded<State>
    private let limiter: RateLimiter
    private let isWanted: @Sendable () -> Bool

    /// - Parameters:
    ///   - limiter: the rate.
    ///   - slot: the slot with which the request sets out.
    ///   - isWanted: whether the request may leave but for the rate.
    package init(
        _ limiter: RateLimiter, _ slot: Slot, isWanted: @escaping @Sendable () -> Bool
    ) {
        (self.limiter, self.isWanted) = (limiter, isWanted)
        state = Guarded(State(slot: slot))
    }

    /// Whether the request leaves now.
    ///
    /// A request that leaves a second time, on another connection, takes another place.
    package func mayLeave() -> Bool {
        guard isWanted() else { return false }
        return state.withLock { state in
            let slot = state.hasLeft ? state.slot.spent : state.slot
            switch limiter.depart(with: slot) {
            case .leaves(let slot): state = State(slot: slot, hasLeft: true)
            case .held(let slot):
                state.slot = slot
                return false
            }
            return true
        }
    }

    /// The slot that the request has now: the one with which it left, or a later one.
    package var slot: Slot { state.withLock { $0.slot } }
}

/// What a caller with limited patience got from a ``RateLimiter``.
package enum Turn: Sendable, Hashable {
    /// It departs now with this slot.
    case now(Slot)
    /// It holds this slot, which opens later than it would wait.
    case later(Slot)

    /// The slot that the caller holds.
    package var slot: Slot {
        switch self {
        case .now(let slot), .later(let slot): slot
        }
    }
}
