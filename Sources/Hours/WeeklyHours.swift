// SPDX-License-Identifier: Apache-2.0

/// The hours of a week in which messages may go out, as clocks on the wall show them.
package struct WeeklyHours: Sendable, Hashable {
    /// Minutes of the day by weekday, Sunday first; in order, and no two of a day touch.
    private var windows: [[Range<Int>]]

    /// Makes hours that are the same each week.
    ///
    /// - Parameter open: gives the windows of a weekday; what is empty, or ends before it begins, counts for nothing.
    package init(_ open: (Weekday) -> [(from: TimeOfDay, until: TimeOfDay)]) {
        windows = Weekday.allCases.map { day in
            let ranges = open(day).filter { $0.from < $0.until }.map { $0.from.minutes..<$0.until.minutes }
            return Self.joined(ranges.sorted { $0.lowerBound < $1.lowerBound })
        }
    }

    /// Makes the hours that a quiet span leaves.
    ///
    /// - Parameters:
    ///   - begin: when it becomes quiet.
    ///   - end: when it is no longer quiet; before `begin` where the span crosses midnight.
    ///   - days: the weekdays on which messages may go out at all.
    package init(quietFrom begin: TimeOfDay, until end: TimeOfDay, on days: Set<Weekday> = Set(Weekday.allCases)) {
        self.init { day in
            guard days.contains(day) else { return [] }
            if end < begin { return [(end, begin)] }
            return [(.midnight, begin), (end, .midnightAfter)]
        }
    }

    /// The hours that are in both.
    package func intersection(_ other: WeeklyHours) -> WeeklyHours {
        var result = self
        result.windows = zip(windows, other.windows).map { mine, others in
            mine.flatMap { window in others.map { $0.clamped(to: window) }.filter { !$0.isEmpty } }
        }
        return result
    }

    /// Whether there is no time at all.
    package var isEmpty: Bool { windows.allSatisfy(\.isEmpty) }

    /// What holds at a moment, and for how many seconds it holds at the least: never beyond the end of the day.
    func piece(at local: Int) -> (isOpen: Bool, length: Int) {
        let (day, second) = local.dividedDown(by: CivilTime.secondsInDay)
        // The first day of 1970 was a Thursday.
        let today = windows[(day + Weekday.thursday.rawValue).dividedDown(by: 7).remainder]
        for window in today where second < window.upperBound * 60 {
            let begin = window.lowerBound * 60
            return second < begin ? (false, begin - second) : (true, window.upperBound * 60 - second)
        }
        return (false, CivilTime.secondsInDay - second)
    }

    private static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
        ranges.reduce(into: []) { joined, range in
            guard let last = joined.last, last.upperBound >= range.lowerBound else { return joined.append(range) }
            joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
        }
    }
}
