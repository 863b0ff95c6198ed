// SPDX-License-Identifier: Apache-2.0

/// The program as a function: words in, exit code out.
package enum SMSCampaign {
    /// The program's name, as it is typed.
    package static let program = "sms-campaign"

    /// The program's version.
    package static let version = "0.1.0"

    /// The line of `--version`.
    package static var versionLine: String { "\(program) \(version) (numbering plan \(NumberingPlanVersion.text))" }

    /// Runs a command line.
    ///
    /// - Parameters:
    ///   - arguments: The words after the program's name.
    ///   - context: The outside world.
    /// - Returns: The exit code.
    package static func run(_ arguments: [String], in context: CommandContext) async -> ExitCode {
        var context = context
        do {
            switch try Invocation(arguments, width: context.console.width) {
            case .help(let text): context.console.write(text, to: .output)
            case .version: context.console.write(versionLine + "\n", to: .output)
            case .run(let command):
                context = command.prepared(context)
                return try await command.run(in: context)
            }
            return .done
        } catch {
            return report(error, in: context)
        }
    }

    /// Says what ended the command.
    private static func report(_ error: any Error, in context: CommandContext) -> ExitCode {
        context.console.write("error: \(error)\n", to: .error)
        if let usage = error as? UsageError { context.console.write(usage.hint + "\n", to: .error) }
        return (error as? CommandFailure)?.exitCode ?? .refused
    }
}
