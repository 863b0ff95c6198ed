// SPDX-License-Identifier: Apache-2.0

@testable import Basics
@testable import Campaign
@testable import Configuration
import HTTP
@testable import Lists
import Pacing
import Testing

/// `send.per: "segment"`: a message takes as many places in the schedule as it has segments.
@Suite struct SegmentPacingTests {
    @Test(arguments: [(SendSettings.Unit.message, 100), (.segment, 300)])
    func `messages leave as far apart as their segments ask`(
        _ unit: SendSettings.Unit,
        _ milliseconds: Int
    ) async throws {
        var pipeline = Pipeline()
        pipeline.settings.lookup.mode = .never
        pipeline.settings.send.ratePerSecond = 10
        pipeline.settings.send.per = unit
        // One after the other, so that the test's clock does not run on while one of them is about
        // to leave.
        pipeline.settings.send.maxConcurrent = 1
        pipeline.template = "Hi {{name}} " + String(repeating: "x", count: 400)
        let rows = try await pipeline.run(Pipeline.american(5)) { _, _ in .accepted }
        #expect(rows.map { $0.size?.segments } == Array(repeating: 3, count: 5))
        let times = pipeline.log.times("POST")
        let gaps = zip(times, times.dropFirst()).map { $1 - $0 }
        // The clock jumps, so single gaps are not exact; the whole tells messages from segments all
        // the same.
        let span = gaps.reduce(.zero, +)
        #expect(
            span > .milliseconds(milliseconds * 5 / 2) && span < .milliseconds(8 * milliseconds),
            "\(gaps)"
        )
    }

    @Test func `the plan's time counts what the rate counts`() {
        var settings = Sample.settings()
        settings.send.ratePerSecond = 10
        var plan = Plan()
        (plan.candidates, plan.segments) = (100, 300)
        #expect(plan.duration(settings) == .seconds(10))
        settings.send.per = .segment
        #expect(plan.duration(settings) == .seconds(30))
    }
}
