// SPDX-License-Identifier: Apache-2.0

import Locking

/// Remembers what has happened once already, for the numbers that fail only the first time.
final class FirstTimes: Sendable {
    private let seen = Guarded<Set<String>>([])

    /// Whether this is the first call with a key.
    func isFirst(_ key: String) -> Bool {
        seen.withLock { $0.insert(key).inserted }
    }
}
