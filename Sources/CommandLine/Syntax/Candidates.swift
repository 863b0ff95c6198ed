// SPDX-License-Identifier: Apache-2.0

/// What a shell may offer where a value is typed.
package enum Candidates: Sendable, Hashable {
    /// Nothing: only the user knows.
    case nothing
    /// The names of files.
    case files
    /// One of these words.
    case words([String])

    /// Tells by a value's placeholder: `FILE`, `OUT` and names with an extension (`REPORT.csv`) stand for files.
    init(placeholder: String) {
        self = ["FILE", "OUT"].contains(placeholder) || placeholder.contains(".") ? .files : .nothing
    }
}
