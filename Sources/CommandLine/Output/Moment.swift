// SPDX-License-Identifier: Apache-2.0

import Ledger

import struct Foundation.Date
import struct Foundation.TimeZone

/// Writes times for people, to the minute: `2026-11-22 18:43 UTC`.
enum Moment {
    /// The text of a time.
    static func text(_ date: Date) -> String {
        Timestamp.text(date).prefix(16).replacing("T", with: " ") + " UTC"
    }

    /// The text of a time as the clock on the wall shows it, with the zone's name: `2026-11-22 19:43 (Europe/Berlin)`.
    static func text(_ date: Date, in zone: TimeZone) -> String {
        let local = date.addingTimeInterval(Double(zone.secondsFromGMT(for: date)))
        return Timestamp.text(local).prefix(16).replacing("T", with: " ") + " (\(zone.identifier))"
    }
}
