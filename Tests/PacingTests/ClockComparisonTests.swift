// SPDX-License-Identifier: Apache-2.0

import Foundation
import Pacing
import Testing

@Suite struct ClockComparisonTests {
    private let clock = ClockComparison()

    /// A moment at which the wall clock shows so many seconds, and the monotonic one so many.
    private func moment(wall: Double, elapsed: Double) -> ClockReading {
        ClockReading(date: Date(timeIntervalSince1970: wall), now: .seconds(elapsed))
    }

    @Test func `before anybody has told, nothing is known`() {
        #expect(clock.skew(at: moment(wall: 0, elapsed: 0)) == nil)
    }

    @Test(
        arguments: [
            (1000, 0, true), (4600, 3600, true), (700, -300, true), (1009, 0, true), (991, 0, true),
            (4600, 0, false), (1000, 3600, false), (-85_400, 10, false), (1011, 0, false),
        ] as [(Double, Double, Bool)])
    func `what was told holds, before and after, until the wall clock is set`(
        wall: Double,
        elapsed: Double,
        isKnown: Bool
    ) {
        clock.note(Date(timeIntervalSince1970: 1042), at: moment(wall: 1000, elapsed: 0))
        #expect(clock.skew(at: moment(wall: wall, elapsed: elapsed)) == (isKnown ? 42 : nil))
    }

    @Test func `the latest word counts`() {
        clock.note(Date(timeIntervalSince1970: 1042), at: moment(wall: 1000, elapsed: 0))
        clock.note(Date(timeIntervalSince1970: 1060), at: moment(wall: 4660, elapsed: 60))
        #expect(clock.skew(at: moment(wall: 4670, elapsed: 70)) == -3600)
        #expect(clock.skew(at: moment(wall: 1000, elapsed: 0)) == nil)
    }
}
