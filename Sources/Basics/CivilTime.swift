// SPDX-License-Identifier: Apache-2.0

package import struct Foundation.Date

/// A date and a time as a calendar and a clock on the wall show them, wherever they hang.
package struct CivilTime: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The seconds since the beginning of 1970 on that wall.
    package let second: Int

    package static let secondsInDay = 86_400

    package init(second: Int) { self.second = second }

    /// Makes a time of the Gregorian calendar, of the years 1 to 9999; `nil` where the calendar or
    /// the clock has no such time.
    package init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int = 0) {
        guard (1...9999).contains(year), (1...12).contains(month),
            (1...Self.days(in: month, of: year)).contains(day), (0..<24).contains(hour),
            (0..<60).contains(minute), (0..<60).contains(second)
        else { return nil }
        let days = Self.dayNumber(year: year, month: month, day: day)
        self.second = days * Self.secondsInDay + hour * 3600 + minute * 60 + second
    }

    /// The day of the week.
    package var weekday: Weekday {
        let day = second.dividedDown(by: Self.secondsInDay).quotient
        return Weekday(rawValue: (day + Weekday.thursday.rawValue).dividedDown(by: 7).remainder)
            ?? .sunday
    }

    /// What the clock shows: `18:00`.
    package var clock: String {
        let minutes = second.dividedDown(by: Self.secondsInDay).remainder / 60
        return "\((minutes / 60).padded):\((minutes % 60).padded)"
    }

    /// The day and the time: `2026-11-30 18:00`.
    package var description: String {
        let (year, month, day) = date
        return "\(year)-\(month.padded)-\(day.padded) \(clock)"
    }

    /// The day in the Gregorian calendar; see ``dayNumber(year:month:day:)``.
    package var date: (year: Int, month: Int, day: Int) {
        let days = second.dividedDown(by: Self.secondsInDay).quotient + Self.daysTo1970
        let (era, dayOfEra) = days.dividedDown(by: Self.daysIn400Years)
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / (Self.daysIn400Years - 1))
            / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthsFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthsFromMarch < 10 ? monthsFromMarch + 3 : monthsFromMarch - 9
        return (
            era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month,
            dayOfYear - (153 * monthsFromMarch + 2) / 5 + 1
        )
    }

    package static func < (left: CivilTime, right: CivilTime) -> Bool { left.second < right.second }

    /// The days from 1970-01-01 to a day of the Gregorian calendar in a year from 1 on.
    ///
    /// It counts years from March, so that the leap day is the last of its year
    /// (H. Hinnant, “chrono-compatible low-level date algorithms”). A day beyond the end of its
    /// month is one of the next.
    package static func dayNumber(year: Int, month: Int, day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - daysTo1970
    }

    /// From 0000-03-01 to 1970-01-01.
    private static let daysTo1970 = 719_468
    /// After which the calendar repeats.
    private static let daysIn400Years = 146_097

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
}

/// A time that a clock on the wall shows, to the minute; `24:00` is the end of a day.
package struct TimeOfDay: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Minutes since midnight, 0…1440.
    package let minutes: Int

    /// The end of a day, which is the beginning of the next.
    package static let midnightAfter = TimeOfDay(minutes: 1440)
    /// The beginning of a day.
    package static let midnight = TimeOfDay(minutes: 0)

    /// Makes a full hour; what is out of range becomes the nearest that is not.
    package init(hour: Int) { minutes = min(max(0, hour), 24) * 60 }

    /// Reads `21:00`, `8:30` or `24:00`; `nil` for anything else.
    package init?(_ text: String) {
        guard let match = text.wholeMatch(of: #/([0-9]{1,2}):([0-9]{2})/#), let hour = Int(match.1),
            let minute = Int(match.2), minute < 60, hour * 60 + minute <= 1440
        else { return nil }
        minutes = hour * 60 + minute
    }

    private init(minutes: Int) { self.minutes = minutes }

    /// The time as `08:00`.
    package var description: String { "\((minutes / 60).padded):\((minutes % 60).padded)" }

    package static func < (left: TimeOfDay, right: TimeOfDay) -> Bool {
        left.minutes < right.minutes
    }
}

/// A day of the week.
package enum Weekday: Int, Sendable, Hashable, CaseIterable {
    case sunday, monday, tuesday, wednesday, thursday, friday, saturday

    /// The day's short English name, as configurations write it: `mon`.
    package var word: String { Self.words[rawValue] }

    /// Finds the day for its English name in either case, short or whole: `Mon`, `monday`.
    package init?(word: String) {
        let word = word.lowercased()
        guard let index = Self.names.firstIndex(of: word) ?? Self.words.firstIndex(of: word) else {
            return nil
        }
        self.init(rawValue: index)
    }

    /// The short names of all days, Sunday first.
    package static let words = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
    private static let names = [
        "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    ]
}

extension Date {
    /// The whole seconds since 1970, rounded down, and kept within some nine thousand years so that
    /// sums cannot overflow.
    package var wholeSeconds: Int {
        Int(min(max(timeIntervalSince1970, -3e11), 3e11).rounded(.down))
    }

    /// Makes the date at so many whole seconds since 1970.
    package init(wholeSeconds: Int) { self.init(timeIntervalSince1970: Double(wholeSeconds)) }
}

extension Int {
    /// Quotient and remainder, rounded down: the remainder is never negative.
    ///
    /// - Parameter divisor: more than 0.
    /// - Returns: both, such that quotient × divisor + remainder is the number.
    package func dividedDown(by divisor: Int) -> (quotient: Int, remainder: Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

extension Int {
    /// The number in at least two digits.
    var padded: String { self < 10 ? "0\(self)" : "\(self)" }
}
