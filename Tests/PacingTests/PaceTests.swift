// SPDX-License-Identifier: Apache-2.0

import Pacing
import Testing

@Suite struct PaceTests {
    private let start = Duration.seconds(100)

    @Test func `the first caller departs at once`() {
        var pace = Pace(ratePerSecond: 10)
        let slot = pace.reserve(at: start)
        #expect(pace.verdict(on: slot, at: start) == .depart)
    }

    @Test func `callers depart one interval after another`() {
        var pace = Pace(ratePerSecond: 10)
        let slots = (0..<5).map { _ in pace.reserve(at: start) }
        for (earlier, later) in zip(slots, slots.dropFirst()) {
            #expect(later.opens - earlier.opens == .milliseconds(100))
        }
        #expect(pace.verdict(on: slots[1], at: start) == .wait(until: slots[1].opens))
        #expect(pace.verdict(on: slots[1], at: slots[1].opens) == .depart)
    }

    @Test(arguments: 1...5)
    func `so many depart at once after a quiet time as the burst allows`(burst: Int) {
        var pace = Pace(ratePerSecond: 1, burst: burst)
        let slots = (0..<10).map { _ in pace.reserve(at: start) }
        #expect(slots.count { pace.verdict(on: $0, at: start) == .depart } == burst)
    }

    @Test func `a caller up to 50 ms late keeps its slot, a later one does not`() {
        var pace = Pace(ratePerSecond: 1)
        _ = pace.reserve(at: start)
        let slot = pace.reserve(at: start)
        #expect(pace.verdict(on: slot, at: slot.opens + .milliseconds(50)) == .depart)
        #expect(pace.verdict(on: slot, at: slot.opens + .milliseconds(51)) == .reserveAnew)
    }

    @Test func `after a stall nothing is caught up beyond 50 ms`() {
        var pace = Pace(ratePerSecond: 1000)
        _ = pace.reserve(at: start)
        let now = start + .seconds(10)
        let atOnce = (0..<1000).count { _ in
            let slot = pace.reserve(at: now)
            return pace.verdict(on: slot, at: now) == .depart
        }
        #expect(atOnce <= 51)
    }

    @Test func `a costly departure delays the next by its cost`() {
        var pace = Pace(ratePerSecond: 10)
        let first = pace.reserve(cost: 3, at: start)
        let second = pace.reserve(at: start)
        #expect(second.opens - first.opens == .milliseconds(300))
    }

    @Test(
        arguments: [(0.5, 1), (1, 1), (10, 1), (10, 20), (20, 5), (200, 1), (1000, 10)],
        [UInt64](1...5)
    )
    func `in no window of a second or more the limit is passed`(
        limit: (rate: Double, burst: Int),
        seed: UInt64
    ) {
        var simulation = PaceSimulation(
            Pace(ratePerSecond: limit.rate, burst: limit.burst),
            seed: seed
        )
        let departures = simulation.run(departures: 600, width: Int(seed) * 4)
        #expect(departures.largestExcess(rate: limit.rate) <= Double(limit.burst) + 1e-6)
    }

    @Test(
        arguments: [(0.1, 1), (1, 1), (10, 1), (10, 20), (100, 1), (1000, 10)],
        [UInt64](1...6)
    )
    func `in no window the limit is passed, however long connections take`(
        limit: (rate: Double, burst: Int),
        seed: UInt64
    ) {
        var simulation = PaceSimulation(
            Pace(ratePerSecond: limit.rate, burst: limit.burst),
            seed: seed
        )
        simulation.slowOneIn = Int(seed) / 2
        let departures = simulation.run(departures: 600, width: Int(seed) * 20)
        #expect(departures.largestExcess(rate: limit.rate) <= Double(limit.burst) + 1e-6)
    }

    @Test(arguments: [0.1, 1, 10, 100], [1, 100])
    func `slow connections cost no rate where enough of them are made at once`(
        rate: Double,
        oneIn: Int
    ) {
        var simulation = PaceSimulation(Pace(ratePerSecond: rate), seed: 7)
        simulation.isOrderly = true
        simulation.longestStall = .milliseconds(20)
        simulation.slowOneIn = oneIn
        simulation.isSteady = oneIn == 1
        let departures = simulation.run(departures: 1000, width: max(20, Int(rate * 10)))
        let span = (departures[departures.count - 1].time - departures[0].time) / .seconds(1)
        #expect(Double(departures.count - 1) / span >= 0.98 * rate, "held \(simulation.timesHeld)")
        #expect(simulation.timesHeld < departures.count / 2)
    }

    @Test(arguments: [UInt64](1...5))
    func `the limit holds for segments too`(seed: UInt64) {
        var simulation = PaceSimulation(Pace(ratePerSecond: 30, burst: 4), seed: seed)
        simulation.highestCost = 4
        #expect(simulation.run(departures: 600, width: 8).largestExcess(rate: 30) <= 4 + 1e-6)
    }

    @Test(arguments: [10.0, 100, 400], [UInt64](1...5))
    func `a backlog uses 99 percent of the rate when nothing stalls for long`(
        rate: Double,
        seed: UInt64
    ) {
        var simulation = PaceSimulation(Pace(ratePerSecond: rate), seed: seed)
        simulation.isOrderly = true
        simulation.longestStall = .milliseconds(40)
        let departures = simulation.run(departures: 2000, width: 20)
        let span = (departures[departures.count - 1].time - departures[0].time) / .seconds(1)
        #expect(Double(departures.count - 1) / span >= 0.99 * rate)
    }

    @Test func `a pause moves the schedule for those who wait, too`() {
        var pace = Pace(ratePerSecond: 10)
        let slots = (0..<4).map { _ in pace.reserve(at: start) }
        pace.pause(until: start + .milliseconds(220))
        let verdicts = slots.map { pace.verdict(on: $0, at: start + .milliseconds(10)) }
        #expect(verdicts.prefix(3).allSatisfy { $0 == .reserveAnew })
        #expect(verdicts[3] == .wait(until: slots[3].opens))
        #expect(pace.reserve(at: start).opens > slots[3].opens)
    }

    @Test func `nobody departs in a pause, whatever the burst`() {
        var pace = Pace(ratePerSecond: 10, burst: 10)
        pace.pause(until: start + .seconds(30))
        let opens = (0..<20).map { _ in pace.reserve(at: start).opens }
        #expect(opens.allSatisfy { $0 >= start + .seconds(30) })
    }

    @Test func `a shorter pause does not end a longer one`() {
        var pace = Pace(ratePerSecond: 10)
        pace.pause(until: start + .seconds(30))
        pace.pause(until: start + .seconds(1))
        #expect(pace.reserve(at: start).opens >= start + .seconds(30))
    }

    @Test(arguments: [0, -1, .nan, .infinity, 1e300, 1e-300] as [Double])
    func `a senseless rate does no harm`(rate: Double) {
        var pace = Pace(ratePerSecond: rate, burst: .max)
        let slot = pace.reserve(cost: .max, at: start)
        #expect(slot.opens <= slot.closes)
        #expect(pace.reserve(cost: .min, at: start).opens >= .zero)
    }
}
