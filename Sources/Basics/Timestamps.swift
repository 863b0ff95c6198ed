// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// Writes and reads times as the ledger keeps them: ISO 8601 with milliseconds, UTC,
/// `2026-11-22T16:35:00.000Z`.
///
/// The fixed width makes the order of the texts the order of the times. Years are 1600 to 9999;
/// others are clamped.
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
        let date = Date(
            timeIntervalSince1970: (parsed.timeIntervalSince1970 * 1000).rounded() / 1000
        )
        return self.text(date) == text ? date : nil
    }
}

/// Reads the date form of HTTP headers, the IMF-fixdate of RFC 9110 §5.6.7: `Sun, 06 Nov 1994
/// 08:49:37 GMT`.
package enum HTTPDate {
    /// Returns the moment, or nil where the text is not exactly of this form.
    ///
    /// The name of the weekday is not checked.
    package static func date(parsing text: some StringProtocol) -> Date? {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 6, words[0].utf8.count == 4, words[0].hasSuffix(","),
            words[5] == "GMT",
            let day = number(words[1], digits: 2, in: 1...31),
            let month = months.firstIndex(of: String(words[2])),
            let year = number(words[3], digits: 4, in: 1...9999),
            let second = secondOfDay(words[4])
        else { return nil }
        let days = daysSince1970(year: year, month: month + 1, day: day)
        return Date(timeIntervalSince1970: Double(days * 86_400 + second))
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Seconds since midnight of `08:49:37`; a leap second (60) is allowed.
    private static func secondOfDay(_ text: some StringProtocol) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3,
            let hours = number(parts[0], digits: 2, in: 0...23),
            let minutes = number(parts[1], digits: 2, in: 0...59),
            let seconds = number(parts[2], digits: 2, in: 0...60)
        else { return nil }
        return hours * 3600 + minutes * 60 + seconds
    }

    private static func number(
        _ text: some StringProtocol,
        digits: Int,
        in range: ClosedRange<Int>
    ) -> Int? {
        guard text.utf8.count == digits, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let value = Int(text), range.contains(value)
        else { return nil }
        return value
    }

    /// Days from 1970-01-01 in the Gregorian calendar, by counting years from March so that the
    /// leap day comes last.
    private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
    }
}

/// Reads dates as mail writes them (RFC 2822 §3.3): `Thu, 30 Jul 2015 20:12:31 +0000`.
package enum RFC2822Date {
    /// Returns the moment; `nil` where the text has another form, or another zone than an offset or
    /// `GMT`.
    package static func date(parsing text: String) -> Date? {
        guard let space = text.lastIndex(of: " "),
            let offset = seconds(text[text.index(after: space)...])
        else {
            return nil
        }
        // But for its zone it is a date of HTTP, which is always in GMT.
        return HTTPDate.date(parsing: text[..<space] + " GMT")?.addingTimeInterval(-offset)
    }

    /// The offset of a zone such as `-0730`, in seconds.
    private static func seconds(_ zone: Substring) -> Double? {
        if zone == "GMT" { return 0 }
        let digits = zone.dropFirst()
        guard zone.first == "+" || zone.first == "-", digits.utf8.count == 4,
            digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let hours = Int(digits.prefix(2)), let minutes = Int(digits.suffix(2)), minutes < 60
        else { return nil }
        return Double((zone.first == "-" ? -1 : 1) * (hours * 3600 + minutes * 60))
    }
}

/// Reads the seconds of the report's times.
///
/// Foundation's parser takes microseconds for each; a report has 100,000 of them.
package enum ReportSecond {
    /// The seconds since 1970 of `2026-11-22T16:35:00.000Z`, the milliseconds cut off; nil for any
    /// other form, and before 1970.
    package static func number(_ text: String) -> Int? {
        let bytes = Array(text.utf8)
        guard bytes.count == 24, punctuation.allSatisfy({ bytes[$0.key] == $0.value }) else {
            return nil
        }
        let parts = [(0, 4), (5, 7), (8, 10), (11, 13), (14, 16), (17, 19)].compactMap {
            digits(bytes[$0.0..<$0.1])
        }
        guard parts.count == 6, parts[0] >= 1970, (1...12).contains(parts[1]),
            (1...31).contains(parts[2])
        else {
            return nil
        }
        guard parts[3] < 24, parts[4] < 60, parts[5] < 60 else { return nil }
        return ((days(parts[0], parts[1], parts[2]) * 24 + parts[3]) * 60 + parts[4]) * 60
            + parts[5]
    }

    private static let punctuation: [Int: UInt8] = [
        4: UInt8(ascii: "-"), 7: UInt8(ascii: "-"), 10: UInt8(ascii: "T"), 13: UInt8(ascii: ":"),
        16: UInt8(ascii: ":"),
        19: UInt8(ascii: "."), 23: UInt8(ascii: "Z"),
    ]

    private static func digits(_ bytes: ArraySlice<UInt8>) -> Int? {
        bytes.reduce(into: Int?.some(0)) { number, byte in
            guard let before = number, (0x30...0x39).contains(byte) else { return number = nil }
            number = before * 10 + Int(byte - 0x30)
        }
    }

    /// The days since 1970-01-01 in the Gregorian calendar; a year begins in March, so that the
    /// leap day is its last.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }
}
