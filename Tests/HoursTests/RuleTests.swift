// SPDX-License-Identifier: Apache-2.0

import Foundation
import Basics
import Hours
import Testing

@Suite struct RuleTests {
    @Test(arguments: [
        ("2026-11-23T09:59:00Z", false), ("2026-11-23T10:00:00Z", true),
        ("2026-11-23T17:59:00Z", true),
        ("2026-11-23T18:00:00Z", false), ("2026-11-28T16:59:00Z", true),
        ("2026-11-28T17:00:00Z", false),
        ("2026-11-29T12:00:00Z", false),
    ])
    func `what all states allow is 10 to 18 on weekdays, 10 to 17 on Saturdays, nothing on Sundays`(
        time: String,
        isOpen: Bool
    ) throws {
        #expect(
            CommonHours(.usStates, in: Place(zones: ["UTC"])).isOpen(at: try Almanac.date(time))
                == isOpen
        )
    }

    @Test(arguments: [
        ("TX", "2026-11-29T17:30:00Z", false), ("TX", "2026-11-29T19:00:00Z", true),
        ("KY", "2026-11-23T15:30:00Z", false),
        ("NY", "2026-11-24T01:59:00Z", true), ("NY", "2026-11-24T02:00:00Z", false),
        ("AL", "2026-11-29T18:00:00Z", false),
        ("fl", "2026-11-23T13:30:00Z", false), ("FL", "2026-11-23T14:00:00Z", true),
    ])
    func `a state that is known has its own hours, in all of its zones`(
        state: String,
        time: String,
        isOpen: Bool
    ) throws {
        let place = Place(try #require(USState(state)))
        #expect(CommonHours(.usStates, in: place).isOpen(at: try Almanac.date(time)) == isOpen)
    }

    @Test func `every state has zones that are known`() {
        #expect(USState.codes.count == 56 && USState("ZZ") == nil)
        for code in USState.codes {
            let zones = USState(code)?.zones ?? []
            #expect(!zones.isEmpty && zones.allSatisfy { LocalClock(zone: $0) != nil }, "\(code)")
        }
    }

    @Test func `federal hours are 8 to 21`() throws {
        let hours = CommonHours(.usFederal, in: Place(zones: ["America/New_York"]))
        #expect(
            hours.nextOpening(after: try Almanac.date("2026-11-29T02:00:00Z"))
                == (try Almanac.date("2026-11-29T13:00:00Z"))
        )
        #expect(
            hours.closing(after: try Almanac.date("2026-11-29T13:00:00Z"))
                == (try Almanac.date("2026-11-30T02:00:00Z"))
        )
    }

    @Test(arguments: [
        "CST", "PST", "EST", "America/Nowhere", "GMT+5", "", "Pacific", "Etc/Unknown",
    ])
    func `what may mean several zones, or none, is no zone`(name: String) {
        #expect(LocalClock(zone: name) == nil)
    }

    @Test(arguments: [("21:00", 1260), ("8:05", 485), ("00:00", 0), ("24:00", 1440)])
    func `times of day are read`(text: String, minutes: Int) {
        #expect(TimeOfDay(text)?.minutes == minutes)
    }

    @Test(arguments: ["24:01", "21", "9pm", "21:60", "-1:00", "21:00:00", "", "２１:00"])
    func `what is no time of day is none`(text: String) {
        #expect(TimeOfDay(text) == nil)
    }
}
