// SPDX-License-Identifier: Apache-2.0

import Foundation
import Basics
import Hours
import Testing

@Suite struct SendDeadlineTests {
    private let newYork = Place(zones: ["America/New_York"])

    @Test(arguments: [
        ("2026-11-30T18:00Z", "2026-11-30T18:00:00Z"),
        ("2026-11-30T18:00:30-05:00", "2026-11-30T23:00:30Z"),
        ("2026-11-30t18:00:00.250+0530", "2026-11-30T12:30:00Z"),
        ("2026-11-30 18:00+01", "2026-11-30T17:00:00Z"),
        ("2028-02-29T00:00z", "2028-02-29T00:00:00Z"), ("2026-11-30T18:00", "2026-11-30T23:00:00Z"),
        ("2026-07-01T18:00", "2026-07-01T22:00:00Z"),
    ])
    func `a time of ISO 8601 is read, and without a zone it is the recipient's`(
        text: String,
        utc: String
    ) throws {
        #expect(try SendDeadline(text).moment(in: newYork) == Almanac.date(utc))
    }

    @Test(arguments: [
        "", "tomorrow", "2026-11-30", "18:00", "2026-11-31T18:00", "2026-02-29T18:00",
        "2026-13-01T18:00",
        "2026-11-30T24:00",
        "2026-11-30T18:60", "2026-11-30T18:00+25:00", "1969-12-31T18:00", "2026-11-30T18:00 EST",
        "99999-11-30T18:00",
    ])
    func `what is no time is named`(text: String) {
        let mistake = #expect(throws: SendDeadline.Mistake.self) { try SendDeadline(text) }
        #expect(mistake?.description.hasPrefix("“\(text)” is no time; write one like") == true)
    }

    @Test func `of several zones the earliest counts`() throws {
        let place = Place(zones: ["America/Los_Angeles", "America/New_York"])
        #expect(
            try SendDeadline("2026-11-30T18:00").moment(in: place)
                == Almanac.date("2026-11-30T23:00:00Z")
        )
        #expect(
            try SendDeadline("2026-11-30T18:00").moment(in: Place(zones: []))
                == Almanac.date("2026-11-30T04:00:00Z")
        )
    }

    @Test(arguments: [
        // Left out in spring: the moment of the jump. Shown twice in autumn: the first time.
        ("2026-03-08T02:30", "2026-03-08T07:00:00Z"), ("2026-03-08T03:00", "2026-03-08T07:00:00Z"),
        ("2026-03-08T01:59", "2026-03-08T06:59:00Z"), ("2026-11-01T01:30", "2026-11-01T05:30:00Z"),
        ("2026-11-01T02:00", "2026-11-01T07:00:00Z"), ("2026-11-01T00:59", "2026-11-01T04:59:00Z"),
    ])
    func `on the days on which clocks change it is the first moment that will do`(
        text: String,
        utc: String
    ) throws {
        #expect(try SendDeadline(text).moment(in: newYork) == Almanac.date(utc))
    }

    @Test(arguments: [
        "2026-11-30T18:00", "2024-02-29T00:00", "1970-01-01T00:00", "9999-12-31T23:59",
        "2100-03-01T12:34",
    ])
    func `a civil time is written as it was read`(text: String) throws {
        let clock = try #require(LocalClock(zone: "UTC"))
        let date = try SendDeadline(text + "Z").moment(in: newYork)
        #expect("\(clock.time(at: date))" == text.replacing("T", with: " "))
        #expect(clock.moment(of: clock.time(at: date)) == date)
    }
}
