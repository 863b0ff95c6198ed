// SPDX-License-Identifier: Apache-2.0

/// The end of a command that could not do what was asked, in a sentence.
package struct CommandFailure: Error, Equatable, Sendable, CustomStringConvertible {
    /// What went wrong and what to do.
    package var description: String
    /// What the shell is told.
    package var exitCode: ExitCode

    /// Makes a failure.
    package init(_ description: String, exitCode: ExitCode = .refused) {
        self.description = description
        self.exitCode = exitCode
    }
}
