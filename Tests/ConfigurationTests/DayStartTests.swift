// SPDX-License-Identifier: Apache-2.0

import Configuration
import Foundation
import Testing

/// The day of the daily caps, which begins when the carrier says.
@Suite struct DayStartTests {
    private func moment(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    @Test(arguments: [
        (
            "00:00", "America/Los_Angeles", "2026-01-10T07:59:59Z", "2026-01-09T08:00:00Z",
            "2026-01-10T08:00:00Z"
        ),
        (
            "00:00", "America/Los_Angeles", "2026-01-10T08:00:00Z", "2026-01-10T08:00:00Z",
            "2026-01-11T08:00:00Z"
        ),
        (
            "06:30", "Asia/Kolkata", "2026-05-01T00:59:00Z", "2026-04-30T01:00:00Z",
            "2026-05-01T01:00:00Z"
        ),
        // 23 hours and 25 hours.
        (
            "00:00", "America/Los_Angeles", "2026-03-08T20:00:00Z", "2026-03-08T08:00:00Z",
            "2026-03-09T07:00:00Z"
        ),
        (
            "00:00", "America/Los_Angeles", "2026-11-01T20:00:00Z", "2026-11-01T07:00:00Z",
            "2026-11-02T08:00:00Z"
        ),
    ])
    func `a moment belongs to one day`(
        _ time: String,
        _ zone: String,
        _ now: String,
        _ begin: String,
        _ end: String
    ) throws {
        var start = try #require(DayStart(reading: time))
        start.timeZone = zone
        #expect(start.day(of: try moment(now)) == (try moment(begin))..<(try moment(end)))
    }

    @Test(
        arguments: ["00:00", "23:30", "02:30"],
        ["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "UTC"]
    )
    func `every moment of a year lies in its day, and days follow each other`(
        _ time: String,
        _ zone: String
    ) throws {
        var start = try #require(DayStart(reading: time))
        start.timeZone = zone
        var now = try moment("2026-01-01T00:00:00Z")
        var last = start.day(of: now)
        for _ in 0..<365 * 24 {
            now += 3600
            let day = start.day(of: now)
            if !day.contains(now) || (day != last && day.lowerBound != last.upperBound) {
                Issue.record("\(now): \(day)")
            }
            last = day
        }
    }

    @Test(arguments: ["", "24:00", "0:60", "1", "1:2", "001:00", "-1:00", "a:00", "00:00:00"])
    func `what is no time of day is none`(_ text: String) {
        #expect(DayStart(reading: text) == nil)
    }
}
