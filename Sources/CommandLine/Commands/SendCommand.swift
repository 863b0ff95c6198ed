// SPDX-License-Identifier: Apache-2.0

/// The command `send`.
struct SendCommand: Command {
    let arguments: SendArguments

    func run(in context: CommandContext) async throws -> ExitCode {
        throw CommandFailure.notAvailable("the command 'send'")
    }
}
