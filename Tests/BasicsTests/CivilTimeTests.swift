// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import Testing

@Suite struct CivilTimeTests {
    @Test func `each day of eight hundred years follows the one before`() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        let first = CivilTime.dayNumber(year: 1600, month: 1, day: 1)
        for day in stride(from: first, through: first + 292_194, by: 37) {
            let time = CivilTime(second: day * CivilTime.secondsInDay + 3_661)
            let (year, month, number) = time.date
            let parts = calendar.dateComponents(
                [.year, .month, .day, .weekday],
                from: Date(wholeSeconds: time.second)
            )
            #expect(parts.year == year && parts.month == month && parts.day == number)
            #expect(parts.weekday == time.weekday.rawValue + 1)
            #expect(CivilTime.dayNumber(year: year, month: month, day: number) == day)
        }
    }

    @Test(arguments: [
        (1, 1, 1, "1-01-01 00:00"), (1969, 12, 31, "1969-12-31 00:00"),
        (1970, 1, 1, "1970-01-01 00:00"), (2000, 2, 29, "2000-02-29 00:00"),
        (9999, 12, 31, "9999-12-31 00:00"),
    ])
    func `a day of the calendar is written as it was given`(
        year: Int,
        month: Int,
        day: Int,
        text: String
    ) {
        let time = CivilTime(year: year, month: month, day: day, hour: 0, minute: 0)
        #expect(time?.description == text)
    }

    @Test(arguments: [
        (0, 1, 1, 0, 0), (10_000, 1, 1, 0, 0), (2026, 0, 1, 0, 0), (2026, 13, 1, 0, 0),
        (2026, 2, 29, 0, 0), (1900, 2, 29, 0, 0), (2026, 4, 31, 0, 0), (2026, 1, 0, 0, 0),
        (2026, 1, 1, 24, 0), (2026, 1, 1, 0, 60),
    ])
    func `what no calendar and no clock has is no time`(
        year: Int,
        month: Int,
        day: Int,
        hour: Int,
        minute: Int
    ) {
        let time = CivilTime(year: year, month: month, day: day, hour: hour, minute: minute)
        #expect(time == nil)
    }
}
