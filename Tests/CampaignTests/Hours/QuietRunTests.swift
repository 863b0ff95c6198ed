// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Hours
import Lists
import Foundation
import Pacing
import PhoneNumbers
import Testing

/// Whole runs on a clock of their own, which cross the end of a window.
@Suite struct QuietRunTests {
    /// 17:13:20 in New York on 14 November 2023, when every pipeline begins.
    private let start = Sample.date
    private let newYork = Place(zones: ["America/New_York"])

    private func pipeline(quietFrom begin: String, before: String? = nil) throws -> Pipeline {
        var pipeline = Pipeline()
        let hours = WeeklyHours(
            quietFrom: try #require(TimeOfDay(begin)),
            until: TimeOfDay(hour: 8)
        )
        pipeline.sendWindow = SendWindow(
            quietHours: QuietHours(.everywhere(hours)),
            sendBefore: try before.map { try SendDeadline($0) },
            locator: RecipientLocator()
        )
        pipeline.settings.lookup.mode = .never
        pipeline.settings.send.ratePerSecond = 1
        return pipeline
    }

    @Test
    func
        `a run that crosses the end of the window stops for those who live there, and for nobody else`()
        async throws
    {
        var pipeline = try pipeline(quietFrom: "17:14")
        pipeline.settings.send.maxConcurrent = 5
        // Numbers of New York, where it is quiet after 40 seconds, and of California, where it is
        // not.
        let phones = (0..<70).map {
            $0.isMultiple(of: 2) ? "+1212555\(1000 + $0)" : "+1415555\(1000 + $0)"
        }
        let rows = try await pipeline.run(phones) { _, _ in .accepted }
        let quiet = rows.filter { $0.words == "pending quiet_hours" }
        #expect(rows.filter { $0.words == "sent" }.count + quiet.count == 70)
        #expect(
            rows.count { $0.words == "sent" && $0.number?.e164.hasPrefix("+1415") == true } == 35
        )
        #expect(quiet.count > 5 && quiet.allSatisfy { $0.number?.e164.hasPrefix("+1212") == true })
        #expect(
            quiet.allSatisfy {
                $0.verdict.detail.contains("2023-11-15 08:00") && $0.delivery == nil
            }
        )
        let end = Duration.seconds(1040)
        #expect(
            pipeline.log.times("POST +1212").allSatisfy { $0 < end }
                && !pipeline.log.times("POST +1212").isEmpty
        )
        #expect(
            pipeline.log.times("POST +1415").contains { $0 > end } && pipeline.stop.cause == nil
        )
        // Whoever had an intent when the window closed has it no longer.
        let open = pipeline.log.count("intent") - pipeline.log.count("outcome")
        #expect(open == 0 && pipeline.log.count("POST") == rows.count { $0.words == "sent" })
    }

    @Test func `nobody pays a lookup for a row that cannot go now`() async throws {
        var pipeline = try pipeline(quietFrom: "17:00")
        pipeline.settings.lookup.mode = .always
        let rows = try await pipeline.run(Pipeline.american(5)) { _, _ in .type("mobile") }
        #expect(rows.allSatisfy { $0.words == "pending quiet_hours" && $0.lineDecision == nil })
        #expect(pipeline.log.words.isEmpty)
    }

    @Test func `a message that is refused for coming too fast is not tried again into quiet hours`()
        async throws
    {
        let pipeline = try pipeline(quietFrom: "17:14")
        let rows = try await pipeline.run(["+12125551000"]) { _, _ in
            .refused(429, "slow down", retryAfter: "60")
        }
        #expect(rows.map(\.words) == ["pending quiet_hours"] && pipeline.log.count("POST") == 1)
        #expect(rows.first?.delivery?.attempts == 1)
    }

    @Test func `an intent that had to wait beyond the window is taken back`() async throws {
        var pipeline = try pipeline(quietFrom: "17:14")
        pipeline.settings.send.maxConcurrent = 50
        let rows = try await pipeline.run((0..<60).map { "+1212555\(1000 + $0)" }) { _, earlier in
            earlier == 0 ? .refused(429, "slow down", retryAfter: "100") : .accepted
        }
        #expect(pipeline.log.times("POST").allSatisfy { $0 < .seconds(1040) })
        #expect(rows.allSatisfy { $0.words == "sent" || $0.words == "pending quiet_hours" })
        let open =
            pipeline.log.words.count { $0.hasPrefix("intent") }
            - pipeline.log.words.count { $0.hasPrefix("outcome") }
        #expect(open == 0)
    }

    @Test func `who is connected when the window has closed does not leave`() async throws {
        var evening = try pipeline(quietFrom: "17:14")
        let time = evening.log.time
        // Less than the second that an intent may be old. Plivo tries to deliver for 5 s at the
        // least: the window closes 5 s before 17:14.
        evening.connect = { try? await time.sleep(until: time.now + .milliseconds(600)) }
        try await time.sleep(until: .milliseconds(1_034_500))
        let rows = try await evening.run(["+12125551000"]) { _, _ in .accepted }
        #expect(rows.map(\.words) == ["pending quiet_hours"])
        #expect(evening.log.words.filter { $0.hasPrefix("POST") } == [])
        #expect(evening.log.count("intent") > 0)
    }

    @Test func `what could not be sent in time is expired`() async throws {
        var pipeline = try pipeline(quietFrom: "21:00", before: "2023-11-14T17:14")
        pipeline.settings.send.maxConcurrent = 5
        let rows = try await pipeline.run((0..<60).map { "+1212555\(1000 + $0)" }) { _, _ in
            .accepted
        }
        let expired = rows.count { $0.words == "skipped expired" }
        #expect(expired > 15 && rows.count { $0.words == "sent" } == 60 - expired)
        #expect(pipeline.log.times("POST").allSatisfy { $0 < .seconds(1040) })
    }

    @Test func `the provider is told not to deliver after the window`() async throws {
        let pipeline = try pipeline(quietFrom: "18:00")
        _ = try await pipeline.run(["+12125551000"]) { _, _ in .accepted }
        let body = try #require(pipeline.bodies.texts.withLock { $0 }.first)
        // 46 minutes and 40 seconds are left, less the time until the slot.
        let seconds = try #require(
            body.firstMatch(of: #/"message_expiry":([0-9]+)/#).flatMap { Int($0.1) }
        )
        #expect((2790...2800).contains(seconds), "\(body)")
    }

    @Test func `where the provider gives up earlier by itself it is told nothing`() async throws {
        let pipeline = try pipeline(quietFrom: "21:00")
        _ = try await pipeline.run(["+12125551000"]) { _, _ in .accepted }
        #expect(pipeline.bodies.texts.withLock { $0 }.first?.contains("message_expiry") == false)
    }
}
