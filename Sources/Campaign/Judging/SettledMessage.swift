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

    /// Whether the recipient may have got it: then no later refusal takes the doubt away.
    var mayHaveArrived: Bool { replacement == .unconfirmed }

    /// What is said of a message that stays unconfirmed although its second try was refused.
    ///
    /// Gateways refuse a message that they have accepted before, too.
    static func doubt(after refusal: Verdict) -> String {
        "another try was refused (“\(refusal.detail)”), which does not tell whether an earlier one was accepted"
    }

    /// The ledger's entry that puts the message back as it was, after a second chance that came to nothing.
    ///
    /// - Parameters:
    ///   - campaign: the campaign.
    ///   - requests: how many requests left for the intent that this ends.
    ///   - refusal: the provider's refusal of the second try, where it gave one.
    /// - Returns: the entry.
    func outcome(in campaign: CampaignID, requests: Int, after refusal: Verdict? = nil) -> Outcome {
        var outcome = Outcome(
            campaign: campaign,
            number: message.number,
            ending: message.state == .failed ? .failed : .unconfirmed,
            reason: message.reason,
            detail: refusal.map(Self.doubt) ?? message.detail,
            messageID: message.messageID,
            errorCode: message.errorCode,
            cost: message.cost,
            currency: message.currency,
            attempts: requests,
            sentAt: message.sentAt
        )
        outcome.takesBackSecond = mayHaveArrived
        return outcome
    }
}
