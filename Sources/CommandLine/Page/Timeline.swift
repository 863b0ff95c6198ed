// SPDX-License-Identifier: Apache-2.0

/// How many messages were accepted when, in bars of one width that fits the time they took.
struct Timeline: Sendable {
    /// More bars than these become fewer and wider.
    static let mostBars = 120
    /// Widths in seconds; each divides the next.
    private static let widths = [1, 5, 10, 30, 60, 300, 600, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 604_800]

    /// The width of a bar in seconds.
    private(set) var width = 1
    /// The first and last second.
    private(set) var range: ClosedRange<Int>?
    private var counts: [Int: Int] = [:]

    /// Counts a message.
    ///
    /// - Parameter second: seconds since 1970, not negative.
    mutating func add(second: Int) {
        let range = min(range?.lowerBound ?? second, second)...max(range?.upperBound ?? second, second)
        self.range = range
        counts[second / width, default: 0] += 1
        while range.upperBound / width - range.lowerBound / width >= Self.mostBars { widen() }
    }

    /// How many messages each bar stands for, from the first to the last.
    var bars: [Int] {
        guard let range else { return [] }
        return (range.lowerBound / width...range.upperBound / width).map { counts[$0, default: 0] }
    }

    /// All messages.
    var total: Int { counts.values.reduce(0, +) }

    private mutating func widen() {
        let wider = Self.widths.first { $0 > width } ?? width * 2
        let factor = wider / width
        counts = counts.reduce(into: [:]) { $0[$1.key / factor, default: 0] += $1.value }
        width = wider
    }
}
