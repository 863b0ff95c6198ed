// SPDX-License-Identifier: Apache-2.0

import Basics
package import Configuration
package import Ledger
import Providers
import Lists
import PhoneNumbers
import SMSText

import struct Foundation.Date

/// What every message of a run has in common.
package struct SendOrder: Sendable {
    /// The campaign that the messages belong to.
    package var campaign: CampaignID
    /// The sender as configured.
    package var sender: String
    /// Prices for the estimate of a message's cost.
    package var prices: PriceSettings
    /// When messages may go out; `nil`: at any time.
    package var sendWindow: SendWindow?
    /// How the ledger hashes a text.
    package var textHash: @Sendable (String) -> String
    /// Which messages of other campaigns are too near; `nil`: none.
    package var spacing: Spacing?
    /// The fingerprint of the account; `nil` where there is none.
    package var account: String?

    package init(
        campaign: CampaignID, sender: String, prices: PriceSettings, sendWindow: SendWindow? = nil,
        textHash: @escaping @Sendable (String) -> String
    ) {
        self.campaign = campaign
        self.sender = sender
        self.prices = prices
        self.sendWindow = sendWindow
        self.textHash = textHash
    }

    /// Makes the order of a run as it is configured: any message, at any time.
    init(
        for campaign: CampaignID, _ settings: Settings, _ tools: RunTools,
        in ledger: any CampaignLedger
    ) {
        self.init(
            campaign: campaign, sender: settings.from ?? "", prices: settings.prices,
            textHash: { ledger.textHash(of: $0) })
        account = tools.identity.map { ledger.accountHash(of: $0.reveal()) }
    }

    /// The message to a candidate, under the id that all tries of it share.
    func message(to candidate: Candidate, id: String, validity: Int? = nil) -> OutgoingMessage {
        OutgoingMessage(
            to: candidate.number, from: sender, text: candidate.text, id: id, validity: validity)
    }

    /// Why a message must not go out to a candidate at a moment; `nil` where it may.
    func objection(to candidate: Candidate, at now: Date, _ range: ValidityRange?) -> Verdict? {
        guard let place = candidate.location?.place else { return nil }
        return sendWindow?.objection(to: place, at: now, lasting: range?.shortest ?? 0)
    }

    /// For how many seconds the provider may try to deliver a message, where that is less than it
    /// would by itself.
    func validity(for candidate: Candidate, at now: Date, _ range: ValidityRange?) -> Int? {
        guard let range, let place = candidate.location?.place else { return nil }
        guard let left = sendWindow?.secondsLeft(in: place, at: now), left < Double(range.standard)
        else { return nil }
        return max(Int(left), range.shortest)
    }

    /// How long the way to the provider may take before the message would leave too late; `nil`
    /// where that does not matter.
    func connectTimeout(for candidate: Candidate, at now: Date) -> Duration? {
        candidate.location.flatMap { sendWindow?.secondsLeft(in: $0.place, at: now) }.map {
            .seconds($0)
        }
    }

    /// The intent to hand the message over.
    func intent(for candidate: Candidate, id: String, provider: String) -> Intent {
        var intent = Intent(
            campaign: campaign, number: candidate.number, row: candidate.recipient.row,
            provider: provider, segments: candidate.size.segments,
            encoding: candidate.size.encoding.rawValue, textHash: textHash(candidate.text),
            idempotencyKey: id, replacing: candidate.earlier.replaced?.replacement ?? .nothing)
        intent.expectedCost = prices.cost(
            of: candidate.size.segments, to: candidate.region?.rawValue
        ).map { "\($0)" }
        (intent.spacing, intent.account) = (spacing, account)
        return intent
    }
}
