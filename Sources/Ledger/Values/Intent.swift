// SPDX-License-Identifier: Apache-2.0

package import PhoneNumbers

/// Announces that a message is about to be handed to a provider.
///
/// It must be durable before the request's first byte leaves: after a crash it is the only trace of a request that may have arrived.
package struct Intent: Sendable, Equatable {
    /// Says which settled message may be sent once more on purpose; `intent` and `sent` never may.
    package enum Replacement: Sendable, Hashable {
        /// None: only a number without a record, or whose last try was certainly not accepted.
        case nothing
        /// A message that the provider refused (`--retry-rejected`).
        case failed
        /// A message whose outcome is not known (`--resend-unconfirmed`).
        case unconfirmed
    }

    /// The campaign.
    package var campaign: CampaignID
    /// The recipient.
    package var number: PhoneNumber
    /// The recipient's row in the list (1 = first data row).
    package var row: Int
    /// The key of the provider entry.
    package var provider: String
    /// The segments of the text.
    package var segments: Int
    /// The encoding of the text, `GSM-7` or `UCS-2`.
    package var encoding: String
    /// The keyed hash of the text (`Ledger.textHash`), in hexadecimal digits.
    package var textHash: String
    /// The idempotency key that goes with the request, where the provider has one.
    package var idempotencyKey: String?
    /// What this intent may replace.
    package var replacing: Replacement
    /// What the message costs by the configured prices, as a decimal number; nil where no price is known.
    package var expectedCost: String?
    /// The fingerprint of the account that the message is handed to (`Ledger.accountHash`); nil where there is none.
    package var account: String?
    /// How far it must lie from the messages of other campaigns; nil: any.
    package var spacing: Spacing?

    /// Describes the request that is about to leave.
    package init(
        campaign: CampaignID,
        number: PhoneNumber,
        row: Int,
        provider: String,
        segments: Int,
        encoding: String,
        textHash: String,
        idempotencyKey: String? = nil,
        replacing: Replacement = .nothing
    ) {
        self.campaign = campaign
        self.number = number
        self.row = row
        self.provider = provider
        self.segments = segments
        self.encoding = encoding
        self.textHash = textHash
        self.idempotencyKey = idempotencyKey
        self.replacing = replacing
    }
}
