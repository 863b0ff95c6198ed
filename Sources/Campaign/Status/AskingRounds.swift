// SPDX-License-Identifier: Apache-2.0

/// When messages are asked after again: soon at first, then ever later, and not for long.
package enum AskingRounds {
    /// The pause before the second round; each further one is twice as long.
    package static let first = Duration.seconds(5)
    /// All pauses together: most receipts come within two minutes, and nobody should have to wait longer at a terminal.
    package static let limit = Duration.seconds(120)

    /// The pauses between the rounds: 5, 10, 20, 40 and 45 s.
    package static var pauses: [Duration] {
        var pauses: [Duration] = []
        var next = first
        var left = limit
        while left > .zero {
            pauses.append(min(next, left))
            left -= min(next, left)
            next += next
        }
        return pauses
    }
}
