// SPDX-License-Identifier: Apache-2.0

import Pacing
import TestSupport

/// Callers who share a pace, in simulated time: they come at random, the whole machine stalls at
/// random, and connections take their time between a slot and its departure.
struct PaceSimulation {
    struct Departure {
        let time: Duration
        let cost: Int
    }

    var pace: Pace
    var generator: SeededGenerator

    /// The highest cost of a departure.
    var highestCost = 1

    /// Stalls of up to this length come now and then between a wake-up and the departure.
    var longestStall = Duration.milliseconds(300)

    /// One caller in so many must wait for a connection, for up to so long; 0: nobody.
    var slowOneIn = 0
    var longestConnect = Duration.seconds(3)
    /// Whether every slow connection takes the longest time.
    var isSteady = false
    /// How often somebody was held back at the last moment.
    var timesHeld = 0
    /// The slots of those whose connection stands already.
    private var warm: Set<Slot> = []

    /// Whether the caller whose slot opens first is looked at first, as sleeping tasks are, or any.
    var isOrderly = false

    init(_ pace: Pace, seed: UInt64) {
        self.pace = pace
        generator = SeededGenerator(seed: seed)
    }

    /// Lets so many callers depart, one after another, each with its own delays.
    mutating func run(departures count: Int, width: Int) -> [Departure] {
        var departures: [Departure] = []
        var now = Duration.seconds(5)
        var holders: [Slot] = []
        var connecting: [(ready: Duration, slot: Slot)] = []
        while departures.count < count {
            while holders.count + connecting.count < width {
                holders.append(pace.reserve(cost: cost(), at: now))
            }
            for (_, slot) in connecting.filter({ $0.ready <= now }) {
                leave(slot, at: now, into: &departures, orBack: &holders)
            }
            connecting.removeAll { $0.ready <= now }
            guard !holders.isEmpty else {
                now = connecting.map(\.ready).min() ?? now
                continue
            }
            let index = choice(among: holders)
            switch pace.verdict(on: holders[index], at: now) {
            case .depart:
                let slot = holders.remove(at: index)
                if slowOneIn > 0, !warm.contains(slot),
                    Int.random(in: 0..<slowOneIn, using: &generator) == 0
                {
                    let share = isSteady ? 1 : Double.random(in: 0...1, using: &generator)
                    connecting.append((now + longestConnect * share, slot))
                } else {
                    leave(slot, at: now, into: &departures, orBack: &holders)
                }
            case .reserveAnew: holders[index] = pace.reserve(cost: holders[index].cost, at: now)
            case .wait:
                let opens = holders.map { pace.moved($0).opens } + connecting.map(\.ready)
                now = max(now, opens.min() ?? now)
            }
            now += pause()
        }
        return departures
    }

    /// The last look: whoever is held back waits for its slot again.
    private mutating func leave(
        _ slot: Slot, at now: Duration, into departures: inout [Departure],
        orBack holders: inout [Slot]
    ) {
        switch pace.depart(with: slot, at: now) {
        case .leaves(let slot): departures.append(Departure(time: now, cost: slot.cost))
        case .held(let slot):
            timesHeld += 1
            holders.append(slot)
            warm.insert(slot)
        }
    }

    private mutating func choice(among holders: [Slot]) -> Int {
        let index =
            isOrderly
            ? holders.indices.min { holders[$0].opens < holders[$1].opens }
            : holders.indices.randomElement(using: &generator)
        return index ?? 0
    }

    private mutating func cost() -> Int { Int.random(in: 1...highestCost, using: &generator) }

    /// Mostly microseconds, sometimes milliseconds, seldom a stall.
    private mutating func pause() -> Duration {
        switch Int.random(in: 0..<100, using: &generator) {
        case 0: longestStall * Double.random(in: 0...1, using: &generator)
        case 1...5: .milliseconds(Int.random(in: 0...20, using: &generator))
        default: .microseconds(Int.random(in: 0...200, using: &generator))
        }
    }
}

extension [PaceSimulation.Departure] {
    /// The largest excess of units over `rate × W + rate × 50 ms` in any window of at least one
    /// second.
    func largestExcess(rate: Double) -> Double {
        var largest = 0.0
        for first in indices {
            var units = 0
            for last in first..<endIndex {
                units += self[last].cost
                let window = Swift.max(1, (self[last].time - self[first].time) / .seconds(1))
                largest = Swift.max(largest, Double(units) - rate * (window + 0.05))
            }
        }
        return largest
    }
}
