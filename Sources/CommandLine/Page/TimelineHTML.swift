// SPDX-License-Identifier: Apache-2.0

import struct Foundation.Date

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
        let chart = Bar.chart(bars, limit: limit.perSecond.map { $0 * Double(timeline.width) }, label: label)
        return
            "<figure><figcaption>One bar stands for \(width). \(HTMLText.escaped(words))</figcaption>\(chart)"
            + "<p class=\"ends\"><span>\(ends.0)</span> <span>\(ends.1)</span></p></figure>"
    }

    private func peak(_ bars: [Int]) -> String {
        let most = bars.max() ?? 0
        let rate = Double(most) / Double(timeline.width)
        let (number, unit) =
            rate >= 1 ? (rate, "second") : rate * 60 >= 1 ? (rate * 60, "minute") : (rate * 3600, "hour")
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

    private static func text(_ second: Int) -> String { Moment.text(Date(timeIntervalSince1970: Double(second))) }
}
