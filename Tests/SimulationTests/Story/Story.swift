// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Lists
import Foundation
import TestSupport

/// The life of one campaign, from one seed: runs that are killed, interrupted and refused, until
/// nothing is left to do.
struct Story: Sendable {
    /// From this run on nothing goes wrong any more: then the campaign must come to its end.
    private static let calmRun = 7
    /// So often it may become quiet for somebody until all have their message.
    private static let mostWaits = 12

    let seed: UInt64
    let list: RecipientList
    let suppression: Suppression
    /// How many rows the list has.
    let listSize: Int
    var flaw: Flaw?
    /// The step of the first run at which it is killed; `nil` leaves kills to chance.
    var killStep: Int?

    /// What came of it.
    struct Ending: Sendable {
        let violations: [String]
        let trace: [String]
        let counts: Counts
        /// The steps that the first run took.
        let firstRunSteps: Int
    }

    /// Tells the story.
    func tell() async -> Ending {
        let world = World(seed: seed, listSize: listSize, flaw: flaw)
        let steps = await withTaskExecutorPreference(world.machine) {
            defer { world.machine.finish() }
            return await live(in: world)
        }
        if world.machine.strays > 0 {
            world.complain("work outside the simulated machine: \(world.machine.strays)")
        }
        let trail = String(world.machine.trail, radix: 16)
        return world.state.withLock { state in
            state.counts.seeds = 1
            state.counts.steps = world.machine.steps
            let end = "the end after \(world.machine.steps) steps, trail \(trail)"
            return Ending(
                violations: state.violations,
                trace: state.trace + [end],
                counts: state.counts,
                firstRunSteps: steps
            )
        }
    }

    private func live(in world: World) async -> Int {
        var firstRunSteps = 0
        var rows: [ReportRow]?
        for number in 1...Self.calmRun + 1 + (world.rails.calendar == nil ? 0 : Self.mostWaits) {
            await rest(after: rows, before: number, in: world)
            let begin = world.machine.steps
            rows = await run(number, in: world)
            if number == 1 { firstRunSteps = world.machine.steps - begin }
            // What a failing disk did not take in is not at its end, whatever the report says.
            let isEnd = rows?.contains { $0.verdict.status == .pending } == false
            guard let rows, isEnd, !world.state.withLock({ $0.diskFailed }) else { continue }
            await runOnce(more: rows, in: world)
            return firstRunSteps
        }
        world.complain("the campaign never comes to an end")
        return firstRunSteps
    }

    /// Lets some time pass, where that makes a difference: any, or as `send --wait` does, until
    /// somebody's quiet hours are over.
    private func rest(after rows: [ReportRow]?, before number: Int, in world: World) async {
        guard number > 1, world.rails.hasDays else { return }
        let any = world.state.withLock {
            $0.chance.pick(from: [0, 0, 50, 1000, 10_000, 50_000, 90_000], or: 0)
        }
        var moment = world.machine.now + .seconds(any)
        if number > Self.calmRun || any == 0,
            let opening = rows?.compactMap(\.verdict.notBefore).min()
        {
            moment = .seconds(opening.timeIntervalSince(world.rails.begin).rounded(.up))
        }
        world.machine.beginRun()
        await world.machine.pause(until: moment)
    }

    /// Makes one run, and checks what it left.
    ///
    /// - Returns: its report's rows; `nil` where it was killed.
    private func run(_ number: Int, in world: World) async -> [ReportRow]? {
        begin(number, in: world)
        let run = SimulatedRun(world: world, list: list, suppression: suppression)
        arrangeEnd(of: run, number)
        let rows = try? await run.rows()
        let now = world.machine.now
        if !world.isDead { world.state.withLock { $0.settleCommits(by: now + .seconds(60)) } }
        world.machine.endRun()
        guard !world.isDead else {
            Checks(world: world).checkAfterKill()
            return nil
        }
        guard let rows else {
            world.complain("the run threw an error")
            return nil
        }
        Checks(world: world).check(rows)
        return rows
    }

    /// The same command once more: it must send nothing but to those whom a failed lookup had left
    /// out.
    private func runOnce(more rows: [ReportRow], in world: World) async {
        let before = world.state.withLock { $0.counts.requests }
        let again = await run(Self.calmRun, in: world) ?? []
        let changed = zip(rows, again).filter { $0.verdict.status != $1.verdict.status }.map(\.0)
        if changed.contains(where: { $0.verdict.status != .skipped || $0.lineDecision != .lookup })
        {
            world.complain("a run too many changes the report")
        }
        let sent = world.state.withLock { $0.counts.requests } - before
        if sent > changed.count { world.complain("a run too many sends") }
        let unconfirmed = again.count { $0.verdict.status == .unconfirmed }
        world.state.withLock { $0.counts.unconfirmed = unconfirmed }
    }

    private func begin(_ number: Int, in world: World) {
        world.machine.beginRun()
        world.state.withLock { state in
            state.isDead = false
            state.diskFailed = false
            state.isCalm = number >= Self.calmRun
            state.departures = []
            state.quiet = nil
            state.counts.runs += 1
            state.disk.settleCrashedIntents(boldly: state.flaw == .boldRecovery)
        }
        world.note("run \(number)")
    }

    /// Chance decides whether a run is killed or interrupted, and at which of its steps.
    private func arrangeEnd(of run: SimulatedRun, _ number: Int) {
        let world = run.world
        if let killStep {
            if number == 1 { world.machine.interrupt(after: killStep) { run.kill() } }
            return
        }
        guard number < Self.calmRun else { return }
        let (kill, signal) = world.state.withLock { state in
            (
                state.chance.oneIn(2) ? state.chance.earlyOrLate() : nil,
                state.chance.oneIn(5) ? state.chance.earlyOrLate() : nil
            )
        }
        if let kill { world.machine.interrupt(after: kill) { run.kill() } }
        if let signal { world.machine.interrupt(after: signal) { run.interrupt() } }
    }
}
