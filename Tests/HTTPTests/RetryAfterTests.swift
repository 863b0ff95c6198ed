// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTP
import Pacing
import Testing

@Suite struct RetryAfterTests {
    /// Sun, 06 Nov 1994 08:49:37 GMT, the example of RFC 9110.
    private static let example = Date(timeIntervalSince1970: 784_111_777)

    @Test(
        arguments: [
            ("0", .seconds(.zero)), ("120", .seconds(.seconds(120))),
            (" 7\t", .seconds(.seconds(7))),
            ("1.2", .seconds(.seconds(2))), ("3.0", .seconds(.seconds(3))),
            ("99999999999999999999999", .seconds(RetryAfter.longest)),
            ("9223372036854775807", .seconds(RetryAfter.longest)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", .date(example)),
            ("Thu, 01 Jan 1970 00:00:00 GMT", .date(Date(timeIntervalSince1970: 0))),
            ("Thu, 29 Feb 2024 23:59:60 GMT", .date(Date(timeIntervalSince1970: 1_709_251_200))),
        ] as [(String, RetryAfter)]
    )
    func `seconds and dates are read`(text: String, expected: RetryAfter) {
        #expect(RetryAfter(parsing: text) == expected)
    }

    @Test(arguments: [
        "", "-5", "+5", "soon", "1e3", "0x10", ".5", "1.2.3", "٣", "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994", "Sun, 06 Nov 1994 08:49:37 PST",
        "Sun, 32 Nov 1994 08:49:37 GMT",
        "Sun, 06 Now 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT",
        "Sun, 06 Nov 94 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49 GMT", "Sun,  06 Nov 1994 08:49:37 GMT",
    ])
    func `anything else says nothing`(text: String) {
        #expect(RetryAfter(parsing: text) == nil)
    }

    @Test func `the delay is never negative and never absurd`() {
        let now = Self.example
        #expect(RetryAfter.date(now.addingTimeInterval(-60)).delay(from: now) == .zero)
        #expect(RetryAfter.date(now.addingTimeInterval(60)).delay(from: now) == .seconds(60))
        #expect(RetryAfter.date(.distantFuture).delay(from: now) == RetryAfter.longest)
        #expect(RetryAfter.date(Date(timeIntervalSince1970: .nan)).delay(from: now) == .zero)
        #expect(RetryAfter.seconds(.seconds(-1)).delay(from: now) == .zero)
        #expect(RetryAfter.seconds(.seconds(90)).delay(from: now) == .seconds(90))
    }

    @Test func `an answer gives its header whatever its case`() {
        let response = HTTPResponse(status: 429, headers: [HTTPHeader("retry-AFTER", "3")])
        #expect(response.retryAfter == .seconds(.seconds(3)))
        #expect(HTTPResponse(status: 429).retryAfter == nil)
    }
}
