// SPDX-License-Identifier: Apache-2.0

import Foundation
import Basics
@testable import ReportPage
import TerminalKit
import Testing

@Suite struct TimelineTests {
    private func timeline(_ seconds: some Sequence<Int>) -> Timeline {
        seconds.reduce(into: Timeline()) { $0.add(second: $1) }
    }

    @Test func `few seconds have a bar each`() {
        let timeline = timeline([100, 102, 102])
        #expect(timeline.width == 1 && timeline.bars == [1, 0, 2])
    }

    @Test(arguments: [
        (120, 1), (121, 5), (600, 5), (3600, 30), (36_000, 300), (86_400, 1800),
        (86_400 * 365, 604_800),
        (86_400 * 3650, 604_800 * 8),
    ])
    func `a long time has wider bars, and no message is lost`(seconds: Int, width: Int) {
        let step = max(1, seconds / 1000)
        let timeline = timeline(Array(stride(from: 0, to: seconds, by: step)) + [seconds - 1])
        #expect(timeline.width == width)
        #expect(timeline.bars.count <= Timeline.mostBars)
        #expect(timeline.bars.reduce(0, +) == timeline.total)
        #expect(timeline.total == (seconds + step - 1) / step + 1)
    }

    @Test func `the order of the messages does not matter`() {
        let seconds = (0..<5000).map { $0 * 7919 % 10_007 }
        #expect(timeline(seconds).bars == timeline(seconds.sorted()).bars)
    }

    @Test func `seconds are those of the ledger's times`() {
        for second in stride(from: 0, through: 253_402_300_799, by: 99_999_989) {
            let text = Timestamp.text(Date(timeIntervalSince1970: Double(second)))
            #expect(ReportSecond.number(text) == second, "\(text)")
        }
        #expect(ReportSecond.number("2024-02-29T23:59:59.999Z") == 1_709_251_199)
    }

    @Test(arguments: [
        "", "2026-11-22", "2026-11-22 16:35:00.000Z", "1969-12-31T23:59:59.999Z",
        "2026-13-22T16:35:00.000Z",
        "2026-11-22T24:35:00.000Z", "２026-11-22T16:35:00.0Z", "2026-1a-22T16:35:00.000Z",
    ])
    func `what is no time is not counted`(text: String) {
        #expect(ReportSecond.number(text) == nil)
    }

    @Test func `the highest rate is said in words`() {
        let timeline = timeline((0..<300).flatMap { [$0, $0] })
        #expect(timeline.range == 0...299)
        let html = TimelineHTML(
            timeline: timeline,
            range: 0...299,
            limit: SendingLimit(PageContext(hints: .sample))
        ).html
        #expect(
            html.contains(
                "One bar stands for 5 seconds. The highest has 10 messages, which is 2.0 a second; 600 were"
            )
        )
        #expect(
            html.contains("<span>1970-01-01 00:00 UTC</span> <span>1970-01-01 00:04 UTC</span>")
        )
    }
}
