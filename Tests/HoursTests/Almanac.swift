// SPDX-License-Identifier: Apache-2.0

import Foundation
import Basics
import Hours

/// Another way to the same answers: Foundation's calendar.
enum Almanac {
    /// Zones of all continents whose clocks change, one by half an hour, two in the other half of
    /// the year, one about Ramadan.
    static let changingZones = [
        "America/New_York", "America/Santiago", "America/St_Johns", "Europe/London",
        "Europe/Berlin", "Africa/Cairo",
        "Africa/Casablanca", "Asia/Beirut", "Australia/Lord_Howe", "Australia/Sydney",
        "Pacific/Auckland",
    ]
    static let steadyZones = [
        "Asia/Kolkata", "America/Phoenix", "Pacific/Kiritimati", "Asia/Kathmandu", "UTC",
    ]

    static func date(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    /// Whether a weekly rule lets messages go out, by the calendar's hour, minute and weekday.
    static func isOpen(
        _ date: Date,
        in zone: String,
        _ rule: (Weekday, _ minute: Int) -> Bool
    ) throws -> Bool {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try zone.timeZone
        let parts = calendar.dateComponents([.weekday, .hour, .minute], from: date)
        guard let day = Weekday(rawValue: (parts.weekday ?? 0) - 1) else { return false }
        return rule(day, (parts.hour ?? 0) * 60 + (parts.minute ?? 0))
    }

    /// The hours of 2026 within which a zone's clock changes.
    static func changes(in zone: String) throws -> [Date] {
        let (zone, begin) = (try zone.timeZone, try date("2026-01-01T00:00:00Z"))
        let hours = (0..<(365 * 24)).map { begin.addingTimeInterval(Double($0) * 3600) }
        return hours.filter {
            zone.secondsFromGMT(for: $0) != zone.secondsFromGMT(for: $0.addingTimeInterval(3600))
        }
    }
}

extension String {
    /// The time zone of the name.
    fileprivate var timeZone: TimeZone {
        get throws {
            guard let zone = TimeZone(identifier: self) else { throw NoSuchZone(name: self) }
            return zone
        }
    }
}

private struct NoSuchZone: Error {
    let name: String
}
