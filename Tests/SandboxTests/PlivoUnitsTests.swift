// SPDX-License-Identifier: Apache-2.0

import Foundation
@testable import Sandbox
import Testing

@Suite struct PlivoUnitsTests {
    @Test(arguments: [
        ("", 1, 0), ("a", 1, 1), ("a", 160, 1), ("a", 161, 2), ("a", 306, 2), ("a", 307, 3),
        ("€", 80, 1), ("€", 81, 2),
        ("€", 153, 3), ("ж", 70, 1), ("ж", 71, 2), ("ж", 134, 2), ("😀", 35, 1), ("😀", 36, 2),
        ("😀", 67, 3),
    ])
    func `parts are counted as carriers bill them`(letter: String, count: Int, parts: Int) {
        #expect(PlivoUnits.count(String(repeating: letter, count: count)) == parts)
    }

    @Test(arguments: [
        ("2017-05-22 21:36:14+05:30", 1_495_469_174.0), ("2017-05-22 16:06:14", 1_495_469_174),
        ("2017-05-22 16:06", 1_495_469_160), ("2017-05-22 16:06:14.5+00:00", 1_495_469_174.5),
        ("2017-05-22 11:06:14-05:00", 1_495_469_174),
    ])
    func `times are read in all of Plivo's forms`(text: String, seconds: Double) {
        #expect(WireTime.date(text)?.timeIntervalSince1970 == seconds)
    }

    @Test(arguments: [
        "", "2017-05-22", "2017-13-22 16:06", "2017-02-30 16:06", "2017-05-22T16:06:14Z",
    ])
    func `what is no time is none`(text: String) {
        #expect(WireTime.date(text) == nil)
    }

    @Test func `a time is written and read the same`() {
        let date = Date(timeIntervalSince1970: 1_772_366_400.25)
        #expect(WireTime.text(date) == "2026-03-01 12:00:00.250000+00:00")
        #expect(WireTime.date(WireTime.text(date)) == date)
    }
}
