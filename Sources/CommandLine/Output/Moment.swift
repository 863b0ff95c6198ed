// SPDX-License-Identifier: Apache-2.0

import Ledger

import struct Foundation.Date

/// Writes times for people, to the minute: `2026-11-22 18:43 UTC`.
enum Moment {
    /// The text of a time.
    static func text(_ date: Date) -> String {
        Timestamp.text(date).prefix(16).replacing("T", with: " ") + " UTC"
    }
}
