// SPDX-License-Identifier: Apache-2.0

/// Finds regular expressions whose time may double with every character of a text that does not match.
///
/// An engine that tries one way after the other does so where a group that is repeated can match the same characters in several
/// ways. Strict on purpose: whatever might is found, and every such expression can be written without it.
enum RepetitionCheck {
    /// Whether a repeated group holds a repetition or an alternative, or the expression refers back to a group.
    static func isSlow(_ source: String) -> Bool {
        var walk = Walk()
        var rest = source[...]
        while let character = rest.popFirst() {
            if walk.isSlow(after: character, next: rest.first) { return true }
            if character == "\\" { rest = rest.dropFirst() }
        }
        return false
    }

    private struct Walk {
        /// For every open group, whether it holds a repetition or an alternative.
        private var groups: [Bool] = []
        private var isInSet = false
        /// Whether the next `?` belongs to a bracket, as in `(?:`, and repeats nothing.
        private var isBehindBracket = false

        mutating func isSlow(after character: Character, next: Character?) -> Bool {
            if character == "\\" { return next.map { "123456789k".contains($0) } ?? false }
            if isInSet {
                isInSet = character != "]"
                return false
            }
            switch character {
            case "[": isInSet = true
            case "(": begins(next)
            case ")": return closes(isRepeated: next.map(Self.isRepetition) ?? false)
            case "?" where isBehindBracket: isBehindBracket = false
            case "*", "+", "?", "{", "|": note()
            default: break
            }
            return false
        }

        private mutating func begins(_ next: Character?) {
            groups.append(false)
            isBehindBracket = next == "?"
        }

        private mutating func closes(isRepeated: Bool) -> Bool {
            guard let holdsRepetition = groups.popLast() else { return false }
            if holdsRepetition { note() }
            return isRepeated && holdsRepetition
        }

        private mutating func note() {
            if !groups.isEmpty { groups[groups.count - 1] = true }
        }

        private static func isRepetition(_ character: Character) -> Bool { "*+{".contains(character) }
    }
}
