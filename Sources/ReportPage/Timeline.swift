// SPDX-License-Identifier: Apache-2.0

import TerminalKit

import struct Foundation.Date

/// How many messages were accepted when, in bars of one width that fits the time they took.
struct Timeline: Sendable {
    /// More bars than these become fewer and wider.
    static let mostBars = 120
    /// Widths in seconds; each divides the next.
    private static let widths = [
        1, 5, 10, 30, 60, 300, 600, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 604_800,
    ]

    /// The width of a bar in seconds.
    private(set) var width = 1
    /// The first and last second.
    private(set) var range: ClosedRange<Int>?
    private var counts: [Int: Int] = [:]

    /// Counts a message.
    ///
    /// - Parameter second: seconds since 1970, not negative.
    mutating func add(second: Int) {
        let range =
            min(range?.lowerBound ?? second, second)...max(range?.upperBound ?? second, second)
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

/// The chart of the sending rate, with its highest value and its ends in words.
struct TimelineHTML {
    let timeline: Timeline
    let range: ClosedRange<Int>
    let limit: SendingLimit

    var html: String {
        let bars = timeline.bars
        let ends = (Self.text(range.lowerBound), Self.text(range.upperBound))
        let words = "\(peak(bars)) \(limit.words)"
        let label = "Messages accepted from \(ends.0) to \(ends.1), one bar for \(width). \(words)"
        let chart = Bar.chart(
            bars, limit: limit.perSecond.map { $0 * Double(timeline.width) }, label: label)
        return "<figure><figcaption>One bar stands for \(width). "
            + "\(HTMLText.escaped(words))</figcaption>\(chart)"
            + "<p class=\"ends\"><span>\(ends.0)</span> <span>\(ends.1)</span></p></figure>"
    }

    private func peak(_ bars: [Int]) -> String {
        let most = bars.max() ?? 0
        let rate = Double(most) / Double(timeline.width)
        let (number, unit) =
            rate >= 1
            ? (rate, "second") : rate * 60 >= 1 ? (rate * 60, "minute") : (rate * 3600, "hour")
        let tenths = Int((number * 10).rounded())
        return "The highest has \(Figures.count(most, "message", "messages")), "
            + "which is \(Figures.count(tenths / 10)).\(tenths % 10) a \(unit); "
            + "\(Figures.count(timeline.total)) were accepted in all."
    }

    private var width: String {
        switch timeline.width {
        case ..<60: Figures.count(timeline.width, "second", "seconds")
        case ..<3600: Figures.count(timeline.width / 60, "minute", "minutes")
        case ..<86_400: Figures.count(timeline.width / 3600, "hour", "hours")
        default: Figures.count(timeline.width / 86_400, "day", "days")
        }
    }

    private static func text(_ second: Int) -> String {
        Moment.text(Date(timeIntervalSince1970: Double(second)))
    }
}
