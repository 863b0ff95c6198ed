// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// When a day of the daily caps begins: carriers count from their own midnight.
package struct DayStart: Sendable, Hashable {
    /// The hour, 0…23.
    package var hour = 0
    /// The minute, 0…59.
    package var minute = 0
    /// The IANA name of the time zone; nil: the machine's.
    package var timeZone: String?

    /// Makes midnight in the machine's time zone.
    package init() {}

    /// Reads a time of day such as `00:00` or `6:30`; nil where it is none.
    package init?(reading text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
        else { return nil }
        (self.hour, self.minute) = (hour, minute)
    }

    /// Gives the day that a moment belongs to; a clock change makes it an hour shorter or longer.
    package func day(of moment: Date) -> Range<Date> {
        let today = begin(moment, shiftedBy: 0)
        if moment < today { return range(begin(moment, shiftedBy: -1), today) }
        return range(today, begin(moment, shiftedBy: 1))
    }

    private func range(_ begin: Date, _ end: Date) -> Range<Date> { begin..<max(begin, end) }

    /// The begin of the day whose calendar date is that of the moment, or of a day before or after.
    private func begin(_ moment: Date, shiftedBy days: Int) -> Date {
        let calendar = calendar
        var parts = calendar.dateComponents([.year, .month, .day], from: moment)
        parts.day = (parts.day ?? 1) + days
        (parts.hour, parts.minute) = (hour, minute)
        return calendar.date(from: parts) ?? moment
    }

    private var calendar: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone.flatMap { TimeZone(identifier: $0) } ?? .current
        return calendar
    }
}
