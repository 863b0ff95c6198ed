// SPDX-License-Identifier: Apache-2.0

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
