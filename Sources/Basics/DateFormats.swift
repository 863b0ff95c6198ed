// SPDX-License-Identifier: Apache-2.0

package import struct Foundation.Date

/// Writes and reads times as the ledger and the report keep them: ISO 8601 with milliseconds, UTC,
/// `2026-11-22T16:35:00.000Z`.
///
/// The fixed width makes the order of the texts the order of the times. Years are 1600 to 9999,
/// from the first January after the calendar of ISO 8601 became anybody's; others are clamped.
///
/// A report has 100,000 times, and Foundation's formatter takes microseconds for each.
package enum Timestamp {
    private static let earliest = -11_676_096_000_000.0
    private static let latest = 253_402_300_799_999.0
    private static let form = Array("0000-00-00T00:00:00.000Z".utf8)

    /// Returns the text of a time, rounded to the nearest millisecond.
    package static func text(_ date: Date) -> String {
        let exact = (date.timeIntervalSince1970 * 1000).rounded()
        let milliseconds = exact.isNaN ? 0 : Int(min(max(exact, earliest), latest))
        let (second, fraction) = milliseconds.dividedDown(by: 1000)
        let (year, month, day) = CivilTime(second: second).date
        let rest = second.dividedDown(by: CivilTime.secondsInDay).remainder
        return String(unsafeUninitializedCapacity: form.count) { bytes in
            _ = bytes.initialize(from: form)
            write(year, at: 0..<4, of: bytes)
            write(month, at: 5..<7, of: bytes)
            write(day, at: 8..<10, of: bytes)
            write(rest / 3600, at: 11..<13, of: bytes)
            write(rest / 60 % 60, at: 14..<16, of: bytes)
            write(rest % 60, at: 17..<19, of: bytes)
            write(fraction, at: 20..<23, of: bytes)
            return form.count
        }
    }

    /// Returns a time for people, to the minute: `2026-11-22 16:35 UTC`.
    package static func minute(_ date: Date) -> String {
        text(date).prefix(16).replacing("T", with: " ") + " UTC"
    }

    /// Returns the time of a text in exactly this form, nil for any other.
    package static func date(_ text: String) -> Date? {
        guard let (second, milliseconds) = parts(of: text) else { return nil }
        return Date(timeIntervalSince1970: Double(second * 1000 + milliseconds) / 1000)
    }

    /// Returns the seconds since 1970 of a text in exactly this form, the milliseconds cut off; nil
    /// for any other, and before 1970.
    package static func second(of text: String) -> Int? {
        parts(of: text).flatMap { $0.second >= 0 ? $0.second : nil }
    }

    private static func write(
        _ number: Int, at place: Range<Int>, of bytes: UnsafeMutableBufferPointer<UInt8>
    ) {
        var rest = number
        for index in place.reversed() {
            bytes[index] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }

    private static func parts(of text: String) -> (second: Int, milliseconds: Int)? {
        let bytes = Array(text.utf8)
        guard bytes.count == form.count,
            zip(bytes, form).allSatisfy({ $1 == 0x30 ? $0.isASCIIDigit : $0 == $1 }),
            let year = Int(digits: bytes[0..<4]), year >= 1600,
            let month = Int(digits: bytes[5..<7]), let day = Int(digits: bytes[8..<10]),
            let hour = Int(digits: bytes[11..<13]), let minute = Int(digits: bytes[14..<16]),
            let second = Int(digits: bytes[17..<19]),
            let milliseconds = Int(digits: bytes[20..<23]),
            let time = CivilTime(
                year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        else { return nil }
        return (time.second, milliseconds)
    }
}

/// Reads and writes the date form of HTTP headers, the IMF-fixdate of RFC 9110 §5.6.7: `Sun, 06 Nov
/// 1994 08:49:37 GMT`.
package enum HTTPDate {
    /// Returns the text of a time, the fraction of its second cut off.
    package static func text(_ date: Date) -> String {
        let second = Int(date.timeIntervalSince1970.rounded(.down))
        let time = CivilTime(second: second)
        let (year, month, day) = time.date
        let padded = "\(10_000 + year)".dropFirst()
        return "\(days[time.weekday.rawValue]), \(day.padded) \(months[month - 1]) \(padded) "
            + "\(time.clock):\((second.dividedDown(by: 60).remainder).padded) GMT"
    }

    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

    /// Returns the moment, or nil where the text is not exactly of this form.
    ///
    /// The name of the weekday is not checked.
    package static func date(parsing text: some StringProtocol) -> Date? {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 6, words[0].utf8.count == 4, words[0].hasSuffix(","),
            words[5] == "GMT", let day = number(words[1], digits: 2, in: 1...31),
            let month = months.firstIndex(of: String(words[2])),
            let year = number(words[3], digits: 4, in: 1...9999), let second = secondOfDay(words[4])
        else { return nil }
        let days = CivilTime.dayNumber(year: year, month: month + 1, day: day)
        return Date(wholeSeconds: days * CivilTime.secondsInDay + second)
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Seconds since midnight of `08:49:37`; a leap second (60) is allowed.
    private static func secondOfDay(_ text: some StringProtocol) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, let hours = number(parts[0], digits: 2, in: 0...23),
            let minutes = number(parts[1], digits: 2, in: 0...59),
            let seconds = number(parts[2], digits: 2, in: 0...60)
        else { return nil }
        return hours * 3600 + minutes * 60 + seconds
    }

    private static func number(
        _ text: some StringProtocol, digits: Int, in range: ClosedRange<Int>
    ) -> Int? {
        guard text.utf8.count == digits, let value = Int(digits: text.utf8), range.contains(value)
        else { return nil }
        return value
    }
}

/// Reads dates as mail writes them (RFC 2822 §3.3): `Thu, 30 Jul 2015 20:12:31 +0000`.
package enum RFC2822Date {
    /// Returns the moment; `nil` where the text has another form, or another zone than an offset or
    /// `GMT`.
    package static func date(parsing text: String) -> Date? {
        guard let space = text.lastIndex(of: " "),
            let offset = seconds(text[text.index(after: space)...])
        else { return nil }
        // But for its zone it is a date of HTTP, which is always in GMT.
        return HTTPDate.date(parsing: text[..<space] + " GMT")?.addingTimeInterval(-offset)
    }

    /// The offset of a zone such as `-0730`, in seconds.
    private static func seconds(_ zone: Substring) -> Double? {
        if zone == "GMT" { return 0 }
        let digits = zone.dropFirst()
        guard zone.first == "+" || zone.first == "-", digits.utf8.count == 4,
            let hours = Int(digits: digits.utf8.prefix(2)),
            let minutes = Int(digits: digits.utf8.suffix(2)), minutes < 60
        else { return nil }
        return Double((zone.first == "-" ? -1 : 1) * (hours * 3600 + minutes * 60))
    }
}
