// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Ledger
import Lists
import TerminalKit

/// A campaign of a ledger that was opened for this command alone.
struct OpenedCampaign: Sendable {
    let record: CampaignRecord
    let ledger: any CampaignLedger
    let settings: Settings
    let context: CommandContext

    /// Opens the configured ledger for this command alone, and finds the campaign in it.
    ///
    /// - Parameters:
    ///   - name: the campaign's name.
    ///   - settings: the configuration.
    ///   - context: the world.
    ///   - trust: what is accepted of a ledger that is not as its last run left it.
    /// - Throws: that there is no ledger or no such campaign, with the nearest name; `LedgerError`.
    init(
        named name: String, settings: Settings, context: CommandContext, trust: LedgerTrust
    ) async throws {
        let path = settings.ledgerPath
        let services = CampaignServices(settings, in: context, trust: trust)
        guard services.ledgers.exists else {
            if let loss = services.ledgers.loss() { throw loss }
            throw CommandFailure(
                "there is no ledger at \(path), so there is no campaign yet; "
                    + "begin one with '\(SMSCampaign.program) send'")
        }
        let ledger = try await services.ledgers.openForRequests(
            CampaignNotes(context: context).show)
        guard let record = try await ledger.campaign(named: name) else {
            let known = try await ledger.campaigns().map(\.details.name)
            await ledger.close()
            throw CommandFailure(
                "there is no campaign \"\(name)\" in \(path); "
                    + "\(Self.hint(name, known))")
        }
        (self.record, self.ledger) = (record, ledger)
        (self.settings, self.context) = (settings, context)
    }

    private static func hint(_ name: String, _ known: [String]) -> String {
        if let nearest = Spelling.nearest(to: name, in: known) {
            return "did you mean \(Shell.quoted(nearest))?"
        }
        guard !known.isEmpty else { return "it holds none" }
        let shown = known.suffix(10).map { Shell.quoted($0) }.joined(
            separator: ", ")
        return known.count > 10 ? "the latest are \(shown)" : "it holds \(shown)"
    }

    /// Calls unconfirmed what a run that ended unexpectedly has left open, and says so.
    func settleCrashed() async throws(LedgerError) {
        let crashed = try await ledger.settleCrashedIntents(in: record.id)
        guard crashed > 0 else { return }
        CampaignNotes(context: context).show(.crashSettled(messages: crashed))
    }

    /// What is known of the campaign's messages.
    func deliveryGroups() async throws(LedgerError) -> [DeliveryGroup] {
        try await ledger.deliveryGroups(in: record.id, since: nil)
    }

    /// Asks the configured provider about the campaign, until a signal.
    var inquiries: ProviderInquiries {
        let services = CampaignServices(settings, in: context)
        return ProviderInquiries(
            about: record, settings, in: ledger, with: services,
            dialogue: CampaignDialogue(in: context, stop: services.stop))
    }

    /// Refuses a campaign with messages in doubt of which none was handed to the configured
    /// provider entry.
    func refuseOtherProvider() async throws {
        let open = try await ledger.messages(in: record.id, state: .intent)
        let unconfirmed = try await ledger.messages(in: record.id, state: .unconfirmed)
        try refuse(unlessOneOf: (open + unconfirmed).map(\.provider))
    }

    /// Refuses a campaign whose messages in question were all handed to other provider entries than
    /// the configured one.
    ///
    /// - Parameter providers: the entries that the messages in question were handed to.
    /// - Throws: a sentence that names one of them.
    func refuse(unlessOneOf providers: [String]) throws(CommandFailure) {
        guard let other = providers.first, !providers.contains(settings.provider.name) else {
            return
        }
        throw CommandFailure(
            "the campaign \(record.details.name) was sent through the provider "
                + "entry " + "“\(other)”, but \(settings.file) names “\(settings.provider.name)”; "
                + "set \"provider\" to \"\(other)\" for this command")
    }
}
