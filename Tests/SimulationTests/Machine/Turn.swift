// SPDX-License-Identifier: Apache-2.0

/// What the simulated machine does next.
enum Turn {
    /// Runs a piece of a task, up to where it next waits.
    case run(UnownedJob)
    /// Wakes those whose time has come.
    case wake([CheckedContinuation<Bool, Never>])
    /// Lets something happen from outside, between two pieces of work.
    case interrupt(@Sendable () -> Void)
}
