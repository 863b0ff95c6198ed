// SPDX-License-Identifier: Apache-2.0

/// A place where a document stops being JSON5.
package struct JSON5Error: Error, Equatable, Sendable {
    /// The 1-based line.
    package var line: Int
    /// The 1-based column, counted in bytes.
    package var column: Int
    /// What is wrong there, as a clause without a full stop.
    package var problem: String
}
