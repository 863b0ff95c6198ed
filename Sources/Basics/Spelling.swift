// SPDX-License-Identifier: Apache-2.0

/// Finds the known name that a mistyped one was meant to be.
package enum Spelling {
    /// Names longer than this are not compared: nobody mistypes them, and the work grows with the
    /// square.
    private static let longest = 100

    /// Gives the known name that is nearest to a word, for "did you mean …?".
    ///
    /// Case does not count. Of several names equally near, the first in order is given.
    /// - Parameters:
    ///   - word: What the user wrote.
    ///   - known: The names that would have been right.
    /// - Returns: The nearest name as it is spelled in `known`, or nil when none is within a third
    ///   of the word's length (and at least one change): a far-fetched hint is worse than none.
    package static func nearest(to word: String, in known: some Sequence<String>) -> String? {
        let wanted = letters(of: word)
        guard wanted.count <= longest else { return nil }
        var best: (name: String, distance: Int)?
        var limit = max(1, wanted.count / 3)
        for name in known {
            let candidate = letters(of: name)
            guard abs(candidate.count - wanted.count) <= limit else { continue }
            let changes = distance(between: wanted, and: candidate)
            guard changes <= limit else { continue }
            best = (name, changes)
            limit = changes - 1
            if changes == 0 { break }
        }
        return best?.name
    }

    /// Counts the changes that turn one word into the other, whatever their case.
    ///
    /// A change is a letter added, left out, replaced, or swapped with its neighbour (the "optimal
    /// string alignment" form of the Damerau–Levenshtein distance).
    /// - Complexity: O(*n* × *m*) in time, O(*m*) in memory.
    package static func distance(_ first: String, _ second: String) -> Int {
        distance(between: letters(of: first), and: letters(of: second))
    }

    private static func letters(of word: String) -> [Character] { Array(word.lowercased()) }

    /// Fills the table of distances row by row; a swap needs the last two rows, so only three are
    /// kept.
    private static func distance(between first: [Character], and second: [Character]) -> Int {
        guard !first.isEmpty, !second.isEmpty else { return max(first.count, second.count) }
        var beforeLast = [Int](repeating: 0, count: second.count + 1)
        var last = Array(0...second.count)
        var row = last
        for i in 1...first.count {
            row[0] = i
            for j in 1...second.count {
                let replaced = last[j - 1] + (first[i - 1] == second[j - 1] ? 0 : 1)
                row[j] = min(replaced, last[j] + 1, row[j - 1] + 1)
                if i > 1, j > 1, first[i - 1] == second[j - 2], first[i - 2] == second[j - 1] {
                    row[j] = min(row[j], beforeLast[j - 2] + 1)
                }
            }
            (beforeLast, last, row) = (last, row, beforeLast)
        }
        return last[second.count]
    }
}
