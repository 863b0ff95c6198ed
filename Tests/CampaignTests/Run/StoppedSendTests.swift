// SPDX-License-Identifier: Apache-2.0

import Campaign
import Configuration
import Lists
import TestSupport
import Testing

@Suite struct StoppedSendTests {
    @Test func `a stop leaves those who wait for the next run, and takes an intent back`()
        async throws
    {
        let time = ManualTime()
        var pipeline = Pipeline(time)
        pipeline.settings.send.ratePerSecond = 1
        let running = pipeline
        async let result = running.run(Pipeline.british(4)) { _, _ in .accepted }
        // The first has left; the others sleep until their intents are due.
        await time.waitUntilSleepers(count: 3)
        time.advance(to: time.nextDeadline ?? time.now)
        // The second has written its intent and sleeps until its slot.
        await time.waitUntilSleepers(count: 3)
        pipeline.stop.raise(.signal(2))
        let rows = try await result
        // Which of them comes first is up to the tasks.
        #expect(
            rows.map(\.words).sorted() == Array(repeating: "pending interrupted", count: 3) + [
                "sent"
            ]
        )
        let stories = Pipeline.british(4).map { pipeline.log.words(about: $0) }.sorted {
            $0.count < $1.count
        }
        #expect(
            stories == [
                [], [], ["intent", "outcome not_accepted"], ["intent", "POST", "outcome sent"],
            ]
        )
    }

    @Test func `a stop lets what is in flight finish`() async throws {
        let pipeline = Pipeline()
        let stop = pipeline.stop
        let rows = try await pipeline.run(Pipeline.british(1)) { _, _ in
            stop.raise(.signal(15))
            await Task.yield()
            return .accepted
        }
        #expect(
            rows.map(\.words) == ["sent"]
                && pipeline.log.words.last == "outcome \(Pipeline.british(1)[0]) sent"
        )
    }

    @Test func `a stop during a back-off keeps what is known of the tries`() async throws {
        let pipeline = Pipeline()
        let stop = pipeline.stop
        let rows = try await pipeline.run([Sample.britishMobile]) { _, _ in
            stop.raise(.signal(2))
            return .refused(429, "slow")
        }
        let row = try #require(rows.first)
        #expect(
            row.words == "pending interrupted" && row.delivery?.attempts == 1
                && pipeline.log.count("POST") == 1
        )
    }
}

/// Refusals that are not, or not at once, a reason to stop.
@Suite struct LastingRefusalTests {
    @Test func `one message that is refused for the rate holds nobody else back`() async throws {
        var pipeline = Pipeline()
        pipeline.settings.retry.base = .seconds(100)
        pipeline.settings.send.maxConcurrent = 1
        let first = Pipeline.british(1)[0]
        let rows = try await pipeline.run(Pipeline.british(30)) { ask, earlier in
            ask.number == first && earlier == 0 ? .refused(429, "slow") : .accepted
        }
        #expect(rows.allSatisfy { $0.words == "sent" })
        let times = pipeline.log.times("POST")
        #expect(times.count == 31)
        #expect(times.filter { $0 < times[0] + .seconds(100) }.count >= 30)
    }

    @Test func `a limit of the day stops the run with the provider's words`() async throws {
        var pipeline = Pipeline()
        pipeline.settings.retry.base = .milliseconds(100)
        pipeline.settings.retry.maximum = .milliseconds(200)
        let rows = try await pipeline.run(
            Pipeline.british(60),
            ScriptedTransport.answering(.refused(429, "500 messages a day")) { turn in turn >= 5 }
        )
        guard case .tooFast(let refusals, let duration, _) = pipeline.stop.cause else {
            Issue.record("\(String(describing: pipeline.stop.cause))")
            return
        }
        #expect(refusals <= 60 && duration >= .seconds(40) && duration < .seconds(60))
        #expect(pipeline.stop.cause?.sentence.contains("500 messages a day") == true)
        #expect(rows.count { $0.words == "sent" } == 5)
        #expect(rows.allSatisfy { $0.words == "sent" || $0.verdict.status == .pending })
    }

    @Test(arguments: [403, 404])
    func `one refusal as a whole among messages that are accepted stops nobody else`(
        status: Int
    ) async throws {
        var pipeline = Pipeline()
        pipeline.settings.send.maxConcurrent = 1
        let rows = try await pipeline.run(Pipeline.british(50)) { ask, _ in
            ask.number == Pipeline.british(8)[7] ? .refused(status, "not this one") : .accepted
        }
        #expect(pipeline.stop.cause == nil && rows.count { $0.words == "sent" } == 49)
        #expect(rows[7].words == "failed rejected")
        #expect(rows[7].verdict.detail.contains("not this one"))
    }

    @Test(arguments: [403, 404], [1, 4, 50])
    func `where nothing was accepted, refusals as a whole leave the rows pending`(
        status: Int, count: Int
    ) async throws {
        var pipeline = Pipeline()
        pipeline.settings.send.maxConcurrent = 1
        let rows = try await pipeline.run(Pipeline.british(count)) { ask, _ in
            .refused(status, "request 1f0e-\(ask.number) denied")
        }
        #expect(rows.count == count && rows.allSatisfy { $0.words == "pending stopped" })
        #expect(pipeline.log.count("POST") == min(count, 5))
        #expect((pipeline.stop.cause != nil) == (count >= 5))
    }
}
