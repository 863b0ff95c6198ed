// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        (0.0, "1970-01-01T00:00:00.000Z"),
        (-0.001, "1969-12-31T23:59:59.999Z"),
        (951_782_400, "2000-02-29T00:00:00.000Z"),
        (951_868_800, "2000-03-01T00:00:00.000Z"),
        (1_709_251_199.999, "2024-02-29T23:59:59.999Z"),
        (1_795_365_300.123, "2026-11-22T16:35:00.123Z"),
        (4_107_542_400, "2100-03-01T00:00:00.000Z"),
        (-11_676_096_000, "1600-01-01T00:00:00.000Z"),
        (253_402_300_799.999, "9999-12-31T23:59:59.999Z"),
    ])
    func `a time and its text are one`(seconds: Double, text: String) {
        #expect(Timestamp.text(Date(timeIntervalSince1970: seconds)) == text)
        #expect(Timestamp.date(text) == Date(timeIntervalSince1970: seconds))
    }

    @Test
    func `the order of the texts is the order of the times, and every millisecond comes back`() {
        var previous = ""
        for step in 0..<20_000 {
            let date = Date(timeIntervalSince1970: Double(step * 7_889_400_007) / 1000)
            let text = Timestamp.text(date)
            #expect(text > previous && Timestamp.date(text).map(Timestamp.text) == text)
            previous = text
        }
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300, -1e300])
    func `a time beyond the calendar is held inside it`(seconds: Double) {
        let text = Timestamp.text(Date(timeIntervalSince1970: seconds))
        #expect(text.utf8.count == 24)
        #expect(Timestamp.date(text) != nil)
    }

    @Test func `a fraction is rounded to the nearest millisecond`() {
        #expect(Timestamp.text(Date(timeIntervalSince1970: 1.0006)) == "1970-01-01T00:00:01.001Z")
        #expect(Timestamp.text(Date(timeIntervalSince1970: 59.9996)) == "1970-01-01T00:01:00.000Z")
    }

    @Test(arguments: [
        "", "2026-11-22", "2026-11-22T16:35:00Z", "2026-11-22 16:35:00.000Z",
        "2026-11-22T16:35:00.000+",
        "2026-13-22T16:35:00.000Z", "2026-00-22T16:35:00.000Z", "2026-11-32T16:35:00.000Z",
        "2026-11-22T24:35:00.000Z",
        "2026-02-29T16:35:00.000Z", "1900-02-29T16:35:00.000Z", "1599-12-31T23:59:59.999Z",
        "2026-11-22T16:60:00.000Z", "2026-11-22T16:35:60.000Z", "２026-11-22T16:35:00.000Z",
        "-026-11-22T16:35:00.000Z",
    ])
    func `any other text is no time`(text: String) {
        #expect(Timestamp.date(text) == nil)
    }

    @Test func `it is what Foundation writes`() {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        for step in 0..<5_000 {
            let second = -11_676_096_000 + step * 52_982_777
            let date = Date(timeIntervalSince1970: Double(second) + 0.5)
            #expect(Timestamp.text(date) == style.format(date))
            #expect(Timestamp.second(of: Timestamp.text(date)) == (second < 0 ? nil : second))
        }
    }
}

@Suite struct HTTPDateTests {
    @Test(arguments: [
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Thu, 29 Feb 2024 23:59:60 GMT", 1_709_251_200),
        ("Mon, 01 Jan 0001 00:00:00 GMT", -62_135_596_800),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 253_402_300_799),
    ])
    func `a date of a header is a moment`(text: String, second: Int) {
        #expect(HTTPDate.date(parsing: text) == Date(wholeSeconds: second))
    }

    @Test(arguments: [
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777.9), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Wed, 31 Dec 1969 23:59:59 GMT", -0.5), ("Mon, 01 Jan 0001 00:00:00 GMT", -62_135_596_800),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 253_402_300_799),
    ])
    func `a moment is written as a header has it`(text: String, second: Double) {
        #expect(HTTPDate.text(Date(timeIntervalSince1970: second)) == text)
    }

    @Test(arguments: [
        "", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
        "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 00 Nov 1994 08:49:37 GMT",
        "Sun, 06 nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT",
        "Sun, 06 Nov 1994 +8:49:37 GMT", "Sun, 06 Nov 1994 08:49:37  GMT",
    ])
    func `any other text is none`(text: String) {
        #expect(HTTPDate.date(parsing: text) == nil)
    }
}

@Suite struct RFC2822DateTests {
    @Test(arguments: [
        ("Thu, 30 Jul 2015 20:12:31 +0000", 1_438_287_151),
        ("Thu, 30 Jul 2015 20:12:31 GMT", 1_438_287_151),
        ("Thu, 30 Jul 2015 12:42:31 -0730", 1_438_287_151),
        ("Fri, 31 Jul 2015 02:12:31 +0600", 1_438_287_151),
    ])
    func `a date of a mail is a moment in any zone`(text: String, second: Int) {
        #expect(RFC2822Date.date(parsing: text) == Date(wholeSeconds: second))
    }

    @Test(arguments: ["+0060", "+00", "0000", "-00:00", "EST", "+ 100", ""])
    func `a zone without an offset is none`(zone: String) {
        #expect(RFC2822Date.date(parsing: "Thu, 30 Jul 2015 20:12:31 " + zone) == nil)
    }
}
