// SPDX-License-Identifier: Apache-2.0

import struct Foundation.Date

/// Times as Plivo writes them: `2017-05-22 21:36:14.244057+05:30`.
///
/// The fraction may be missing or of any length, a `T` may stand between day and time, and the offset may be `Z` or without its
/// colon. Without any offset a time says nothing: the account's zone is not known here.
enum PlivoTime {
    /// Reads a time; `nil` where the text is none.
    static func date(_ text: String) -> Date? {
        let shape = #/(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(\.\d+)?(?:Z|([+-])(\d\d):?(\d\d))/#
        guard let parts = text.wholeMatch(of: shape)?.output,
            let day = day(year: Int(parts.1) ?? 0, month: Int(parts.2) ?? 0, day: Int(parts.3) ?? 0),
            let time = seconds(parts.4, parts.5, parts.6),
            let offset = seconds(parts.9 ?? "00", parts.10 ?? "00", "00")
        else { return nil }
        let fraction = parts.7.flatMap { Double("0\($0)") } ?? 0
        let whole = day * 86_400 + time + (parts.8 == "-" ? offset : -offset)
        return Date(timeIntervalSince1970: Double(whole) + fraction)
    }

    /// Writes a time in UTC, to the second, as the list's filters take it.
    static func filter(_ date: Date) -> String {
        let seconds = Int(min(max(date.timeIntervalSince1970.rounded(.down), 0), 253_402_300_799))
        let (year, month, day) = civil(fromDay: seconds / 86_400)
        let time = seconds % 86_400
        return "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2)) "
            + "\(pad(time / 3600, 2)):\(pad(time / 60 % 60, 2)):\(pad(time % 60, 2))"
    }

    /// A second of 60 is a leap second.
    private static func seconds(_ hours: Substring, _ minutes: Substring, _ seconds: Substring) -> Int? {
        guard let hours = Int(hours), let minutes = Int(minutes), let seconds = Int(seconds),
            hours < 24, minutes < 60, seconds <= 60
        else { return nil }
        return hours * 3600 + minutes * 60 + seconds
    }

    // The Gregorian calendar in eras of 400 years whose years begin in March, so that the leap day comes last
    // (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").

    private static func day(ofYear year: Int, month: Int, day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
    }

    /// Days since 1970-01-01; `nil` for a day that the calendar does not have.
    private static func day(year: Int, month: Int, day: Int) -> Int? {
        guard year >= 1, 1...12 ~= month, day >= 1 else { return nil }
        let first = Self.day(ofYear: year, month: month, day: 1)
        let next = Self.day(ofYear: month == 12 ? year + 1 : year, month: month % 12 + 1, day: 1)
        return day <= next - first ? first + day - 1 : nil
    }

    /// The date of a day since 1970-01-01, which must not be before it.
    private static func civil(fromDay day: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = day + 719_468
        let (era, dayOfEra) = (shifted / 146_097, shifted % 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let march = (5 * dayOfYear + 2) / 153
        let month = march < 10 ? march + 3 : march - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * march + 2) / 5 + 1)
    }

    private static func pad(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
