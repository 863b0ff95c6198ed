// SPDX-License-Identifier: Apache-2.0

import Pacing
import TestSupport
import Testing

@Suite struct PushBackTests {
    private let start = Duration.seconds(100)
    private let silent = RateAnswer.tooFast(asked: nil, backOff: .milliseconds(500))

    /// A departure at a moment; the schedule may be behind it.
    private func departure(_ pace: inout Pace, at now: Duration) -> Slot {
        switch pace.depart(with: pace.reserve(at: now), at: now) {
        case .leaves(let slot), .held(let slot): slot
        }
    }

    @Test func `three refusals with nothing accepted between halve the rate, which climbs back`() {
        var pace = Pace(ratePerSecond: 16)
        for count in 1...3 {
            let reaction = pace.note(silent, for: departure(&pace, at: start), at: start)
            #expect(reaction.refusals == count)
            #expect((reaction.pause > .zero) == (count == 3))
        }
        #expect(pace.currentRate(at: start) == 8)
        #expect(pace.currentRate(at: start + .seconds(15)) == 12)
        #expect(pace.currentRate(at: start + .seconds(30)) == 16)
        #expect(pace.currentRate(at: start + .seconds(60)) == 16)
    }

    @Test func `requests that left before a halving halve no further`() {
        var pace = Pace(ratePerSecond: 16)
        let slots = (0..<9).map { _ in departure(&pace, at: start) }
        for slot in slots { pace.note(silent, for: slot, at: start) }
        #expect(pace.currentRate(at: start) == 8)
    }

    @Test func `the rate never falls below a sixteenth`() {
        var pace = Pace(ratePerSecond: 16)
        for _ in 0..<40 { pace.note(silent, for: departure(&pace, at: start), at: start) }
        #expect(pace.currentRate(at: start) == 1)
    }

    @Test(arguments: [0.01, 0.05, 0.2, 0.5], [UInt64](1...3))
    func `a provider that refuses one request in a hundred is left alone`(
        share: Double, seed: UInt64
    ) {
        var pace = Pace(ratePerSecond: 200)
        var generator = SeededGenerator(seed: seed)
        var now = start
        var sum = 0.0
        for _ in 0..<10_000 {
            let isRefused = Double.random(in: 0..<1, using: &generator) < share
            let slot = departure(&pace, at: now)
            pace.note(isRefused ? silent : .accepted, for: slot, at: now)
            sum += pace.currentRate(at: now)
            now += .milliseconds(5)
        }
        let used = sum / 10_000 / 200
        #expect(share > 0.01 || used > 0.97)
        #expect(share < 0.2 || used < 0.7)
    }

    @Test func `a pause that is asked for holds from the first refusal on`() {
        var pace = Pace(ratePerSecond: 10)
        let slot = departure(&pace, at: start)
        let answer = RateAnswer.tooFast(asked: .seconds(7), backOff: .milliseconds(500))
        #expect(pace.note(answer, for: slot, at: start).pause == .seconds(7))
        #expect(pace.currentRate(at: start) == 10)
        #expect(pace.reserve(at: start).opens == start + .seconds(7))
        #expect(pace.depart(with: slot, at: start + .seconds(6)) != .leaves(slot))
    }

    /// Asks again as soon as the pauses allow it, and is always refused; gives when that was found
    /// to be hopeless, and after how many requests.
    private func drought(
        asked: Duration?, backOff: Duration, rate: Double
    ) -> (after: Duration, requests: Int) {
        var pace = Pace(ratePerSecond: rate)
        var now = start
        for count in 1...1000 {
            var slot = pace.reserve(at: now)
            while case .held(let later) = pace.depart(with: slot, at: now) {
                (slot, now) = (later, max(now + .milliseconds(1), pace.moved(later).opens))
            }
            now += .milliseconds(20)
            let answer = RateAnswer.tooFast(asked: asked, backOff: backOff)
            if pace.note(answer, for: slot, at: now).isHopeless { return (now - start, count) }
        }
        return (now - start, .max)
    }

    @Test(arguments: [20, 100, 500], [1.0, 10, 50, 1000])
    func `a limit of the day shows within a minute and a few dozen requests`(
        backOff: Int, rate: Double
    ) {
        let found = drought(asked: nil, backOff: .milliseconds(backOff), rate: rate)
        #expect(found.after >= .seconds(40) && found.after <= .seconds(55))
        #expect(found.requests <= 40)
    }

    @Test(arguments: [1, 30, 100])
    func `pauses that the provider asks for are no time without success`(seconds: Int) {
        let found = drought(
            asked: .seconds(seconds), backOff: .milliseconds(500), rate: 10)
        #expect(found.requests <= 45 && found.after >= .seconds(40), "\(found)")
    }

    @Test func `one message that is accepted ends a run of refusals`() {
        var pace = Pace(ratePerSecond: 10)
        var now = start
        for _ in 0..<100 {
            let slot = departure(&pace, at: now)
            for _ in 0..<2 {
                #expect(!pace.note(silent, for: slot, at: now).isHopeless)
            }
            pace.note(.accepted, for: slot, at: now)
            now += .seconds(10)
        }
    }

    @Test func `a schedule goes on where another one has ended`() {
        var first = Pace(ratePerSecond: 10, burst: 20)
        for _ in 0..<20 { _ = departure(&first, at: start) }
        #expect(first.memory(at: start).busy > .seconds(1.9))
        var second = Pace(ratePerSecond: 10, burst: 20)
        second.resume(first.memory(at: start), at: start)
        let slot = second.reserve(at: start)
        #expect(slot.opens > start + .milliseconds(50))
        #expect(slot.opens <= start + .milliseconds(100))
        var third = Pace(ratePerSecond: 10, burst: 20)
        third.resume(third.worstMemory, at: start)
        #expect(third.reserve(at: start).opens > start + .milliseconds(99))
        let segments = Pace(ratePerSecond: 10, largestCost: 10)
        #expect(segments.worstMemory.busy == .seconds(1))
        var fourth = Pace(ratePerSecond: 10)
        fourth.resume(.init(busy: .seconds(100_000), paused: .seconds(3)), at: start)
        #expect(fourth.reserve(at: start).opens < start + .seconds(4))
    }
}
