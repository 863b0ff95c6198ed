// SPDX-License-Identifier: Apache-2.0

/// A command that was understood and can be run.
protocol Command: Sendable {
    /// Does what was asked.
    ///
    /// - Returns: What the shell is told.
    /// - Throws: What ends the command: an error whose description is a sentence for a person. A `CommandFailure` brings its own
    ///   exit code; every other error is exit 2.
    func run(in context: CommandContext) async throws -> ExitCode

    /// The outside world as the command wants it: all that is said, its end by an error too, is said there.
    func prepared(_ context: CommandContext) -> CommandContext
}

extension Command {
    /// The world as it is.
    func prepared(_ context: CommandContext) -> CommandContext { context }
}
