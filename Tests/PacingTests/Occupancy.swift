// SPDX-License-Identifier: Apache-2.0

import Basics

/// Counts who is inside, and how many there were at most.
final class Occupancy: Sendable {
    private let counts = Guarded((present: 0, highest: 0))

    var present: Int { counts.withLock { $0.present } }
    var highest: Int { counts.withLock { $0.highest } }

    func enter() {
        counts.withLock { counts in
            counts.present += 1
            counts.highest = max(counts.highest, counts.present)
        }
    }

    func leave() {
        counts.withLock { $0.present -= 1 }
    }
}
