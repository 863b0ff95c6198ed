// SPDX-License-Identifier: Apache-2.0

/// The three standard streams, by their descriptors.
package enum ConsoleStream: Int32, Sendable, Hashable {
    case input = 0
    /// Carries the result.
    case output = 1
    /// Carries progress, plan, warnings and errors.
    case error = 2
}
