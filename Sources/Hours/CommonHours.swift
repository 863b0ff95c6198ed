// SPDX-License-Identifier: Apache-2.0

package import struct Foundation.Date

/// The hours in which messages may go out to somebody who may be in any of several time zones: when all of them allow it.
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
    package func isOpen(at date: Date) -> Bool {
        piece(at: date.wholeSeconds).isOpen
    }

    /// The first moment, from a given one on, at which messages may go out; `nil` where there is none within 15 days.
    package func nextOpening(after date: Date) -> Date? {
        if isOpen(at: date) { return date }
        return end(of: false, from: date.wholeSeconds).map { Date(wholeSeconds: $0) }
    }

    /// The end of the window that a moment lies in; `nil` where it lies in none, or where none ends within 15 days.
    package func closing(after date: Date) -> Date? {
        guard isOpen(at: date) else { return nil }
        return end(of: true, from: date.wholeSeconds).map { Date(wholeSeconds: $0) }
    }

    /// What holds at a moment, and until when.
    package func state(at date: Date) -> HoursState {
        isOpen(at: date) ? .open(until: closing(after: date)) : .closed(until: nextOpening(after: date))
    }

    /// A clock on which it is not allowed at a moment; `nil` where it is allowed.
    package func quietClock(at date: Date) -> LocalClock? {
        places.first { !$0.piece(at: date.wholeSeconds).isOpen }?.clock
    }

    private func end(of state: Bool, from begin: Int) -> Int? {
        var second = begin
        while second <= begin + Self.horizon {
            let piece = piece(at: second)
            if piece.isOpen != state { return second }
            second = piece.end
        }
        return nil
    }

    /// What holds at a second, and up to which second it holds at the least: as long as any one place forbids it.
    private func piece(at second: Int) -> (isOpen: Bool, end: Int) {
        let pieces = places.map { $0.piece(at: second) }
        if let end = pieces.filter({ !$0.isOpen }).map(\.end).max() { return (false, end) }
        return (true, pieces.map(\.end).min() ?? second + CivilTime.secondsInDay)
    }
}
