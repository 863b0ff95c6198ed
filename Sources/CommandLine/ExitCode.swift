// SPDX-License-Identifier: Apache-2.0

/// What the program tells the shell at its end.
package enum ExitCode: Int32, Sendable, Hashable {
    /// Done: every recipient was sent or skipped on purpose.
    case done = 0
    /// Done, but some rows are `failed` or `unconfirmed`.
    case someFailed = 1
    /// Wrong usage, configuration, template or input, or a question that needs the user's word: nothing was sent.
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
    static let help =
        "Exit code: 0 done; 1 done, but some rows failed or are unconfirmed; 2 nothing was sent: wrong usage, configuration or "
        + "input, or a question that needs your word; 3 not everything was tried, run it again to resume; 129, 130, 143 stopped by a "
        + "signal, run it again to resume."
}
