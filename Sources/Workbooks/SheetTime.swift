// SPDX-License-Identifier: Apache-2.0

import Basics

/// A day and a time of a sheet: a number of days, with the time of day behind the point.
///
/// Day 1 is 1900-01-01. Spreadsheets have a 29 February 1900, day 60, because Lotus 1-2-3 had one;
/// from day 61 on the calendar is right. Other workbooks count from 1904-01-01, day 0.
struct SheetTime {
    /// The last day that spreadsheets have: 9999-12-31.
    private static let lastDay = 2_958_465

    private let day: Int
    /// Thousandths of seconds since midnight.
    private let thousandths: Int
    private let since1904: Bool

    /// Nil for what is before the first day or behind the last.
    init?(_ number: DecimalDigits, since1904: Bool) {
        let value = number.value
        guard value >= 0, value < Double(Self.lastDay + 1) else { return nil }
        let whole = Int(value)
        let time = Int(((value - Double(whole)) * Double(CivilTime.secondsInDay) * 1000).rounded())
        let isNextDay = time >= CivilTime.secondsInDay * 1000
        day = whole + (isNextDay ? 1 : 0)
        thousandths = isNextDay ? 0 : time
        self.since1904 = since1904
    }

    /// The day and the time in the parts of a format.
    func text(_ parts: [SheetFormat.Part]) -> String {
        let hasHalf = parts.contains(.halfOfDay)
        let places = parts.reduce(0) { most, part in
            if case .secondFraction(let count) = part { return max(most, count) }
            return most
        }
        // Where no fraction is shown, half a second is a whole one.
        let seconds = places > 0 ? thousandths / 1000 : (thousandths + 500) / 1000
        return parts.map { part in
            switch part {
            case .literal(let text): text
            case .date(let letter, let count):
                self.text(letter, count, seconds: seconds, hasHalf: hasHalf)
            case .elapsed(let letter, let count): elapsed(letter, count, seconds: seconds)
            case .halfOfDay: seconds / 3600 % 24 < 12 ? "AM" : "PM"
            case .secondFraction(let count):
                "." + String(padded(thousandths % 1000, 3).prefix(count))
            case .number, .more: ""
            }
        }.joined().trimmed
    }

    private func text(
        _ letter: Character, _ count: Int, seconds: Int, hasHalf: Bool
    ) -> String {
        let date = calendarDay
        let hour = seconds / 3600 % 24
        switch letter {
        case "y": return count > 2 ? padded(date.year, 4) : padded(date.year % 100, 2)
        case "m": return month(date.month, count)
        case "d":
            let name = Self.weekdays[(day + (since1904 ? 5 : 6)) % 7]
            if count > 2 { return count == 3 ? String(name.prefix(3)) : name }
            return padded(date.day, count)
        case "h": return padded(hasHalf ? (hour + 11) % 12 + 1 : hour, count)
        case "n": return padded(seconds / 60 % 60, count)
        default: return padded(seconds % 60, count)
        }
    }

    private func month(_ month: Int, _ count: Int) -> String {
        let name = Self.months[(month - 1) % 12]
        switch count {
        case 1, 2: return padded(month, count)
        case 3: return String(name.prefix(3))
        case 5: return String(name.prefix(1))
        default: return name
        }
    }

    private func elapsed(_ letter: Character, _ count: Int, seconds: Int) -> String {
        let total = day * CivilTime.secondsInDay + seconds
        return padded(letter == "h" ? total / 3600 : letter == "m" ? total / 60 : total, count)
    }

    private func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private var calendarDay: (year: Int, month: Int, day: Int) {
        if since1904 { return Self.date(day - 24_107) }
        if day == 60 { return (1900, 2, 29) }
        if day == 0 { return (1900, 1, 0) }
        return Self.date(day - (day > 60 ? 25_569 : 25_568))
    }

    /// The date of a day, counted from 1970-01-01.
    private static func date(_ day: Int) -> (year: Int, month: Int, day: Int) {
        CivilTime(second: day * CivilTime.secondsInDay).date
    }

    private static let weekdays = [
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    ]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
}
