// SPDX-License-Identifier: Apache-2.0

/// A date and a time as a calendar and a clock on the wall show them, wherever they hang.
package struct CivilTime: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The seconds since the beginning of 1970 on that wall.
    package let second: Int

    static let secondsInDay = 86_400

    /// Makes the time at so many seconds since the beginning of 1970.
    package init(second: Int) {
        self.second = second
    }

    /// Makes a time of the Gregorian calendar; `nil` where the calendar or the clock has no such time.
    package init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int = 0) {
        guard (1970...9999).contains(year), (1...12).contains(month),
            (1...Self.days(in: month, of: year)).contains(day),
            (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second)
        else { return nil }
        let days = Self.days(before: year, month) + day - 1
        self.second = days * Self.secondsInDay + hour * 3600 + minute * 60 + second
    }

    /// The day of the week.
    package var weekday: Weekday {
        let day = second.dividedDown(by: Self.secondsInDay).quotient
        return Weekday(rawValue: (day + Weekday.thursday.rawValue).dividedDown(by: 7).remainder) ?? .sunday
    }

    /// What the clock shows: `18:00`.
    package var clock: String {
        let minutes = second.dividedDown(by: Self.secondsInDay).remainder / 60
        return "\(Self.padded(minutes / 60)):\(Self.padded(minutes % 60))"
    }

    /// The day and the time: `2026-11-30 18:00`.
    package var description: String { "\(date) \(clock)" }

    /// The day: `2026-11-30`.
    private var date: String {
        var (year, month) = (1970, 1)
        var days = second.dividedDown(by: Self.secondsInDay).quotient
        guard days >= 0 else { return "before 1970" }
        // The calendar repeats every 400 years.
        year += days / 146_097 * 400
        days %= 146_097
        while case let length = Self.isLeap(year) ? 366 : 365, days >= length {
            (year, days) = (year + 1, days - length)
        }
        while case let length = Self.days(in: month, of: year), days >= length {
            (month, days) = (month + 1, days - length)
        }
        return "\(year)-\(Self.padded(month))-\(Self.padded(days + 1))"
    }

    package static func < (left: CivilTime, right: CivilTime) -> Bool { left.second < right.second }

    /// The days from the beginning of 1970 to the first of a month.
    private static func days(before year: Int, _ month: Int) -> Int {
        let last = year - 1
        let leapDays = last / 4 - last / 100 + last / 400 - 477
        return (year - 1970) * 365 + leapDays + (1..<month).reduce(0) { $0 + days(in: $1, of: year) }
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func isLeap(_ year: Int) -> Bool {
        year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
