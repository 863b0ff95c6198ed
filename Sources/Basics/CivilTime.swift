// SPDX-License-Identifier: Apache-2.0

package import struct Foundation.Date

/// A date and a time as a calendar and a clock on the wall show them, wherever they hang.
package struct CivilTime: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The seconds since the beginning of 1970 on that wall.
    package let second: Int

    package static let secondsInDay = 86_400

    /// Makes the time at so many seconds since the beginning of 1970.
    package init(second: Int) {
        self.second = second
    }

    /// Makes a time of the Gregorian calendar; `nil` where the calendar or the clock has no such
    /// time.
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
        return Weekday(rawValue: (day + Weekday.thursday.rawValue).dividedDown(by: 7).remainder)
            ?? .sunday
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
        return (year - 1970) * 365 + leapDays
            + (1..<month).reduce(0) { $0 + days(in: $1, of: year) }
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

/// A time that a clock on the wall shows, to the minute; `24:00` is the end of a day.
package struct TimeOfDay: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Minutes since midnight, 0…1440.
    package let minutes: Int

    /// The end of a day, which is the beginning of the next.
    package static let midnightAfter = TimeOfDay(minutes: 1440)
    /// The beginning of a day.
    package static let midnight = TimeOfDay(minutes: 0)

    /// Makes a full hour; what is out of range becomes the nearest that is not.
    package init(hour: Int) {
        minutes = min(max(0, hour), 24) * 60
    }

    /// Reads `21:00`, `8:30` or `24:00`; `nil` for anything else.
    package init?(_ text: String) {
        guard let match = text.wholeMatch(of: #/([0-9]{1,2}):([0-9]{2})/#),
            let hour = Int(match.1), let minute = Int(match.2), minute < 60,
            hour * 60 + minute <= 1440
        else { return nil }
        minutes = hour * 60 + minute
    }

    private init(minutes: Int) {
        self.minutes = minutes
    }

    /// The time as `08:00`.
    package var description: String { "\(Self.padded(minutes / 60)):\(Self.padded(minutes % 60))" }

    package static func < (left: TimeOfDay, right: TimeOfDay) -> Bool {
        left.minutes < right.minutes
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
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
    package init(wholeSeconds: Int) {
        self.init(timeIntervalSince1970: Double(wholeSeconds))
    }
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
