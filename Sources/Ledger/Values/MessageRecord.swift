// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import PhoneNumbers

/// Holds what the ledger knows of one campaign's message to one number.
package struct MessageRecord: Sendable, Hashable {
    /// The campaign.
    package let campaign: CampaignID
    /// The recipient.
    package let number: PhoneNumber
    /// The recipient's row in the list (1 = first data row) when the last intent was written.
    package let row: Int
    /// How far it has come.
    package let state: MessageState
    /// The report's reason word, such as `timed_out`; nil where there is none.
    package let reason: String?
    /// A sentence for a person.
    package let detail: String?
    /// The key of the provider entry that the last intent named.
    package let provider: String
    /// The provider's id of the message.
    package let messageID: String?
    /// The provider's own error code.
    package let errorCode: String?
    /// The requests made so far, over all runs.
    package let attempts: Int
    /// The segments of the text.
    package let segments: Int
    /// The encoding of the text, `GSM-7` or `UCS-2`.
    package let encoding: String
    /// What the provider charged, as a decimal number; nil where it did not say.
    package let cost: String?
    /// The currency of `cost`.
    package let currency: String?
    /// The keyed hash of the text (`Ledger.textHash`), in hexadecimal digits.
    package let textHash: String
    /// The idempotency key that goes with every try, where the provider has one.
    package let idempotencyKey: String?
    /// When the last intent was written, to the millisecond.
    package let intendedAt: Date
    /// When the provider accepted the message.
    package let sentAt: Date?
    /// When the row last changed.
    package let updatedAt: Date
}
