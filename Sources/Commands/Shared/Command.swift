// SPDX-License-Identifier: Apache-2.0

import TerminalKit

/// The program as a function: words in, exit code out.
package enum SMSCampaign {
    /// The program's name, as it is typed.
    package static let program = "sms-campaign"

    package static let version = "0.1.0"
}

/// A command that was understood and can be run.
protocol Command: Sendable {
    /// Does what was asked.
    ///
    /// - Returns: what the shell is told.
    /// - Throws: what ends the command: an error whose description is a sentence for a person. A
    ///   `CommandFailure` brings its own exit code; every other error is exit 2.
    func run(in context: CommandContext) async throws -> ExitCode

    /// The outside world as the command wants it: all that is said, its end by an error too, is
    /// said there.
    func prepared(_ context: CommandContext) -> CommandContext
}

extension Command { func prepared(_ context: CommandContext) -> CommandContext { context } }

/// What the program tells the shell at its end.
package enum ExitCode: Int32, Sendable, Hashable {
    /// Done: every recipient was sent or skipped on purpose.
    case done = 0
    /// Done, but some rows are `failed` or `unconfirmed`.
    case someFailed = 1
    /// Wrong usage, configuration, template or input, or a question that needs the user's word:
    /// nothing was sent.
    case refused = 2
    /// Not everything was tried; running it again resumes.
    case incomplete = 3
    /// Stopped by SIGHUP (128 + 1).
    case hungUp = 129
    /// Stopped by SIGINT (128 + 2).
    case interrupted = 130
    /// Stopped by SIGTERM (128 + 15).
    case terminated = 143

    /// The codes as `--help` explains them.
    package static let help =
        "Exit code: 0 done; 1 done, but some rows failed or are unconfirmed; 2 nothing was sent: "
        + "wrong usage, configuration or "
        + "input, or a question that needs your word; 3 not everything was tried, run it again "
        + "to resume; 129, 130, 143 stopped by a " + "signal, run it again to resume."
}

/// The end of a command that could not do what was asked, in a sentence.
package struct CommandFailure: Error, Equatable, Sendable, CustomStringConvertible {
    /// What went wrong and what to do.
    package var description: String
    /// What the shell is told.
    package var exitCode: ExitCode

    package init(_ description: String, exitCode: ExitCode = .refused) {
        self.description = description
        self.exitCode = exitCode
    }
}

extension OptionSpec {
    /// The option `--config`, which nearly every command has.
    static func config(
        into target: any WritableKeyPath<Arguments, String?> & Sendable
    ) -> OptionSpec {
        .value(
            "config", "FILE", into: target,
            help: "the configuration (default: config.json in the working directory)")
    }
}
