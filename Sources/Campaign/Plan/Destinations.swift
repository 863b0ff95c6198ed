// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers

/// Where the messages of a plan go: how many by region and line type.
package struct Destinations: Sendable, Hashable {
    /// What is known of a line before the run.
    package enum Kind: Sendable, Hashable {
        /// The line type is known, or nobody is to be asked.
        case line(LineType)
        /// A lookup is made first.
        case lookedUp
    }

    /// The messages by region (empty where a number has none) and kind; no more entries than regions times line types.
    package private(set) var counts: [String: [Kind: Int]] = [:]

    /// Makes destinations of no message.
    package init() {}

    /// Counts a message.
    package mutating func count(_ kind: Kind, in region: Region?) {
        counts[region?.rawValue ?? "", default: [:]][kind, default: 0] += 1
    }

    /// The regions with their messages, the commonest first.
    package var rankedRegions: [(region: String, count: Int)] {
        Tally.ranked(counts.mapValues { $0.values.reduce(0, +) }).map { (region: $0.word, count: $0.count) }
    }

    /// The messages of all regions by kind.
    package var kinds: [Kind: Int] {
        counts.values.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
    }
}
