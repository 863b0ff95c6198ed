// SPDX-License-Identifier: Apache-2.0

import Campaign
import HTTP
import Ledger
import Providers

/// Asks the configured provider's log about a campaign's unconfirmed messages, watched for signals.
struct LogRun: Sendable {
    let campaign: CampaignRecord
    let settings: Settings
    let ledger: Ledger
    let context: CommandContext

    /// Gives what the log says; nothing is asked where nothing is unconfirmed or the provider has no log.
    func result() async throws -> ReconcileResult {
        let unconfirmed = try await ledger.messages(in: campaign.id, state: .unconfirmed)
        guard !unconfirmed.isEmpty else { return ReconcileResult() }
        try Service.check(settings, environment: context.environment)
        try await AccountCheck(campaign: campaign, settings: settings, ledger: ledger, context: context).checkDoubts()
        let service = try Service(settings: settings, in: context)
        let outcome = await outcome(of: service, unconfirmed)
        await service.shutDown()
        return try outcome.get()
    }

    private func outcome(
        of service: Service,
        _ unconfirmed: [MessageRecord]
    ) async -> Result<ReconcileResult, LedgerError> {
        switch service.provider.messageLog {
        case .missing(let sentence):
            context.console.write("Nothing was asked: \(sentence).\n", to: .error)
            var result = ReconcileResult()
            result.hasLog = false
            result.settlements = unconfirmed.map { Settlement($0, .doubtful(.notAsked)) }
            return .success(result)
        case .offered(let log):
            let stop = StopSwitch()
            async let _: Void = SignalWatch(stop: stop, in: context).run()
            let run = ReconcileRun(
                ledger: ledger,
                campaign: campaign,
                tools: service.tools(stop: stop),
                log: log,
                settings: service.settings
            )
            do throws(LedgerError) { return .success(try await run.run()) } catch { return .failure(error) }
        }
    }
}
