// SPDX-License-Identifier: Apache-2.0

import Basics
import PhoneNumbers
import Testing

/// The world around the program, on one simulated machine.
final class World: Sendable {
    let seed: UInt64
    let rails: Rails
    let machine: SimulatedMachine
    let state: Guarded<WorldState>

    init(seed: UInt64, listSize: Int, flaw: Flaw?) {
        self.seed = seed
        rails = Rails(seed: seed)
        machine = SimulatedMachine(seed: seed) {
            Issue.record(
                "SIMULATION_SEED=\(seed): a deadlock that not even a cancellation ends; this test will hang"
            )
        }
        state = Guarded(WorldState(seed: seed, listSize: listSize, flaw: flaw))
    }

    /// Whether the program has been killed: what it still does reaches nobody.
    var isDead: Bool { state.withLock { $0.isDead } }

    /// Writes an event into the trace, with the time in nanoseconds.
    func note(_ words: String) {
        let (seconds, attoseconds) = machine.now.components
        let time = seconds * 1_000_000_000 + attoseconds / 1_000_000_000
        state.withLock { state in
            guard !state.isDead else { return }
            state.trace.append("\(time) \(words)")
        }
    }

    /// Notes that something is not as it must be.
    func complain(_ words: String) {
        note("VIOLATION \(words)")
        state.withLock { state in
            guard !state.isDead else { return }
            state.violations.append(words)
        }
    }
}
