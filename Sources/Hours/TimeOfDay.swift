// SPDX-License-Identifier: Apache-2.0

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
            let hour = Int(match.1), let minute = Int(match.2), minute < 60, hour * 60 + minute <= 1440
        else { return nil }
        minutes = hour * 60 + minute
    }

    private init(minutes: Int) {
        self.minutes = minutes
    }

    /// The time as `08:00`.
    package var description: String { "\(Self.padded(minutes / 60)):\(Self.padded(minutes % 60))" }

    package static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.minutes < right.minutes }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
