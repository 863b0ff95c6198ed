// SPDX-License-Identifier: Apache-2.0

import Campaign
import Ledger
import PhoneNumbers

import struct Foundation.Date

/// The command `opt-outs`: who gets no message of any campaign.
///
/// It claims no ledger: a person who says stop while a run is on must not have to wait for its end.
struct OptOutsCommand: Command {
    let arguments: OptOutsArguments

    func run(in context: CommandContext) async throws -> ExitCode {
        let settings = try context.settings(from: arguments.config)
        let desk = OptOutDesk(settings: settings, context: context)
        let answer =
            switch arguments.action {
            case .list: try await desk.list()
            case .add(let words): try await desk.add(words)
            case .remove(let words): try await desk.remove(words)
            case .importFile(let path): try await desk.importFile(path)
            }
        if settings.provider.isSandbox {
            let note =
                "These are the practice provider's opt-outs (\(settings.ledgerPath)); real campaigns have their own.\n"
            context.console.write(note, to: .error)
        }
        for warning in answer.warnings { context.console.write("warning: \(warning)\n", to: .error) }
        context.console.write(arguments.json ? answer.json.text + "\n" : answer.text, to: .output)
        return .done
    }
}
