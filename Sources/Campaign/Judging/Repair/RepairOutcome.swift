// SPDX-License-Identifier: Apache-2.0

/// What trying to repair a number came to.
package enum RepairOutcome: Sendable, Hashable {
    /// It cannot be repaired.
    case none
    /// There is one number that was meant.
    case repaired(Repair)
    /// Several numbers may have been meant, between which nobody but the user can choose.
    case ambiguous([Repair])
}
