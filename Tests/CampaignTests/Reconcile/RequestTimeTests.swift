// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Ledger
import Lists
import Foundation
import Testing

@Suite struct RequestTimeTests {
    private func seconds(_ range: ClosedRange<Date>) -> [Double] {
        [range.lowerBound, range.upperBound].map { $0.timeIntervalSince(Sample.date) }
    }

    private func requestTime(_ record: MessageRecord, skew: Double = 0) -> RequestTime {
        RequestTime(of: record, timeout: .seconds(30), skew: skew)
    }

    @Test(arguments: [0.0, 3600, -259_200])
    func `a request with an answer ended when the answer was written down`(skew: Double) throws {
        let time = requestTime(try LogSample.record(changed: 4000), skew: skew)
        #expect(time.begin == Sample.date + skew && time.end == Sample.date + 4000 + skew)
        #expect(seconds(time.acceptance) == [-120 + skew, 4150 + skew])
    }

    @Test(arguments: [
        ("crashed", MessageState.unconfirmed, 200_000.0), ("", .intent, 200_000),
        ("crashed", .unconfirmed, -200_000),
    ])
    func `a crash is found later than it happened, by whatever clock`(
        reason: String,
        state: MessageState,
        changed: Double
    ) throws {
        let time = requestTime(try LogSample.record(state: state, reason: reason, changed: changed))
        #expect(time.begin == Sample.date && time.end == Sample.date + 150)
        #expect(seconds(time.acceptance) == [-120, 300])
    }

    @Test func `a crash that is found at once ended then`() throws {
        let time = requestTime(try LogSample.record(reason: "crashed", changed: 10))
        #expect(time.end == Sample.date + 10)
    }

    @Test func `a clock that was set back does not turn the time around`() throws {
        let time = requestTime(try LogSample.record(intended: 0, changed: -3600))
        #expect(time.begin == Sample.date - 3600 && time.end == Sample.date)
        #expect(seconds(time.acceptance) == [-3720, 150])
    }
}
