// SPDX-License-Identifier: Apache-2.0

/// The command `sandbox`.
struct SandboxCommand: Command {
    let arguments: SandboxArguments

    func run(in context: CommandContext) async throws -> ExitCode {
        throw CommandFailure.notAvailable("the command 'sandbox'")
    }
}
