// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// Writes and reads times as the ledger keeps them: ISO 8601 with milliseconds, UTC, `2026-11-22T16:35:00.000Z`.
///
/// The fixed width makes the order of the texts the order of the times. Years are 0000 to 9999; others are clamped.
package enum Timestamp {
    private static let millisecondsPerDay = 86_400_000
    private static let earliest = -62_167_219_200_000
    private static let latest = 253_402_300_799_999

    /// Returns the text of a time, rounded to the nearest millisecond.
    package static func text(_ date: Date) -> String {
        let exact = (date.timeIntervalSince1970 * 1000).rounded()
        let milliseconds = exact.isNaN ? 0 : Int(min(max(exact, Double(earliest)), Double(latest)))
        let day = (milliseconds - floorMod(milliseconds, millisecondsPerDay)) / millisecondsPerDay
        let time = floorMod(milliseconds, millisecondsPerDay)
        let (year, month, dayOfMonth) = civil(fromDay: day)
        let (hour, minute) = (time / 3_600_000, time / 60_000 % 60)
        let (second, fraction) = (time / 1000 % 60, time % 1000)
        return "\(pad(year, 4))-\(pad(month, 2))-\(pad(dayOfMonth, 2))T"
            + "\(pad(hour, 2)):\(pad(minute, 2)):\(pad(second, 2)).\(pad(fraction, 3))Z"
    }

    /// Returns the time of a text in exactly this form, nil for any other.
    package static func date(_ text: String) -> Date? {
        let bytes = Array(text.utf8)
        guard bytes.count == 24, bytes.enumerated().allSatisfy({ matches($1, at: $0) }) else { return nil }
        let number = { (range: Range<Int>) in bytes[range].reduce(0) { $0 * 10 + Int($1 &- 0x30) } }
        let (month, day) = (number(5..<7), number(8..<10))
        let (hour, minute, second) = (number(11..<13), number(14..<16), number(17..<19))
        guard 1...12 ~= month, 1...31 ~= day, hour < 24, minute < 60, second < 60 else { return nil }
        let seconds =
            Self.day(ofYear: number(0..<4), month: month, day: day) * 86_400 + hour * 3600 + minute * 60 + second
        return Date(timeIntervalSince1970: Double(seconds * 1000 + number(20..<23)) / 1000)
    }

    private static func matches(_ byte: UInt8, at index: Int) -> Bool {
        switch index {
        case 4, 7: byte == UInt8(ascii: "-")
        case 10: byte == UInt8(ascii: "T")
        case 13, 16: byte == UInt8(ascii: ":")
        case 19: byte == UInt8(ascii: ".")
        case 23: byte == UInt8(ascii: "Z")
        default: 0x30...0x39 ~= byte
        }
    }

    private static func pad(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func floorMod(_ value: Int, _ modulus: Int) -> Int {
        let rest = value % modulus
        return rest < 0 ? rest + modulus : rest
    }

    // The Gregorian calendar in eras of 400 years whose years begin in March, so that the leap day comes last
    // (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").

    private static func civil(fromDay day: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = day + 719_468
        let era = (shifted - floorMod(shifted, 146_097)) / 146_097
        let dayOfEra = floorMod(shifted, 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    private static func day(ofYear year: Int, month: Int, day: Int) -> Int {
        let marchYear = month <= 2 ? year - 1 : year
        let era = (marchYear - floorMod(marchYear, 400)) / 400
        let yearOfEra = floorMod(marchYear, 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
