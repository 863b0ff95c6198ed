// SPDX-License-Identifier: Apache-2.0

/// How a run of the program ended, and what it wrote.
package struct FinishedRun: Sendable, Hashable {
    /// The exit status; 128 plus the signal's number where a signal ended it.
    package let status: Int32
    /// What it wrote to standard output, read as UTF-8.
    package let output: String
    /// What it wrote to standard error, read as UTF-8.
    package let errors: String
    /// Whether it was killed because its time was over.
    package let wasKilledByLimit: Bool
}
