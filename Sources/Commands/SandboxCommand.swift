// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Providers
import Configuration
import Lists
import Sandbox
import TerminalKit

/// The command `sandbox`: the practice provider on its own, until it is interrupted.
struct SandboxCommand: Command {
    let arguments: SandboxArguments

    func run(in context: CommandContext) async throws -> ExitCode {
        let sandbox = try Sandbox.start(port: arguments.port ?? 0)
        context.console.write(text(sandbox), to: .output)
        let stop = StopSwitch()
        async let _: Void = SignalWatch(stop: stop).run()
        await stop.wait()
        sandbox.stop()
        return .done
    }

    private func text(_ sandbox: Sandbox) -> String {
        let numbers = Sandbox.practiceNumbers.map { (term: $0.number, text: $0.whatHappens) }
        return """
            The practice provider listens on \(sandbox.baseURL). It speaks Plivo's language and sends nothing to anybody.
            In a configuration: "provider": "rehearsal", "providers": { "rehearsal": { "type": "plivo",
              "authID": "\(sandbox.authID)", "authToken": "\(sandbox.authToken)",
              "baseURL": "\(sandbox.baseURL)", "lookupBaseURL": "\(sandbox.baseURL)" } }

            \(DefinitionList(numbers).render(width: 100))

            Messages are kept until it ends. Press Ctrl-C to end it.

            """
    }
}

/// How the practice provider is to be started.
package struct SandboxArguments: Sendable, Hashable {
    /// The port to listen on; nil: any that is free.
    package var port: UInt16?

    /// Checks the options.
    init(_ options: SandboxOptions) throws(UsageError) {
        if let extra = options.operands.first {
            throw UsageError("\"\(extra)\" means nothing here")
        }
        port = options.port.map { UInt16(clamping: $0) }
    }
}

/// The words of a `sandbox` command line as typed.
struct SandboxOptions: Sendable {
    var operands: [String] = []
    var port: Int?

    static let syntax = CommandSyntax<SandboxOptions>(
        name: "sandbox", usage: "[options]",
        summary: "Runs the built-in practice provider on this machine until it is interrupted. It "
            + "sends nothing to anybody.",
        options: [
            .number(
                "port", "N", into: \.port, in: 1...65535,
                help: "the port to listen on (default: any that is free)")
        ], operand: { $0.operands.append($1) })
}
