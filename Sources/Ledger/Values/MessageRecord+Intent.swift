// SPDX-License-Identifier: Apache-2.0

package import Foundation

extension MessageRecord {
    /// Puts a record together from an intent and what came of it, for ledgers that are not a file.
    ///
    /// - Parameters:
    ///   - intent: the last intent.
    ///   - state: how far the message has come.
    ///   - attempts: the requests made so far, over all runs.
    ///   - outcome: how the last request ended; `nil` where that was never recorded.
    ///   - intendedAt: when the intent was written; `nil`: at `date` too.
    ///   - date: when the record last changed.
    package init(
        _ intent: Intent,
        state: MessageState,
        attempts: Int,
        outcome: Outcome?,
        intendedAt: Date? = nil,
        at date: Date
    ) {
        self.init(
            campaign: intent.campaign,
            number: intent.number,
            row: intent.row,
            state: state,
            reason: outcome?.reason,
            detail: outcome?.detail,
            provider: intent.provider,
            messageID: outcome?.messageID,
            errorCode: outcome?.errorCode,
            attempts: attempts,
            segments: intent.segments,
            encoding: intent.encoding,
            cost: outcome?.cost,
            currency: outcome?.currency,
            textHash: intent.textHash,
            idempotencyKey: intent.idempotencyKey,
            intendedAt: intendedAt ?? date,
            sentAt: outcome?.sentAt,
            updatedAt: date
        )
    }
}
