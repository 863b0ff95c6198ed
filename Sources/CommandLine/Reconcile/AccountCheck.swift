// SPDX-License-Identifier: Apache-2.0

import Campaign
import Ledger

/// Refuses to ask an account about messages that were handed to another one.
///
/// Its log cannot have them: they would count as not accepted, and be sent a second time.
struct AccountCheck {
    let campaign: CampaignRecord
    let settings: Settings
    let ledger: Ledger
    let context: CommandContext

    /// Refuses where an unconfirmed message was handed to another account.
    func checkDoubts() async throws {
        try refuse(unlessOwn: try await ledger.accountsInDoubt(in: campaign.id, at: settings.provider.name))
    }

    /// Refuses where an accepted message whose state is open was handed to another account.
    func checkOpenStates() async throws {
        try refuse(unlessOwn: try await ledger.openAccounts(in: campaign.id, at: settings.provider.name))
    }

    private func refuse(unlessOwn accounts: [String]) throws {
        let identity = try settings.account(environment: context.environment).identity
        guard let own = identity.map({ ledger.accountHash(of: $0.reveal()) }) else { return }
        guard accounts.contains(where: { $0 != own }) else { return }
        throw CommandFailure(
            "messages of the campaign \(Printable.text(campaign.details.name)) were handed to another account than the one that the "
                + "provider entry “\(settings.provider.name)” names now, which cannot tell what became of them; put the earlier "
                + "account's credentials back for this command"
        )
    }
}
