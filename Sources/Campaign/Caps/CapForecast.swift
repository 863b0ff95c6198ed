// SPDX-License-Identifier: Apache-2.0

/// How much of a plan fits under the caps.
package struct CapForecast: Sendable, Hashable {
    /// How many of the candidates get their message in this run, in the order of the list.
    package internal(set) var fitting = 0
    /// How many do not.
    package internal(set) var left = 0
    /// The cap that is in the way first; `nil` where all fit.
    package internal(set) var reached: CapReached?

    /// What to tell a person; `nil` where all fit.
    package var sentence: String? {
        guard let reached, left > 0 else { return nil }
        return "only \(fitting) of these \(fitting + left) fit for certain: “\(reached.cap.key)” is \(reached.limit), "
            + "of which \(reached.used) will be used then"
    }

    /// Counts a candidate as if they were sent their message.
    mutating func count(_ decision: BudgetState.Decision) {
        if case .refused(let reached) = decision {
            left += 1
            self.reached = self.reached ?? reached
        } else {
            fitting += 1
        }
    }
}
