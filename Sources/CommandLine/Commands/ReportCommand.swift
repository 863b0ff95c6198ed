// SPDX-License-Identifier: Apache-2.0

/// The command `report`.
struct ReportCommand: Command {
    let arguments: ReportArguments

    func run(in context: CommandContext) async throws -> ExitCode {
        throw CommandFailure.notAvailable("the command 'report'")
    }
}
