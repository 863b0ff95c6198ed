// SPDX-License-Identifier: Apache-2.0

package import Ledger
import PhoneNumbers
import Providers
import SMSText

/// What every message of a run has in common.
package struct SendOrder: Sendable {
    /// The campaign that the messages belong to.
    package var campaign: CampaignID
    /// The sender as configured.
    package var sender: String
    /// Prices for the estimate of a message's cost.
    package var prices: PriceSettings
    /// How the ledger hashes a text.
    package var textHash: @Sendable (String) -> String
    /// Which messages of other campaigns are too near; `nil`: none.
    package var spacing: Spacing?
    /// The fingerprint of the account; `nil` where there is none.
    package var account: String?

    /// Makes an order.
    package init(
        campaign: CampaignID,
        sender: String,
        prices: PriceSettings,
        textHash: @escaping @Sendable (String) -> String
    ) {
        self.campaign = campaign
        self.sender = sender
        self.prices = prices
        self.textHash = textHash
    }

    /// The message to a candidate, under the id that all tries of it share.
    func message(to candidate: Candidate, id: String) -> OutgoingMessage {
        OutgoingMessage(to: candidate.number, from: sender, text: candidate.text, id: id)
    }

    /// The intent to hand the message over.
    func intent(for candidate: Candidate, id: String, provider: String) -> Intent {
        var intent = Intent(
            campaign: campaign,
            number: candidate.number,
            row: candidate.recipient.row,
            provider: provider,
            segments: candidate.size.segments,
            encoding: candidate.size.encoding.rawValue,
            textHash: textHash(candidate.text),
            idempotencyKey: id,
            replacing: candidate.earlier.replaced?.replacement ?? .nothing
        )
        intent.expectedCost = prices.cost(of: candidate.size.segments, to: candidate.region?.rawValue).map { "\($0)" }
        (intent.spacing, intent.account) = (spacing, account)
        return intent
    }
}
