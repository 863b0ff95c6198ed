// SPDX-License-Identifier: Apache-2.0

/// A mistake in the description of where a value stands in an answer.
package enum AnswerPathError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Nothing, or white space, between two dots.
    case emptyStep
    /// The text begins with `/` and does not end with one.
    case openPattern
    /// The regular expression cannot be read.
    case badPattern
    /// The regular expression has no group, or more than one.
    case groups

    /// The mistake, and what to write.
    package var description: String {
        switch self {
        case .emptyStep: "is no path; write the keys on the way with dots between them, like data.items.0.id"
        case .openPattern: "begins with / and does not end with it; write /ID: (\\w+)/, or a path like data.id"
        case .badPattern:
            "is no regular expression that can be read; look at its brackets and backslashes (\\\\ in this file is one)"
        case .groups: "needs exactly one group, which is the value: /ID: (\\w+)/"
        }
    }
}
