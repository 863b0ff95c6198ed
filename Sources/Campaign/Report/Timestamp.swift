// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Times as the report writes them: ISO 8601 in UTC with milliseconds (`2026-11-22T15:41:57.123Z`).
package enum Timestamp {
    private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    /// Writes a time.
    package static func text(_ date: Date) -> String {
        date.formatted(style)
    }
}
