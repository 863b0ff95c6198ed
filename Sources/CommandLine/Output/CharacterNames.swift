// SPDX-License-Identifier: Apache-2.0

/// Names characters so that a person can find them in a text.
enum CharacterNames {
    /// Characters beyond these are counted and not named.
    private static let most = 3

    /// The character as far as it can be seen, and its code point.
    static func name(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        switch scalar.properties.generalCategory {
        case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .nonspacingMark:
            return scalar.properties.name.map { "\(code) (\($0.lowercased()))" } ?? code
        default: return "\(scalar) (\(code))"
        }
    }

    /// The first words, each once.
    static func list(_ words: [String]) -> String {
        var seen: Set<String> = []
        let words = words.filter { seen.insert($0).inserted }
        let others = words.count - most
        guard others <= 0 else { return words.prefix(most).joined(separator: ", ") + " and \(others) more" }
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }
}
