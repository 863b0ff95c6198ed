// SPDX-License-Identifier: Apache-2.0

/// The times at which connections want to be looked at again, the earliest first.
///
/// A binary heap: adding and taking cost the logarithm of the count, and a timer that is no longer wanted is not
/// searched for but told by its serial number when it comes up.
struct TimerHeap {
    /// One wish.
    struct Timer: Equatable {
        let deadline: ContinuousClock.Instant
        let connection: Int
        let serial: Int
    }

    private var timers: [Timer] = []

    /// The earliest deadline.
    var next: ContinuousClock.Instant? { timers.first?.deadline }

    /// Adds a timer.
    mutating func add(_ timer: Timer) {
        timers.append(timer)
        var child = timers.count - 1
        while child > 0, timers[child].deadline < timers[(child - 1) / 2].deadline {
            timers.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// Takes the earliest timer if its time has come.
    mutating func takeDue(at now: ContinuousClock.Instant) -> Timer? {
        guard let first = timers.first, first.deadline <= now else { return nil }
        timers.swapAt(0, timers.count - 1)
        timers.removeLast()
        sink()
        return first
    }

    private mutating func sink() {
        var parent = 0
        while let child = earlierChild(of: parent), timers[child].deadline < timers[parent].deadline {
            timers.swapAt(child, parent)
            parent = child
        }
    }

    private func earlierChild(of parent: Int) -> Int? {
        let left = 2 * parent + 1
        guard left < timers.count else { return nil }
        let right = left + 1
        return right < timers.count && timers[right].deadline < timers[left].deadline ? right : left
    }
}
