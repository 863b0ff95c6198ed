// SPDX-License-Identifier: Apache-2.0

import Basics
package import Foundation

/// Writes numbers for people.
package enum Figures {
    /// A count with a comma between thousands.
    package static func count(_ number: Int) -> String {
        var groups: [String] = []
        var digits = Substring(String(number.magnitude))
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits = digits.dropLast(3)
        }
        return (number < 0 ? "-" : "") + ([String(digits)] + groups).joined(separator: ",")
    }

    /// A count and its noun: `1 row`, `2 rows`.
    package static func count(_ number: Int, _ one: String, _ many: String) -> String {
        count(number) + " " + (number == 1 ? one : many)
    }

    /// A share of a hundred with one decimal; nothing of nothing is nothing.
    package static func percent(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "0.0 %" }
        let permille = (Double(part) / Double(whole) * 1000).rounded()
        return "\(Int(permille) / 10).\(Int(permille) % 10) %"
    }

    /// A duration: `0.4 s`, `12 s`, `3 min 05 s`, `2 h 10 min`.
    package static func duration(_ duration: Duration) -> String {
        let seconds = Int(clamping: duration.components.seconds)
        let tenth = Int(duration.components.attoseconds / 100_000_000_000_000_000)
        return switch seconds {
        case ..<10: "\(max(0, seconds)).\(max(0, tenth)) s"
        case ..<60: "\(seconds) s"
        case ..<3600: "\(seconds / 60) min \(padded(seconds % 60)) s"
        default: "\(seconds / 3600) h \(padded(seconds % 3600 / 60)) min"
        }
    }

    /// A sum of money with its currency behind it.
    package static func money(_ amount: Decimal, _ currency: String) -> String {
        currency.isEmpty ? "\(amount)" : "\(amount) \(currency)"
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// Writes times for people, to the minute: `2026-11-22 18:43 UTC`.
package enum Moment {
    /// The text of a time.
    package static func text(_ date: Date) -> String {
        Timestamp.minute(date)
    }

    /// The text of a time as the clock on the wall shows it, with the zone's name: `2026-11-22
    /// 19:43 (Europe/Berlin)`.
    package static func text(_ date: Date, in zone: TimeZone) -> String {
        let local = date.addingTimeInterval(Double(zone.secondsFromGMT(for: date)))
        return Timestamp.text(local).prefix(16).replacing("T", with: " ") + " (\(zone.identifier))"
    }
}
