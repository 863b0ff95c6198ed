// SPDX-License-Identifier: Apache-2.0

/// The cells of a list whose letters depend on an encoding that is a guess.
package struct GuessedText: Sendable, Hashable {
    /// So many are shown.
    private static let limit = 3

    /// The first of them, each with its place: `row 3 (line 4): “Zoë”`.
    package private(set) var examples: [String] = []
    /// How many there are.
    package private(set) var count = 0

    /// Looks at the cells of a row.
    mutating func add(_ cells: [String], at place: String) {
        for cell in cells where !cell.utf8.allSatisfy({ $0 < 0x80 }) {
            count += 1
            if examples.count < Self.limit { examples.append("\(place): “\(Self.excerpt(of: cell))”") }
        }
    }

    private static func excerpt(of cell: String) -> String {
        let line = cell.map { $0.isNewline ? " " : $0 }
        return String(line.prefix(40)) + (line.count > 40 ? "…" : "")
    }
}
