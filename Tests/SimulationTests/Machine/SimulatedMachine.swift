// SPDX-License-Identifier: Apache-2.0

import Basics
import Dispatch
import Foundation
import Pacing

/// A computer with one thread, a virtual clock and no order of its own: chance decides which ready
/// task goes on.
///
/// Tasks come here by `withTaskExecutorPreference` and stay, as long as nothing on their way is
/// isolated to an actor. Only the first piece of work may come from another thread; any other that
/// does is counted as a stray, for it would bring in an order that no seed knows.
final class SimulatedMachine: TaskExecutor {
    private struct Shared: Sendable {
        var state: MachineState
        var driver: pthread_t?
        var entries = 0
        var strays = 0
        var isOver = false
    }

    private let shared: Guarded<Shared>
    private let queue = DispatchQueue(label: "simulated machine")
    private let onDeadlock: @Sendable () -> Void

    /// - Parameters:
    ///   - seed: decides over every choice.
    ///   - onDeadlock: called when there is nothing left to do and yet the work is not over.
    ///     Whoever waits for it waits for ever.
    init(seed: UInt64, onDeadlock: @escaping @Sendable () -> Void) {
        self.onDeadlock = onDeadlock
        shared = Guarded(Shared(state: MachineState(seed: seed)))
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isFirst = shared.withLock { shared in
            shared.state.add(job)
            if let driver = shared.driver {
                if pthread_equal(driver, pthread_self()) == 0 { shared.strays += 1 }
                return false
            }
            shared.entries += 1
            return true
        }
        if isFirst { queue.async { self.drive() } }
    }

    /// How the machine looks from outside.
    var now: Duration { shared.withLock { $0.state.now } }
    var steps: Int { shared.withLock { $0.state.steps } }
    var trail: UInt64 { shared.withLock { $0.state.trail } }
    /// Pieces of work that came from another thread than the machine's, the first one not counted.
    var strays: Int { shared.withLock { $0.strays + max(0, $0.entries - 1) } }

    /// The work is over: having nothing left to do is no deadlock any more.
    func finish() { shared.withLock { $0.isOver = true } }

    /// Notes a stray if the caller does not run on the machine.
    func checkPresence() {
        shared.withLock { shared in
            let isHere = shared.driver.map { pthread_equal($0, pthread_self()) != 0 } ?? false
            if !isHere { shared.strays += 1 }
        }
    }

    /// Lets something happen between two steps, so many steps from now.
    func interrupt(after steps: Int, _ action: @escaping @Sendable () -> Void) {
        shared.withLock {
            $0.state.add(MachineState.Interrupt(step: $0.state.steps + steps, action: action))
        }
    }

    /// Waits for a moment of the virtual clock, whatever happens to the task.
    ///
    /// - Returns: whether it was reached; `false` where the run ended before.
    @discardableResult
    func pause(until deadline: Duration) async -> Bool {
        await withCheckedContinuation { continuation in
            register(continuation, until: deadline, id: shared.withLock { $0.state.newID() })
        }
    }

    /// Waits for a moment of the virtual clock, or for the cancellation of the task.
    ///
    /// - Returns: whether it was reached.
    func sleep(until deadline: Duration) async -> Bool {
        // Whoever tries again and again after the end of a run must let the others end.
        if shared.withLock({ $0.state.isAwake }) { await Task.yield() }
        let id = shared.withLock { $0.state.newID() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                guard !Task.isCancelled else { return continuation.resume(returning: false) }
                register(continuation, until: deadline, id: id)
            }
        } onCancel: {
            shared.withLock { $0.state.remove(id) }?.resume(returning: false)
        }
    }

    private func register(
        _ continuation: CheckedContinuation<Bool, Never>,
        until deadline: Duration,
        id: Int
    ) {
        let isOver = shared.withLock { shared in
            guard !shared.state.isAwake else { return true }
            shared.state.add(
                MachineState.Sleeper(id: id, deadline: deadline, continuation: continuation)
            )
            return false
        }
        if isOver { continuation.resume(returning: false) }
    }

    /// Wakes everybody before their time, and lets nobody sleep until the next run.
    func endRun() {
        for sleeper in shared.withLock({ $0.state.awaken() }) { sleeper.resume(returning: false) }
    }

    /// Begins another run.
    func beginRun() {
        shared.withLock { shared in
            shared.state.isAwake = false
            shared.state.dropInterrupts()
        }
    }

    private func drive() {
        shared.withLock { $0.driver = pthread_self() }
        while let turn = nextTurn() {
            switch turn {
            case .run(let job): job.runSynchronously(on: asUnownedTaskExecutor())
            case .wake(let sleepers): for sleeper in sleepers { sleeper.resume(returning: true) }
            case .interrupt(let action): action()
            }
        }
        if !shared.withLock({ $0.isOver }) { onDeadlock() }
    }

    private func nextTurn() -> Turn? {
        shared.withLock { shared in
            let turn = shared.state.nextTurn()
            if turn == nil { shared.driver = nil }
            return turn
        }
    }
}

/// The virtual clock as the pipeline sees it: sleepers wake on time, or a little late, as on a busy
/// computer.
struct SimulatedTime: Timekeeper {
    static let epoch = Date(timeIntervalSince1970: 1_700_000_000)

    let world: World

    var now: Duration { world.machine.now }

    /// The true date, by which the world goes.
    var date: Date { world.rails.begin.addingTimeInterval(now / .seconds(1)) }

    /// What the computer's clock shows, which somebody may have set.
    var wallDate: Date { date.addingTimeInterval(world.state.withLock { $0.clockOffset }) }

    func sleep(until deadline: Duration) async throws(CancellationError) {
        world.machine.checkPresence()
        let lateness = world.state.withLock { $0.lateness() }
        guard await world.machine.sleep(until: deadline + lateness) else {
            throw CancellationError()
        }
    }
}

/// The virtual clock as a program with a flaw sees it.
struct FlawedTime: Timekeeper {
    let base: SimulatedTime
    /// When the run began.
    let begin: Date

    var now: Duration { base.now }

    var date: Date {
        switch base.world.flaw {
        case .stoppedClock: begin
        case .hastyWait:
            base.world.state.withLock { $0.run.hasWaited }
                ? base.date.addingTimeInterval(3600) : base.date
        default: base.wallDate
        }
    }

    func sleep(until deadline: Duration) async throws(CancellationError) {
        try await base.sleep(until: deadline)
    }
}
