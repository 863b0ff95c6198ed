// SPDX-License-Identifier: Apache-2.0

import Campaign
import Ledger

/// The command `status`: asks what has become of a campaign's messages.
struct StatusCommand: Command {
    let arguments: CampaignArguments

    func run(in context: CommandContext) async throws -> ExitCode {
        let settings = try context.settings(from: arguments.config)
        let desk = CampaignDesk(settings: settings, context: context)
        let (ledger, campaign) = try await desk.openForRequests(arguments.campaign)
        let report = CampaignReport(arguments.report, campaign, context)
        try report.check()
        let before = try await ledger.deliveryGroups(in: campaign.id)
        try desk.refuse(campaign, unlessOneOf: before.map(\.provider))
        let run = DeliveryRun(campaign: campaign, settings: settings, ledger: ledger, context: context)
        let inquiries = try await run.inquiries(into: before)
        let isUpdated = try await report.writeDeliveries(campaign, ledger, settings, inquiries)
        let groups = try await ledger.deliveryGroups(in: campaign.id)
        await ledger.close()
        let display = StatusDisplay(
            tally: DeliveryTally(groups, currency: settings.prices.currency),
            inquiries: inquiries,
            campaign: arguments.campaign,
            provider: settings.provider.name,
            report: isUpdated ? report.name : nil
        )
        display.show(in: context, asJSON: arguments.json)
        return ExitCode(rawValue: inquiries.exitCode) ?? .incomplete
    }
}
