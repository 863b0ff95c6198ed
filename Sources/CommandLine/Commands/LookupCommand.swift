// SPDX-License-Identifier: Apache-2.0

/// The command `lookup`.
struct LookupCommand: Command {
    let arguments: LookupArguments

    func run(in context: CommandContext) async throws -> ExitCode {
        throw CommandFailure.notAvailable("the command 'lookup'")
    }
}
