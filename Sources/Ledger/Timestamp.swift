// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// Writes and reads times as the ledger keeps them: ISO 8601 with milliseconds, UTC, `2026-11-22T16:35:00.000Z`.
///
/// The fixed width makes the order of the texts the order of the times. Years are 1600 to 9999; others are clamped.
package enum Timestamp {
    private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    /// 1600-01-01, the first January after the calendar of ISO 8601 became anybody's.
    private static let earliest = -11_676_096_000_000.0
    private static let latest = 253_402_300_799_999.0

    /// Returns the text of a time, rounded to the nearest millisecond.
    package static func text(_ date: Date) -> String {
        let exact = (date.timeIntervalSince1970 * 1000).rounded()
        let milliseconds = exact.isNaN ? 0 : min(max(exact, earliest), latest)
        // The style cuts off what a double lacks to the full millisecond.
        return style.format(Date(timeIntervalSince1970: (milliseconds + 0.25) / 1000))
    }

    /// Returns the time of a text in exactly this form, nil for any other.
    package static func date(_ text: String) -> Date? {
        guard let parsed = try? style.parse(text) else { return nil }
        let date = Date(timeIntervalSince1970: (parsed.timeIntervalSince1970 * 1000).rounded() / 1000)
        return self.text(date) == text ? date : nil
    }
}
