// SPDX-License-Identifier: Apache-2.0

import Ledger

/// A message that earlier runs of the campaign have settled.
package struct SettledMessage: Sendable, Hashable {
    /// The message as the ledger has it.
    let message: MessageRecord
    /// The report's line for it.
    let row: ReportRow
    /// Whether the recipient would get the same text today; `nil` where that cannot be told.
    let hasSameText: Bool?

    /// What an intent that gives it a second chance replaces.
    var replacement: Intent.Replacement {
        switch message.state {
        case .failed: .failed
        case .unconfirmed: .unconfirmed
        case .intent, .sent, .notAccepted: .nothing
        }
    }

    /// The ledger's entry that puts the message back as it was, after a second chance that came to nothing.
    func outcome(in campaign: CampaignID, requests: Int) -> Outcome {
        Outcome(
            campaign: campaign,
            number: message.number,
            ending: message.state == .failed ? .failed : .unconfirmed,
            reason: message.reason,
            detail: message.detail,
            messageID: message.messageID,
            errorCode: message.errorCode,
            cost: message.cost,
            currency: message.currency,
            attempts: requests,
            sentAt: message.sentAt
        )
    }
}
