// SPDX-License-Identifier: Apache-2.0

/// A command line that cannot be understood, as a sentence that names the word in question.
package struct UsageError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong, beginning in lower case.
    package var message: String
    /// The command whose `--help` tells more; nil: the program's own.
    package var command: String?

    /// Makes an error.
    package init(_ message: String, command: String? = nil) {
        self.message = message
        self.command = command
    }

    /// What is wrong, beginning in lower case.
    package var description: String { message }

    /// Where to read more.
    package var hint: String {
        "see '" + ([SMSCampaign.program, command, "--help"].compactMap { $0 }.joined(separator: " ")) + "'"
    }
}
