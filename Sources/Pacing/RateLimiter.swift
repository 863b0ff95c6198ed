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
    package func reserve(cost: Int = 1) -> Slot {
        // The clock is read under the lock, so that the order of reservations is the order of their
        // times.
        pace.withLock { $0.reserve(cost: cost, at: time.now) }
    }

    /// Returns when the caller may depart, which it must then do at once.
    ///
    /// - Returns: the slot with which it departs: another one where the given one was missed or the
    ///   schedule was moved.
    /// - Throws: `CancellationError` when the task is cancelled; the slot is lost.
    package func wait(for slot: Slot) async throws(CancellationError) -> Slot {
        try await wait(for: slot, atMost: nil).slot
    }

    /// Returns when the caller may depart, or at once when that is too far off.
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
            try await time.sleep(until: slot.opens - lead())
            guard verdict(on: slot) == .reserveAnew else { return slot }
            slot = reserve(cost: slot.cost)
        }
        throw CancellationError()
    }

    private func verdict(on slot: Slot) -> Slot.Verdict {
        pace.withLock { $0.verdict(on: slot, at: time.now) }
    }

    /// Reserves and waits.
    ///
    /// - Returns: the slot with which the caller departs, wanted by ``pushBack(for:pause:)``.
    /// - Throws: `CancellationError` when the task is cancelled.
    @discardableResult package func turn(cost: Int = 1) async throws(CancellationError) -> Slot {
        try await wait(for: reserve(cost: cost))
    }

    /// Tells that the server refused a request for coming too fast: the rate halves, and nobody
    /// departs during the pause.
    ///
    /// - Parameters:
    ///   - slot: the slot with which the refused request departed.
    ///   - pause: the time from now for which everybody waits: the server's `Retry-After`, or a
    ///     back-off.
    package func pushBack(for slot: Slot, pause: Duration = .zero) {
        self.pace.withLock { pace in
            let now = time.now
            pace.pushBack(for: slot, at: now)
            if pause > .zero { pace.pause(until: now + pause) }
        }
    }
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
