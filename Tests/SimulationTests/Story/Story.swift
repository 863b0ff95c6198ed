// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Foundation
import LedgerModel
import Providers
import TestSupport

/// The life of a campaign, from one seed: runs that are killed, interrupted and refused, until
/// nothing is left to do.
struct Story: Sendable {
    /// From this run on nothing goes wrong any more: then the campaign must come to its end.
    private static let calmRun = 7
    /// So often it may become quiet for somebody until all have their message.
    private static let mostWaits = 12

    let seed: UInt64
    let lists: Lists
    var flaw: Flaw?
    /// The step of the first run at which it is killed; `nil` leaves kills to chance.
    var killStep: Int?
    /// Whether all events are written down.
    var isTraced = false

    /// What came of it.
    struct Ending: Sendable {
        let violations: [String]
        let trace: [String]
        let counts: Counts
        /// The steps that the first run took.
        let firstRunSteps: Int
    }

    func tell() async -> Ending {
        let size = Lists.sizes[Int(seed % UInt64(Lists.sizes.count))]
        let world = World(seed: seed, listSize: size, flaw: flaw, isTraced: isTraced)
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
        var command = Command()
        for number in 1...Self.calmRun + 1 + (world.rails.calendar == nil ? 0 : Self.mostWaits) {
            await rest(before: number, in: world)
            let begin = world.machine.steps
            command = world.state.withLock { [command] state in
                command.next(number, isCalm: number >= Self.calmRun, &state)
            }
            let lines = await run(number, command, in: world)
            if number == 1 { firstRunSteps = world.machine.steps - begin }
            // What a failing disk did not take in is not at its end, whatever the report says.
            let isEnd = lines?.contains { $0.status == "pending" } == false
            guard let lines, isEnd, command.isPlain,
                !world.state.withLock({ $0.run.diskFailed })
            else { continue }
            await runOnce(more: lines, command, in: world)
            return firstRunSteps
        }
        world.complain("the campaign never comes to an end")
        return firstRunSteps
    }

    /// Lets some time pass: a moment, or where that makes a difference any, or as a user does who
    /// comes back when somebody's quiet hours are over.
    private func rest(before number: Int, in world: World) async {
        guard number > 1 else { return }
        var moment = world.machine.now + .milliseconds(5)
        if world.rails.hasDays {
            let any = world.state.withLock {
                $0.chance.pick(from: [0, 0, 50, 1000, 10_000, 50_000, 90_000], or: 0)
            }
            moment += .seconds(any)
            let opening = world.state.withLock { $0.run.openings.values.min() }
            if number > Self.calmRun || any == 0, let opening {
                moment = max(
                    moment,
                    .seconds(opening.timeIntervalSince(world.rails.begin).rounded(.up))
                )
            }
        }
        if number >= Self.calmRun {
            // A user who has been told to come back later does.
            moment = max(moment, world.state.withLock { $0.restUntil })
        }
        world.machine.beginRun()
        await world.machine.pause(until: moment)
    }

    /// The same command once more: it must send nothing but to those whom a failed lookup had left
    /// out.
    private func runOnce(more lines: [ReportLine], _ command: Command, in world: World) async {
        let before = world.state.withLock { $0.counts.requests }
        var command = Command()
        let last = world.state.withLock { $0.command }
        (command.wish, command.account) = (last.wish, last.account)
        command.allowances.earlierTexts = true
        let again = await run(Self.calmRun, command, in: world) ?? []
        let changed = zip(lines, again).filter { $0.status != $1.status }.map(\.0)
        if changed.contains(where: { !["lookup_failed", "invalid_number"].contains($0.reason) }) {
            world.complain("a run too many changes the report")
        }
        let sent = world.state.withLock { $0.counts.requests } - before
        if sent > changed.count { world.complain("a run too many sends") }
        let unconfirmed = again.count { $0.status == "unconfirmed" }
        world.state.withLock { $0.counts.unconfirmed = unconfirmed }
    }
}

// MARK: - One run

extension Story {
    /// Makes one run, and checks what it left.
    ///
    /// - Returns: its report's lines; `nil` where it came to nothing.
    private func run(_ number: Int, _ command: Command, in world: World) async -> [ReportLine]? {
        let lost = begin(number, command, in: world)
        let run = SimulatedRun(world: world, command: command, lists: lists)
        let before = world.state.withLock { $0.files[command.reportPath] }
        arrangeEnd(of: run, number)
        let ending: SimulatedRun.Ending?
        do {
            ending = try await run.run()
        } catch {
            world.complain("the run threw an error: \(error)")
            ending = nil
        }
        let now = world.machine.now
        if !world.isDead { world.state.withLock { $0.settleCommits(by: now + .seconds(60)) } }
        world.machine.endRun()
        let lines = check(ending, ReportChecks(world: world, before: before))
        if case .refused(let refusal) = ending, let lost,
            refusal.isOfFiles || refusal == .lostLedger
        {
            // The user puts the ledger back.
            world.state.withLock { $0.disk.put(lost) }
        }
        return lines
    }

    /// Begins a run.
    ///
    /// - Returns: the ledger that was moved away; `nil` where it lies in its place.
    private func begin(_ number: Int, _ command: Command, in world: World) -> Disk.Copy? {
        world.machine.beginRun()
        world.note("run \(number): \(command)")
        let time = SimulatedTime(world: world)
        world.jump()
        let date = time.wallDate
        return world.state.withLock { state in
            let lost = command.losesLedger || command.putsBackBackup ? state.disk.copy : nil
            if command.losesLedger { state.disk.takeAway() }
            if command.putsBackBackup { state.putBackBackup() } else { state.makeBackup() }
            state.begin(command, isCalm: number >= Self.calmRun)
            let expectation = Expectation(state, at: date)
            state.run.expectation = expectation
            if expectation.refusal?.isOfFiles == true { return lost }
            if state.disk.files.loss != nil {
                state.acceptLoss()
            } else if state.disk.ledger.campaigns.isEmpty, expectation.refusal == nil {
                state.forgetMessages()
            }
            return lost
        }
    }

    private func check(_ ending: SimulatedRun.Ending?, _ report: ReportChecks) -> [ReportLine]? {
        let world = report.world
        guard !world.isDead else {
            Checks(world: world).checkAfterKill()
            report.checkWhole()
            return nil
        }
        // What was refused at its files was never opened: it may be open since a kill.
        if case .refused(let refusal) = ending, refusal.isOfFiles {
            Checks(world: world).checkProvider()
        } else {
            Checks(world: world).checkAfterEnd()
        }
        let (expected, command) = world.state.withLock { ($0.run.expectation, $0.command) }
        switch ending {
        case .ran(let result):
            if let refusal = expected?.refusal { world.complain("not refused: \(refusal)") }
            check(result, command, in: world)
            return report.check()
        case .refused(let refusal):
            if refusal != expected?.refusal { world.complain("refused: \(refusal)") }
            world.state.withLock { $0.counts.refusals[refusal, default: 0] += 1 }
            report.checkUntouched()
        case .declined:
            if let refusal = expected?.refusal { world.complain("not refused: \(refusal)") }
            report.checkUntouched()
        case .brokenOff, nil: report.checkWhole()
        }
        return nil
    }

    /// A run that waits ends only when nobody is left who waits.
    private func check(_ result: RunResult, _ command: Command, in world: World) {
        if case .account(.credit, _, _, _) = result.stopCause {
            world.state.withLock { $0.counts.broke += 1 }
        }
        let hasStopped = result.stopCause != nil || result.capReached != nil
        let isCanary = world.state.withLock { $0.run.canary != nil && !$0.run.goesOn }
        guard command.waits, !hasStopped, !isCanary else { return }
        if world.state.withLock({ !$0.run.openings.isEmpty }) {
            world.complain("a run that waits has left people waiting")
        }
    }

    /// Chance decides whether a run is killed or interrupted, and at which of its steps.
    private func arrangeEnd(of run: SimulatedRun, _ number: Int) {
        let world = run.world
        if let killStep {
            if number == 1 { world.machine.interrupt(after: killStep) { run.kill() } }
            return
        }
        guard number < Self.calmRun else { return }
        let (kill, signal, jump) = world.state.withLock { state in
            (
                state.chance.oneIn(2) ? state.chance.earlyOrLate() : nil,
                state.chance.oneIn(5) ? state.chance.earlyOrLate() : nil,
                state.events.earlyOrLate()
            )
        }
        world.machine.interrupt(after: jump) { world.jump() }
        if let kill { world.machine.interrupt(after: kill) { run.kill() } }
        if let signal { world.machine.interrupt(after: signal) { run.interrupt() } }
    }
}
