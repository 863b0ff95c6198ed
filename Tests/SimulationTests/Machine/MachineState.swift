// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// The state of a simulated machine: work that is ready, sleepers, the virtual clock, and the
/// chance that decides.
struct MachineState: Sendable {
    /// Somebody who waits for a moment.
    struct Sleeper: Sendable {
        let id: Int
        let deadline: Duration
        let continuation: CheckedContinuation<Bool, Never>
    }

    /// Something that happens from outside, before the step of that number.
    struct Interrupt: Sendable {
        let step: Int
        let action: @Sendable () -> Void
    }

    private(set) var now = Duration.seconds(1000)
    /// Steps since the beginning.
    private(set) var steps = 0
    /// A digest (FNV-1a) of all choices: two runs with the same one went the same way.
    private(set) var trail: UInt64 = 0xCBF2_9CE4_8422_2325
    /// Whether nobody sleeps any more, because the run is over.
    var isAwake = false
    private var chance: SeededGenerator
    private var ready: [UnownedJob] = []
    private var sleepers: [Sleeper] = []
    private var interrupts: [Interrupt] = []
    private var lastID = 0

    init(seed: UInt64) {
        chance = SeededGenerator(seed: seed)
    }

    mutating func add(_ job: UnownedJob) { ready.append(job) }

    mutating func add(_ interrupt: Interrupt) { interrupts.append(interrupt) }

    mutating func newID() -> Int {
        lastID += 1
        return lastID
    }

    mutating func add(_ sleeper: Sleeper) { sleepers.append(sleeper) }

    /// Takes one sleeper out before the time.
    mutating func remove(_ id: Int) -> CheckedContinuation<Bool, Never>? {
        guard let index = sleepers.firstIndex(where: { $0.id == id }) else { return nil }
        return sleepers.remove(at: index).continuation
    }

    /// Ends a run: drops what was to happen to it, and gives all who sleep.
    mutating func awaken() -> [CheckedContinuation<Bool, Never>] {
        isAwake = true
        defer { sleepers = [] }
        return sleepers.map(\.continuation)
    }

    mutating func dropInterrupts() { interrupts = [] }

    /// Chooses what comes next: time passes only when no work is ready.
    ///
    /// - Returns: the next turn; `nil` when there is nothing left.
    mutating func nextTurn() -> Turn? {
        if let index = interrupts.firstIndex(where: { $0.step <= steps }) {
            return .interrupt(interrupts.remove(at: index).action)
        }
        guard ready.isEmpty else { return .run(chooseJob()) }
        guard let earliest = sleepers.lazy.map(\.deadline).min() else { return nil }
        now = max(now, earliest)
        let woken = sleepers.filter { $0.deadline <= now }
        sleepers.removeAll { $0.deadline <= now }
        return .wake(woken.map(\.continuation))
    }

    private mutating func chooseJob() -> UnownedJob {
        let index = chance.pick(ready.count)
        steps += 1
        trail = (trail ^ UInt64(index * 1024 + ready.count)) &* 0x100_0000_01B3
        ready.swapAt(index, ready.count - 1)
        return ready.removeLast()
    }
}

/// What the simulated machine does next.
enum Turn {
    /// Runs a piece of a task, up to where it next waits.
    case run(UnownedJob)
    /// Wakes those whose time has come.
    case wake([CheckedContinuation<Bool, Never>])
    /// Lets something happen from outside, between two pieces of work.
    case interrupt(@Sendable () -> Void)
}
