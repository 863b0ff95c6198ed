// SPDX-License-Identifier: Apache-2.0

import Campaign
import Ledger
import Spelling

/// Finds a campaign that the ledger knows, for commands that are given its name.
struct CampaignDesk: Sendable {
    let settings: Settings
    let context: CommandContext

    /// Opens the ledger for this command alone, and finds the campaign in it.
    ///
    /// - Throws: that there is no ledger or no such campaign, with the nearest name; `LedgerError`.
    func openForRequests(_ name: String) async throws -> (Ledger, CampaignRecord) {
        let path = settings.ledgerPath
        guard Ledger.exists(at: path) else {
            throw CommandFailure(
                "there is no ledger at \(path), so there is no campaign yet; begin one with '\(SMSCampaign.program) send'"
            )
        }
        let ledger = try await LedgerDesk.openForRequests(path, in: context)
        if let campaign = try await ledger.campaign(named: name) { return (ledger, campaign) }
        let known = try await ledger.campaigns().map(\.details.name)
        await ledger.close()
        throw CommandFailure("there is no campaign \"\(Printable.text(name))\" in \(path); \(Self.hint(name, known))")
    }

    /// Calls unconfirmed what a run that ended unexpectedly has left open, and says so.
    func settleCrashed(_ campaign: CampaignRecord, _ ledger: Ledger) async throws(LedgerError) {
        let crashed = try await ledger.settleCrashedIntents(in: campaign.id)
        guard crashed > 0 else { return }
        let messages = Figures.count(crashed, "message is", "messages are")
        context.console.write("An earlier run ended unexpectedly: \(messages) unconfirmed.\n", to: .error)
    }

    /// Refuses a campaign with messages in doubt of which none was handed to the configured provider entry.
    func refuseOtherProvider(_ campaign: CampaignRecord, _ ledger: Ledger) async throws {
        let inDoubt =
            try await ledger.messages(in: campaign.id, state: .intent)
            + ledger.messages(in: campaign.id, state: .unconfirmed)
        try refuse(campaign, unlessOneOf: inDoubt.map(\.provider))
    }

    /// Refuses a campaign whose messages were all handed to other provider entries than the configured one.
    ///
    /// - Parameters:
    ///   - campaign: the campaign.
    ///   - providers: the entries that the messages in question were handed to.
    /// - Throws: a sentence that names one of them.
    func refuse(_ campaign: CampaignRecord, unlessOneOf providers: [String]) throws(CommandFailure) {
        guard let other = providers.first, !providers.contains(settings.provider.name) else { return }
        throw CommandFailure(
            "the campaign \(Printable.text(campaign.details.name)) was sent through the provider entry “\(other)”, but "
                + "\(settings.file) names “\(settings.provider.name)”; set \"provider\" to \"\(other)\" for this command"
        )
    }

    private static func hint(_ name: String, _ known: [String]) -> String {
        if let nearest = Spelling.nearest(to: name, in: known) { return "did you mean \(Shell.quoted(nearest))?" }
        guard !known.isEmpty else { return "it holds none" }
        let shown = known.suffix(10).map { Shell.quoted(Printable.text($0)) }.joined(separator: ", ")
        return known.count > 10 ? "the latest are \(shown)" : "it holds \(shown)"
    }
}
