// SPDX-License-Identifier: Apache-2.0

/// Who is inside a gate and who waits before it, as a pure value: methods return whom to let in.
struct GateState<Waiter: Sendable>: Sendable {
    private var free: Int
    private var nextID: UInt64 = 0
    private var waiting: [UInt64: Waiter] = [:]
    /// The numbers of those who came, in their order; some may have left since.
    private var queue: ArraySlice<UInt64> = []

    init(limit: Int) {
        free = max(1, limit)
    }

    /// A number for somebody who comes.
    mutating func newID() -> UInt64 {
        nextID += 1
        return nextID
    }

    /// Somebody comes: true when there is room, otherwise the waiter is kept.
    mutating func enter(_ id: UInt64, _ waiter: Waiter) -> Bool {
        guard free == 0 else {
            free -= 1
            return true
        }
        waiting[id] = waiter
        queue.append(id)
        return false
    }

    /// Somebody leaves: returns who may enter in their place.
    mutating func leave() -> Waiter? {
        while let id = queue.popFirst() {
            if let waiter = waiting.removeValue(forKey: id) { return waiter }
        }
        free += 1
        return nil
    }

    /// Somebody no longer wants to wait: returns the waiter unless it has been let in.
    mutating func cancel(_ id: UInt64) -> Waiter? { waiting.removeValue(forKey: id) }
}
