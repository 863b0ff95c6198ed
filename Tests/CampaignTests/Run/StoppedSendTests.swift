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
