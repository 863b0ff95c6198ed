// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Times as Plivo writes them: `2017-05-22 21:36:14.244057+05:30`, and reads them: the offset, the fraction and the
/// seconds may be missing, and UTC is meant without an offset.
enum PlivoTime {
    /// Returns a time in UTC with six digits of a second.
    static func text(_ date: Date) -> String {
        let seconds = date.timeIntervalSince1970
        let whole = seconds.rounded(.down)
        let parts = calendar.dateComponents(fields, from: Date(timeIntervalSince1970: whole))
        let micros = min(999_999, Int(((seconds - whole) * 1_000_000).rounded()))
        let day = "\(digits(parts.year, 4))-\(digits(parts.month, 2))-\(digits(parts.day, 2))"
        let time = "\(digits(parts.hour, 2)):\(digits(parts.minute, 2)):\(digits(parts.second, 2))"
        return "\(day) \(time).\(digits(micros, 6))+00:00"
    }

    /// Reads a time; nil where the text is none.
    static func date(_ text: String) -> Date? {
        let shape = #/(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d)(?::(\d\d)(\.\d{1,6})?)?(?:([+-])(\d\d):(\d\d))?/#
        guard let match = text.wholeMatch(of: shape)?.output else { return nil }
        let parts = DateComponents(
            year: Int(match.1),
            month: Int(match.2),
            day: Int(match.3),
            hour: Int(match.4),
            minute: Int(match.5),
            second: match.6.flatMap { Int($0) } ?? 0
        )
        guard parts.isValidDate(in: calendar), let date = calendar.date(from: parts) else { return nil }
        let fraction = match.7.flatMap { Double("0\($0)") } ?? 0
        let offset = (match.9.flatMap { Int($0) } ?? 0) * 3600 + (match.10.flatMap { Int($0) } ?? 0) * 60
        return date.addingTimeInterval(fraction - Double(match.8 == "-" ? -offset : offset))
    }

    private static let fields: Set<Calendar.Component> = [.year, .month, .day, .hour, .minute, .second]

    private static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }()

    private static func digits(_ number: Int?, _ count: Int) -> String {
        let text = String(number ?? 0)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }
}
