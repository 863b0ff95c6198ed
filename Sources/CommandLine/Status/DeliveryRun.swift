// SPDX-License-Identifier: Apache-2.0

import Campaign
import HTTP
import Ledger
import Providers

/// Asks the configured provider what has become of a campaign's messages, watched for signals.
struct DeliveryRun: Sendable {
    let campaign: CampaignRecord
    let settings: Settings
    let ledger: Ledger
    let context: CommandContext

    /// Asks after all that is open; nothing where all states are final, or the provider does not tell any.
    ///
    /// - Parameter groups: what is known of the campaign's messages.
    /// - Returns: what was asked; what is known by now is in the ledger.
    /// - Throws: what is wrong with the account's configuration, or with the limits of the system.
    func inquiries(into groups: [DeliveryGroup]) async throws -> StatusInquiries {
        let others = groups.filter { $0.provider != settings.provider.name }
        if !others.isEmpty { note(others) }
        guard groups.contains(where: { !$0.isFinal }) else { return StatusInquiries() }
        try Service.check(settings, environment: context.environment)
        try await AccountCheck(campaign: campaign, settings: settings, ledger: ledger, context: context)
            .checkOpenStates()
        let service = try Service(settings: settings, in: context)
        let inquiries = await inquiries(of: service)
        await service.shutDown()
        return inquiries
    }

    private func inquiries(of service: Service) async -> StatusInquiries {
        switch service.provider.deliveryStatus {
        case .missing(let sentence):
            var inquiries = StatusInquiries()
            inquiries.missing = sentence
            return inquiries
        case .offered(let status):
            let stop = StopSwitch()
            async let _: Void = SignalWatch(stop: stop, saying: "what was learnt is kept", in: context).run()
            let run = StatusRun(
                ledger: ledger,
                campaign: campaign.id,
                tools: service.tools(stop: stop),
                service: status,
                settings: service.settings
            )
            return await run.run(announcePause)
        }
    }

    private func note(_ others: [DeliveryGroup]) {
        let count = others.reduce(0) { $0 + $1.count }
        let names = Set(others.map(\.provider)).sorted().map { "“\(Printable.text($0))”" }.joined(separator: ", ")
        let messages = Figures.count(count, "message was", "messages were")
        context.console.write(
            "\(messages) handed to another provider entry (\(names)) and not asked after; "
                + "set \"provider\" to it to do so.\n",
            to: .error
        )
    }

    private var announcePause: @Sendable (Int, Duration) -> Void {
        { [context] count, pause in
            let messages = Figures.count(count, "message has", "messages have")
            context.console.write(
                "\(messages) no final state yet: asking again in \(Figures.duration(pause)). Ctrl-C ends it.\n",
                to: .error
            )
        }
    }
}
