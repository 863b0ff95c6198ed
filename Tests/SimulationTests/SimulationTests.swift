// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Lists
import Foundation
import PhoneNumbers
import Testing

/// Whole campaigns on a simulated machine, thousands of them: the same seed always tells the same
/// story.
///
/// In the environment: `SIMULATION_SEEDS=10000` tells so many stories, `SIMULATION_FIRST_SEED=N`
/// begins at another one, and `SIMULATION_SEED=N` tells a single one with its whole trace.
@Suite struct SimulationTests {
    private let lists: Lists

    init() throws {
        lists = try Lists()
    }

    private static func environment(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
    }

    private func story(_ seed: UInt64, flaw: Flaw? = nil, killStep: Int? = nil) -> Story {
        Story(seed: seed, lists: lists, flaw: flaw, killStep: killStep)
    }

    private func tracedStory(_ seed: UInt64) -> Story {
        Story(seed: seed, lists: lists, isTraced: true)
    }

    /// What many stories came to.
    private struct Stories: Sendable {
        var counts = Counts()
        var failures: [(seed: UInt64, violations: [String])] = []
    }

    /// Tells many stories, two at a time.
    ///
    /// - Parameters:
    ///   - seeds: a seed for each.
    ///   - flaw: a flaw that all have; then the first story that fails is the last.
    /// - Returns: what they came to.
    private func tell(_ seeds: some Sequence<UInt64>, flaw: Flaw? = nil) async -> Stories {
        await withTaskGroup(of: (UInt64, Story.Ending).self) { group in
            var stories = Stories()
            var waiting = seeds.makeIterator()
            for seed in [waiting.next(), waiting.next()].compactMap(\.self) {
                group.addTask { (seed, await story(seed, flaw: flaw).tell()) }
            }
            while let (seed, ending) = await group.next() {
                stories.counts += ending.counts
                if !ending.violations.isEmpty { stories.failures.append((seed, ending.violations)) }
                guard flaw == nil || stories.failures.isEmpty, let next = waiting.next() else {
                    continue
                }
                group.addTask { (next, await story(next, flaw: flaw).tell()) }
            }
            return stories
        }
    }

    @Test func `whatever happens, nobody gets two messages and nobody is lost`() async throws {
        let first = Self.environment("SIMULATION_FIRST_SEED") ?? 1
        let clock = ContinuousClock()
        let begin = clock.now
        let stories = await tell(
            (0..<(Self.environment("SIMULATION_SEEDS") ?? 200)).lazy.map { first &+ $0 }
        )
        let (counts, seconds) = (stories.counts, (clock.now - begin) / .seconds(1))
        print("simulation: \(counts), \(Int(Double(counts.seeds) / seconds)) seeds a second")
        for (seed, violations) in stories.failures.sorted(by: { $0.seed < $1.seed }).prefix(10) {
            Issue.record("SIMULATION_SEED=\(seed): \(violations.joined(separator: "; "))")
        }
        guard counts.seeds >= 200 else { return }
        #expect(
            counts.kills > 0 && counts.signals > 0 && counts.ledgerFaults > 0
                && counts.ambiguous > 0
        )
        #expect(
            counts.crashed > 0 && counts.unconfirmed > 0
                && Set(counts.fates.keys) == Set(SendFate.allCases)
        )
        #expect(counts.waiting > 0 && counts.expired > 0 && counts.suppressed > 0)
        #expect(counts.canaries > 0 && counts.waits > 0 && counts.reportFaults > 0)
        #expect(counts.questions > 0 && counts.broke > 0)
        #expect(counts.losses > 0 && counts.jumps > 0)
        // A ledger that is gone in a run takes more seeds.
        #expect(Set(counts.refusals.keys).union([.goneLedger]) == Set(Refusal.allCases))
    }

    @Test func `the same seed tells the same story, byte for byte`() async throws {
        for seed in 1...16 as ClosedRange<UInt64> {
            let first = await tracedStory(seed).tell()
            let second = await tracedStory(seed).tell()
            #expect(first.trace == second.trace && first.trace.count > 1)
        }
        let (one, other) = (await tracedStory(8).tell(), await tracedStory(16).tell())
        #expect(one.trace != other.trace)
    }

    @Test(arguments: [15, 22] as [UInt64])
    func `a run may be killed at any of its steps`(seed: UInt64) async throws {
        let steps = await story(seed, killStep: .max / 2).tell().firstRunSteps
        #expect(steps > 10)
        for step in 0...steps {
            let ending = await story(seed, killStep: step).tell()
            #expect(ending.violations.isEmpty, "seed \(seed), killed at step \(step)")
        }
    }

    @Test(arguments: Flaw.allCases)
    func `a flaw is found out`(flaw: Flaw) async throws {
        let stories = await tell(1...400, flaw: flaw)
        #expect(!stories.failures.isEmpty)
    }

    @Test(arguments: ["+12085551070", "+447400123001", "+12025551030"])
    func `the simulation means the time zones that the numbering plan knows`(number: String) throws
    {
        let zones = NumberingPlan.bundled.timeZones(of: try #require(PhoneNumber(e164: number)))
        #expect(Set(zones) == Set(Lists.zones(of: number, usesColumn: false)))
    }

    @Test(.enabled(if: environment("SIMULATION_SEED") != nil))
    func `a single seed shows its trace`() async throws {
        let seed = try #require(Self.environment("SIMULATION_SEED"))
        let ending = await tracedStory(seed).tell()
        for line in ending.trace { print(line) }
        #expect(ending.violations.isEmpty)
    }
}
