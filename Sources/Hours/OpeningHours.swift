// SPDX-License-Identifier: Apache-2.0

package import Basics

package import struct Foundation.Date

/// The hours of a week in which messages may go out, as clocks on the wall show them.
package struct WeeklyHours: Sendable, Hashable {
    /// Minutes of the day by weekday, Sunday first; in order, and no two of a day touch.
    private var windows: [[Range<Int>]]

    /// Makes hours that are the same each week.
    ///
    /// - Parameter open: gives the windows of a weekday; what is empty, or ends before it begins,
    ///   counts for nothing.
    package init(_ open: (Weekday) -> [(from: TimeOfDay, until: TimeOfDay)]) {
        windows = Weekday.allCases.map { day in
            let ranges = open(day).filter { $0.from < $0.until }.map {
                $0.from.minutes..<$0.until.minutes
            }
            return Self.joined(ranges.sorted { $0.lowerBound < $1.lowerBound })
        }
    }

    /// Makes the hours that a quiet span leaves.
    ///
    /// - Parameters:
    ///   - begin: when it becomes quiet.
    ///   - end: when it is no longer quiet; before `begin` where the span crosses midnight.
    ///   - days: the weekdays on which messages may go out at all.
    package init(
        quietFrom begin: TimeOfDay, until end: TimeOfDay,
        on days: Set<Weekday> = Set(Weekday.allCases)
    ) {
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

    /// What holds at a moment, and for how many seconds it holds at the least: never beyond the end
    /// of the day.
    func piece(at local: Int) -> (isOpen: Bool, length: Int) {
        let (day, second) = local.dividedDown(by: CivilTime.secondsInDay)
        // The first day of 1970 was a Thursday.
        let today = windows[(day + Weekday.thursday.rawValue).dividedDown(by: 7).remainder]
        for window in today where second < window.upperBound * 60 {
            let begin = window.lowerBound * 60
            return second < begin
                ? (false, begin - second) : (true, window.upperBound * 60 - second)
        }
        return (false, CivilTime.secondsInDay - second)
    }

    private static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
        ranges.reduce(into: []) { joined, range in
            guard let last = joined.last, last.upperBound >= range.lowerBound else {
                return joined.append(range)
            }
            joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
        }
    }
}

/// Hours that hold in one time zone.
struct LocalHours: Sendable, Hashable {
    let hours: WeeklyHours
    let clock: LocalClock

    /// What holds at a second, and up to which second it holds at the least.
    ///
    /// A clock that is put forward or back ends a piece: what it shows afterwards decides anew.
    func piece(at second: Int) -> (isOpen: Bool, end: Int) {
        let offset = clock.offset(at: second)
        let (isOpen, length) = hours.piece(at: second + offset)
        let end = second + length
        guard clock.offset(at: end) != offset else { return (isOpen, end) }
        return (isOpen, clock.change(after: second, notAfter: end))
    }
}

/// The hours in which messages may go out to somebody who may be in any of several time zones: when
/// all of them allow it.
package struct CommonHours: Sendable, Hashable {
    private let places: [LocalHours]

    /// So many seconds are looked ahead: longer than any week with its changes of the clock.
    static let horizon = 15 * CivilTime.secondsInDay

    /// Makes the hours of a place under a rule.
    package init(_ rule: HoursRule, in place: Place) {
        let hours = rule.hours(in: place)
        places = place.clocks.map { LocalHours(hours: hours, clock: $0) }
    }

    /// Whether messages may go out at a moment.
    package func isOpen(at date: Date) -> Bool { piece(at: date.wholeSeconds).isOpen }

    /// The first moment, from a given one on, at which messages may go out; `nil` where there is
    /// none within 15 days.
    package func nextOpening(after date: Date) -> Date? {
        if isOpen(at: date) { return date }
        return end(of: false, from: date.wholeSeconds).map { Date(wholeSeconds: $0) }
    }

    /// The end of the window that a moment lies in; `nil` where it lies in none, or where none ends
    /// within 15 days.
    package func closing(after date: Date) -> Date? {
        guard isOpen(at: date) else { return nil }
        return end(of: true, from: date.wholeSeconds).map { Date(wholeSeconds: $0) }
    }

    /// What holds at a moment, and until when.
    package func state(at date: Date) -> HoursState {
        isOpen(at: date)
            ? .open(until: closing(after: date)) : .closed(until: nextOpening(after: date))
    }

    /// A clock on which it is not allowed at a moment; `nil` where it is allowed.
    package func quietClock(at date: Date) -> LocalClock? {
        places.first { !$0.piece(at: date.wholeSeconds).isOpen }?.clock
    }

    private func end(of state: Bool, from begin: Int) -> Int? {
        var second = begin
        while second <= begin + Self.horizon {
            let next = piece(at: second)
            if next.isOpen != state { return second }
            second = next.end
        }
        return nil
    }

    /// What holds at a second, and up to which second it holds at the least: as long as any one
    /// place forbids it.
    private func piece(at second: Int) -> (isOpen: Bool, end: Int) {
        let pieces = places.map { $0.piece(at: second) }
        if let end = pieces.filter({ !$0.isOpen }).map(\.end).max() { return (false, end) }
        return (true, pieces.map(\.end).min() ?? second + CivilTime.secondsInDay)
    }
}

/// Whether messages may go out to a place at a moment, and how long that stays so.
package enum HoursState: Sendable, Hashable {
    /// They may, until then; `nil`: for many days at least.
    case open(until: Date?)
    /// They may not, until then; `nil`: not for many days.
    case closed(until: Date?)

    /// Whether they may.
    package var isOpen: Bool { if case .open = self { true } else { false } }

    /// When that changes.
    package var end: Date? {
        switch self {
        case .open(let until), .closed(let until): until
        }
    }
}
