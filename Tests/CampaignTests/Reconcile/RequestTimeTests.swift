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

    @Test func `a request with an answer ended when the answer was written down`() throws {
        let time = RequestTime(of: try LogSample.record(changed: 4000), timeout: .seconds(30))
        #expect(time.begin == Sample.date && time.end == Sample.date + 4000)
        #expect(
            seconds(time.acceptance) == [-120, 4150] && seconds(time.searched) == [-86_520, 90_550]
        )
    }

    @Test(arguments: [("crashed", MessageState.unconfirmed), ("", .intent)])
    func `a crash is found later than it happened, but the search goes on until then`(
        reason: String,
        state: MessageState
    ) throws {
        let record = try LogSample.record(state: state, reason: reason, changed: 200_000)
        let time = RequestTime(of: record, timeout: .seconds(30))
        #expect(time.end == Sample.date + 150)
        #expect(
            seconds(time.acceptance) == [-120, 300] && seconds(time.searched) == [-86_520, 286_400]
        )
    }

    @Test func `a crash that is found at once ended then`() throws {
        let record = try LogSample.record(reason: "crashed", changed: 10)
        #expect(RequestTime(of: record, timeout: .seconds(30)).end == Sample.date + 10)
    }

    @Test func `a clock that was set back does not turn the time around`() throws {
        let time = RequestTime(
            of: try LogSample.record(intended: 0, changed: -3600),
            timeout: .seconds(30)
        )
        #expect(time.begin == Sample.date - 3600 && time.end == Sample.date)
        #expect(seconds(time.acceptance) == [-3720, 150])
    }
}
