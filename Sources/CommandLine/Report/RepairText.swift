// SPDX-License-Identifier: Apache-2.0

import Campaign

/// The repairs of a list's numbers in words: `12 numbers: 8 lost +, 4 with .0 at the end`.
enum RepairText {
    /// Nil where nothing was repaired.
    static func text(_ tally: Tally) -> String? {
        guard tally.repaired > 0 else { return nil }
        let counts = RepairKind.allCases.compactMap { kind in tally.repairs[kind].map { (kind, $0) } }
        let ranked = counts.enumerated().sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }.map(\.element)
        let parts = ranked.map { "\(Figures.count($1)) \($0.words)" }
        return "\(Figures.count(tally.repaired, "number", "numbers")): \(parts.joined(separator: ", "))"
    }
}
