// SPDX-License-Identifier: Apache-2.0

package import Ledger

/// What the ledger remembers of one number.
package struct Memory: Sendable, Equatable {
    /// The campaign's message to the number, or `nil`.
    package var message: MessageRecord?
    /// The line type and carrier from an earlier lookup that is not too old, or `nil`.
    package var lookup: CachedLookup?
    /// Whether the person has opted out.
    package var isOptedOut: Bool
    /// A message of another campaign that is too near for a further one, or `nil`.
    package var near: NearMessage?

    /// Makes a memory; by default of a number that was never heard of.
    package init(
        message: MessageRecord? = nil,
        lookup: CachedLookup? = nil,
        isOptedOut: Bool = false,
        near: NearMessage? = nil
    ) {
        self.near = near
        self.message = message
        self.lookup = lookup
        self.isOptedOut = isOptedOut
    }

    /// What an earlier lookup said of the line, or `nil`.
    package var line: LineKnowledge? { lookup?.knowledge }
}
