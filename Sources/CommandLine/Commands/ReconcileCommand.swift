// SPDX-License-Identifier: Apache-2.0

import Campaign
import Ledger

/// The command `reconcile`: settles a campaign's unconfirmed messages by the provider's message log.
struct ReconcileCommand: Command {
    let arguments: CampaignArguments

    func run(in context: CommandContext) async throws -> ExitCode {
        let settings = try context.settings(from: arguments.config)
        let desk = CampaignDesk(settings: settings, context: context)
        let (ledger, campaign) = try await desk.openForRequests(arguments.campaign)
        let report = CampaignReport(arguments.report, campaign, context)
        try await desk.refuseOtherProvider(campaign, ledger)
        let unconfirmed = try report.unconfirmedNumbers()
        try await desk.settleCrashed(campaign, ledger)
        let run = LogRun(campaign: campaign, settings: settings, ledger: ledger, context: context)
        let result = try await run.result()
        let isUpdated = try await report.update(unconfirmed, campaign, ledger, settings.prices.currency)
        await ledger.close()
        let display = ReconcileDisplay(
            result: result,
            campaign: arguments.campaign,
            provider: settings.provider.name,
            report: isUpdated ? report.name : nil
        )
        display.show(in: context, asJSON: arguments.json)
        return ExitCode(rawValue: result.exitCode) ?? .incomplete
    }
}
