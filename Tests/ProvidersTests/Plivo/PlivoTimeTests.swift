// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Basics
@testable import Providers

@Suite struct PlivoTimeTests {
    @Test(
        arguments: [
            ("2017-05-22 21:36:14+05:30", 1_495_469_174),
            ("2017-05-22 16:06:14+00:00", 1_495_469_174),
            ("2017-05-22 16:06:14Z", 1_495_469_174), ("2017-05-22T16:06:14Z", 1_495_469_174),
            ("2017-05-22 11:06:14-0500", 1_495_469_174),
            ("2017-05-22 16:06:14.25+00:00", 1_495_469_174.25),
            ("2017-05-22 16:06:14.500000+00:00", 1_495_469_174.5), ("1970-01-01 00:00:00+00:00", 0),
            ("2024-02-29 12:00:00+00:00", 1_709_208_000),
            ("2024-03-01 00:30:00+01:00", 1_709_249_400),
            ("1999-12-31 23:59:60+00:00", 946_684_800),
            ("2100-02-28 00:00:00+00:00", 4_107_456_000),
        ] as [(String, Double)]
    )
    func `a time is read`(text: String, seconds: Double) {
        #expect(PlivoTime.date(text)?.timeIntervalSince1970 == seconds)
    }

    @Test(arguments: [
        "", "now", "2017-05-22", "2017-05-22 21:36:14", "2017-05-22 21:36+05:30",
        "2017-13-22 21:36:14+05:30",
        "2017-02-29 21:36:14+05:30", "2100-02-29 21:36:14+00:00", "2017-05-00 21:36:14+05:30",
        "2017-05-22 24:36:14+05:30", "2017-05-22 21:60:14+05:30", "2017-05-22 21:36:61+05:30",
        "2017-05-22 21:36:14.+05:30", "2017-05-22 21:36:14+24:00", " 2017-05-22 21:36:14+05:30",
        "0000-05-22 21:36:14+05:30", "٢٠١٧-05-22 21:36:14+05:30",
    ])
    func `what is no time, or says no zone, is not guessed`(text: String) {
        #expect(PlivoTime.date(text) == nil)
    }

    @Test(
        arguments: [
            (0, "1970-01-01 00:00:00"), (1_709_208_000.9, "2024-02-29 12:00:00"),
            (951_868_799, "2000-02-29 23:59:59"),
            (-5, "1970-01-01 00:00:00"), (1e300, "9999-12-31 23:59:59"),
        ] as [(Double, String)]
    )
    func `a filter's time is in UTC, to the second`(seconds: Double, text: String) {
        #expect(PlivoTime.filter(Date(timeIntervalSince1970: seconds)) == text)
    }

    @Test func `what is written is read again, day by day`() {
        for day in stride(from: 0, through: 60_000, by: 7) {
            let date = Date(timeIntervalSince1970: Double(day) * 86_400 + 3723)
            #expect(PlivoTime.date(PlivoTime.filter(date) + "Z") == date)
        }
    }
}
