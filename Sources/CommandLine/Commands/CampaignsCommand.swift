// SPDX-License-Identifier: Apache-2.0

import Campaign
import Ledger

import struct Foundation.Date

/// The command `campaigns`: what the ledger holds, or what it shall forget.
struct CampaignsCommand: Command {
    let arguments: CampaignsArguments

    func run(in context: CommandContext) async throws -> ExitCode {
        let settings = try context.settings(from: arguments.config)
        if let word = arguments.forget {
            return try await Forgetting(word: word, arguments: arguments, settings: settings, context: context).run()
        }
        let overview = try await overview(settings.ledgerPath)
        let list = CampaignsText(ledger: settings.ledgerPath, overview: overview, width: context.console.width)
        let text = arguments.json ? LedgerOverview.json(overview, at: settings.ledgerPath).text + "\n" : list.text
        context.console.write(text, to: .output)
        return .done
    }

    private func overview(_ path: String) async throws(LedgerError) -> LedgerOverview? {
        guard Ledger.exists(at: path) else { return nil }
        let ledger = try Ledger(at: path, for: .readOnly, now: { Date() })
        let overview = try await ledger.overview()
        await ledger.close()
        return overview
    }
}
