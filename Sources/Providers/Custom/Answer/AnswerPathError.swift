// SPDX-License-Identifier: Apache-2.0

/// A mistake in the description of where a value stands in an answer.
package enum AnswerPathError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Nothing, or white space, between two dots.
    case emptyStep
    /// The text begins with `/` and does not end with one.
    case openPattern
    /// The regular expression cannot be read; the library's words.
    case badPattern(String)
    /// The regular expression has no group, or more than one.
    case groups
    /// The regular expression could take for ever on some answers.
    case slowPattern

    /// The mistake, and what to write.
    package var description: String {
        switch self {
        case .emptyStep: "is no path; write the keys on the way with dots between them, like data.items.0.id"
        case .openPattern: "begins with / and does not end with it; write /ID: (\\w+)/, or a path like data.id"
        case .badPattern(let words): "is no regular expression: \(words)"
        case .groups: "needs exactly one group, which is the value: /ID: (\\w+)/"
        case .slowPattern:
            "could take for ever: a group that is repeated must hold no repetition and no |, and no \\1 may occur"
        }
    }
}
