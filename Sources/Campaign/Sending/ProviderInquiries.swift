// SPDX-License-Identifier: Apache-2.0

import Basics
package import Configuration
package import Ledger
import Providers

/// Asks the configured account about the messages of a campaign: which of the unconfirmed it has
/// accepted, and what has become of those.
package struct ProviderInquiries: Sendable {
    private let campaign: CampaignRecord
    private let settings: Settings
    private let ledger: any CampaignLedger
    private let services: CampaignServices
    private let dialogue: CampaignDialogue

    /// - Parameters:
    ///   - campaign: the campaign.
    ///   - settings: the configuration.
    ///   - ledger: the ledger, claimed for requests.
    ///   - services: the provider and time.
    ///   - dialogue: who is told what happens; nothing is asked.
    package init(
        about campaign: CampaignRecord, _ settings: Settings, in ledger: any CampaignLedger,
        with services: CampaignServices, dialogue: CampaignDialogue
    ) {
        self.campaign = campaign
        self.settings = settings
        self.ledger = ledger
        self.services = services
        self.dialogue = dialogue
    }

    /// Asks after all accepted messages whose state is open; nothing where all states are final, or
    /// the provider does not tell any.
    ///
    /// - Parameter groups: what is known of the campaign's messages.
    /// - Returns: what was asked; what is known by now is in the ledger.
    /// - Throws: what is wrong with the account's configuration, or with the limits of the system;
    ///   ``CampaignFailure/otherAccount(campaign:entry:)``; `LedgerError`.
    package func deliveries(into groups: [DeliveryGroup]) async throws -> StatusInquiries {
        let others = groups.filter { $0.provider != settings.provider.name }
        if !others.isEmpty {
            let names = Set(others.map(\.provider)).sorted()
            dialogue.tell(.otherEntries(messages: others.reduce(0) { $0 + $1.count }, names: names))
        }
        guard groups.contains(where: { !$0.isFinal }) else { return StatusInquiries() }
        try services.check(settings)
        try refuse(
            unlessOwn: try await ledger.openAccounts(in: campaign.id, at: settings.provider.name))
        let connection = try await services.connect(settings)
        let inquiries = await deliveries(over: connection)
        await connection.close()
        return inquiries
    }

    private func deliveries(over connection: CampaignConnection) async -> StatusInquiries {
        switch connection.tools.provider.deliveryStatus {
        case .missing(let sentence):
            var inquiries = StatusInquiries()
            inquiries.missing = sentence
            return inquiries
        case .offered(let status):
            async let _: Void = dialogue.accompany(.deliveries)
            let run = StatusRun(
                ledger: ledger, campaign: campaign.id, tools: connection.tools, service: status,
                settings: connection.settings)
            return await run.run { [dialogue] in
                dialogue.tell(.askingAgain(messages: $0, after: $1))
            }
        }
    }

    /// Asks the provider's log about all unconfirmed messages; nothing is asked where there are
    /// none, or the provider has no log.
    ///
    /// - Returns: what the log says; what is known by now is in the ledger.
    /// - Throws: as ``deliveries(into:)``.
    package func unconfirmed() async throws -> ReconcileResult {
        let unconfirmed = try await ledger.messages(in: campaign.id, state: .unconfirmed)
        guard !unconfirmed.isEmpty else { return ReconcileResult() }
        try services.check(settings)
        try refuse(
            ifNoneIsOwn: try await ledger.accountsInDoubt(
                in: campaign.id, at: settings.provider.name))
        let connection = try await services.connect(settings)
        let outcome = await askLog(about: unconfirmed, over: connection)
        await connection.close()
        return try outcome.get()
    }

    private func askLog(
        about unconfirmed: [MessageRecord], over connection: CampaignConnection
    ) async -> Result<ReconcileResult, LedgerError> {
        switch connection.tools.provider.messageLog {
        case .missing(let sentence):
            dialogue.tell(.cannotAsk(sentence))
            var result = ReconcileResult()
            result.hasLog = false
            result.settlements = unconfirmed.map { Settlement($0, .doubtful(.notAsked)) }
            return .success(result)
        case .offered(let log):
            async let _: Void = dialogue.accompany(.requests)
            let run = ReconcileRun(
                ledger: ledger, campaign: campaign, tools: connection.tools, log: log,
                settings: connection.settings)
            do throws(LedgerError) { return .success(try await run.run()) } catch {
                return .failure(error)
            }
        }
    }

    /// Refuses to ask an account about messages that were handed to another one.
    private func refuse(unlessOwn accounts: [String]) throws {
        let own = try ownAccount()
        if let own, accounts.contains(where: { $0 != own }) { throw otherAccount }
    }

    /// Refuses to ask an account's log about messages none of which were handed to it.
    ///
    /// Its log cannot have them: they would count as not accepted, and be sent a second time. Where
    /// some are its own, the others are left as they are.
    private func refuse(ifNoneIsOwn accounts: [String]) throws {
        let own = try ownAccount()
        if let own, !accounts.isEmpty, !accounts.contains(own) { throw otherAccount }
    }

    /// The fingerprint of the configured account; `nil` where nothing tells it from others.
    private func ownAccount() throws -> String? {
        try services.gateway.identity().map { ledger.accountHash(of: $0.reveal()) }
    }

    private var otherAccount: CampaignFailure {
        .otherAccount(
            campaign: campaign.details.name, entry: settings.provider.name)
    }
}

extension SendCampaign {
    func inquiries(about record: CampaignRecord, in ledger: any CampaignLedger) -> ProviderInquiries
    {
        ProviderInquiries(
            about: record, job.settings, in: ledger, with: services, dialogue: dialogue)
    }
}

/// What comes before a second message where it is not known whether the first one was accepted: the
/// provider's message log is asked where there is one, so that only what is not in it is sent again.
struct ResendCheck: Sendable {
    let campaign: SendCampaign
    let ledger: any CampaignLedger

    /// What comes of it.
    enum Ending {
        /// The run goes on with this job.
        case goOn(CampaignJob)
        /// The log could not be asked about all messages, and nothing is sent.
        case stopped(ReconcileResult)
    }

    func run() async throws -> Ending {
        let job = campaign.job
        guard job.options.allowances.unconfirmedAgain,
            let record = try await ledger.campaign(named: job.name)
        else { return .goOn(job) }
        let result = try await campaign.inquiries(about: record, in: ledger).unconfirmed()
        guard result.hasLog else { return .goOn(job) }
        guard result.stopCause == nil else { return .stopped(result) }
        if !result.settlements.isEmpty { campaign.dialogue.tell(.reconciled(result)) }
        // What the log leaves in doubt is sent to nobody a second time.
        return .goOn(job.leavingUnconfirmed)
    }
}
