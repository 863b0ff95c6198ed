// SPDX-License-Identifier: Apache-2.0

/// Why the sandbox's message log cannot be used.
package struct MessageLogError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The log's file.
    package let path: String
    /// What happened and what to do, in words.
    package let reason: String

    /// A sentence that names the file.
    package var description: String { "the sandbox's message log \(path) cannot be used: \(reason)" }
}
