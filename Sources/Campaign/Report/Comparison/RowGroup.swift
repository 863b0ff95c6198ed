// SPDX-License-Identifier: Apache-2.0

/// Counts rows and remembers the first few of them.
package struct RowGroup: Sendable, Hashable {
    /// How many rows are remembered.
    package static let examples = 3

    /// How many rows there are.
    package private(set) var count = 0
    /// The first of them.
    package private(set) var first: [ComparedRow] = []

    /// Counts a row.
    mutating func add(_ row: ComparedRow) {
        count += 1
        if first.count < Self.examples { first.append(row) }
    }
}
