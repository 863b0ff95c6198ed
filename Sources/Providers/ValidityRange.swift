// SPDX-License-Identifier: Apache-2.0

/// For how long a provider tries to deliver a message, where it can be told.
package struct ValidityRange: Sendable, Hashable {
    /// The fewest seconds that it accepts.
    package let shortest: Int
    /// The seconds for which it tries unless it is told.
    package let standard: Int

    /// Makes a range, in whole seconds.
    package init(shortest: Int, standard: Int) {
        self.shortest = shortest
        self.standard = standard
    }
}
