// SPDX-License-Identifier: Apache-2.0

import HTTP

import struct Foundation.Date

/// Reads dates as mail writes them (RFC 2822 §3.3): `Thu, 30 Jul 2015 20:12:31 +0000`.
enum RFC2822Date {
    /// Returns the moment; `nil` where the text has another form, or another zone than an offset or `GMT`.
    static func date(parsing text: String) -> Date? {
        guard let space = text.lastIndex(of: " "), let offset = seconds(text[text.index(after: space)...]) else {
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
