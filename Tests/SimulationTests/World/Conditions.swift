// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// The circumstances of one seed: drawn once, they hold for all of its runs.
struct Conditions: Sendable {
    /// One request in so many goes wrong.
    let troubleOneIn: Int
    /// One commit in so many fails.
    let diskFaultOneIn: Int
    /// How long a commit takes at most, in milliseconds.
    let commitMilliseconds: Int
    let ratePerSecond: Double
    let burst: Int
    let maxConcurrent: Int
    let attempts: Int
    /// How many candidates are under way at once.
    let width: Int
    /// Until this run the provider refuses everybody in the same words, without a reason.
    let stubbornUntilRun: Int
    /// Whether runs give refused messages a second chance, as long as things go wrong.
    let retriesRejected: Bool

    init(_ chance: inout SeededGenerator) {
        troubleOneIn = chance.pick(from: [1, 2, 3, 6, 20, 1000], or: 1)
        diskFaultOneIn = chance.pick(from: [40, 1000, 1000, 1000], or: 1000)
        commitMilliseconds = chance.pick(from: [1, 20, 700], or: 1)
        ratePerSecond = chance.pick(from: [0.5, 5, 40, 500], or: 1)
        burst = chance.pick(from: [1, 1, 4], or: 1)
        maxConcurrent = chance.pick(from: [1, 2, 5, 20], or: 1)
        attempts = chance.pick(from: [1, 2, 5], or: 1)
        width = chance.pick(from: [1, 3, 60], or: 1)
        stubbornUntilRun = chance.pick(from: [0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 3], or: 0)
        retriesRejected = chance.oneIn(3)
    }
}
