// SPDX-License-Identifier: Apache-2.0

import Campaign
import Sandbox

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
