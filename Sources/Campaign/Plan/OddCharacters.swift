// SPDX-License-Identifier: Apache-2.0

/// The characters that make messages UCS-2, and in how many messages each of them stands.
package struct OddCharacters: Sendable, Hashable {
    /// Characters beyond these many are not told apart.
    private static let mostCharacters = 200

    private var counts: [Unicode.Scalar: Int] = [:]
    /// The messages that are UCS-2.
    package private(set) var messages = 0

    /// Makes the characters of no message.
    package init() {}

    /// Counts a message by its characters that GSM-7 lacks; none for one that is GSM-7.
    package mutating func count(_ characters: [Unicode.Scalar]) {
        guard !characters.isEmpty else { return }
        messages += 1
        for character in characters where counts[character] != nil || counts.count < Self.mostCharacters {
            counts[character, default: 0] += 1
        }
    }

    /// The characters, the commonest first.
    package var ranked: [Unicode.Scalar] {
        counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }
}
