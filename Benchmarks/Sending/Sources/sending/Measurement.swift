// SPDX-License-Identifier: Apache-2.0

/// How fast one campaign was, and what it cost.
struct Measurement {
    /// Messages a second, by the clock: what else the machine does slows it down.
    let rate: Double
    /// Processor time for a message, in microseconds, of all threads: hardly touched by what else
    /// the machine does.
    let microseconds: Double

    /// The middle one of each.
    static func median(of all: [Self]) -> Self {
        Self(rate: median(all.map(\.rate)), microseconds: median(all.map(\.microseconds)))
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
