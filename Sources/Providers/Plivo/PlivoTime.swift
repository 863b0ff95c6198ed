// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Times as Plivo writes them: `2017-05-22 21:36:14.244057+05:30`.
///
/// The fraction may be missing or of any length, a `T` may stand between day and time, and the offset may be `Z` or without its
/// colon. Without any offset a time says nothing: the account's zone is not known here.
enum PlivoTime {
    /// Reads a time; `nil` where the text is none.
    static func date(_ text: String) -> Date? {
        let shape = #/(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(\.\d+)?(?:Z|([+-])(\d\d):?(\d\d))/#
        guard let parts = text.wholeMatch(of: shape)?.output,
            let day = day(year: Int(parts.1), month: Int(parts.2), day: Int(parts.3)),
            let time = seconds(parts.4, parts.5, parts.6),
            let offset = seconds(parts.9 ?? "00", parts.10 ?? "00", "00")
        else { return nil }
        let fraction = parts.7.flatMap { Double("0\($0)") } ?? 0
        return day.addingTimeInterval(Double(time + (parts.8 == "-" ? offset : -offset)) + fraction)
    }

    /// Writes a time in UTC, to the second, as the list's filters take it.
    static func filter(_ date: Date) -> String {
        let seconds = min(max(date.timeIntervalSince1970.rounded(.down), 0), 253_402_300_799)
        return filterStyle.format(Date(timeIntervalSince1970: seconds))
    }

    private static let filterStyle = Date.ISO8601FormatStyle()
        .year().month().day().dateTimeSeparator(.space).time(includingFractionalSeconds: false)

    /// A second of 60 is a leap second.
    private static func seconds(_ hours: Substring, _ minutes: Substring, _ seconds: Substring) -> Int? {
        guard let hours = Int(hours), let minutes = Int(minutes), let seconds = Int(seconds),
            hours < 24, minutes < 60, seconds <= 60
        else { return nil }
        return hours * 3600 + minutes * 60 + seconds
    }

    /// The beginning of a day in UTC; `nil` for a day that the calendar does not have.
    private static func day(year: Int?, month: Int?, day: Int?) -> Date? {
        let parts = DateComponents(year: year, month: month, day: day)
        return (year ?? 0) >= 1 && parts.isValidDate(in: calendar) ? calendar.date(from: parts) : nil
    }

    private static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()
}
