// SPDX-License-Identifier: Apache-2.0

import Ledger
import PhoneNumbers
import Providers

/// What is known of a message after a request for it: the same facts for the ledger and for the report.
struct SendRecord: Sendable, Hashable {
    /// The verdict so far.
    var verdict: Verdict
    /// What the provider did.
    var handover: Handover

    /// Puts together what one step and the circumstances tell.
    ///
    /// - Parameters:
    ///   - step: what the request came to.
    ///   - handover: provider, attempts, the time of the answer as `sentAt`, and the cost that holds if the message was accepted.
    init(_ step: SendStep, _ handover: Handover) {
        self.handover = handover
        switch step {
        case .accepted(let id):
            verdict = Verdict(.sent)
            self.handover.messageID = id
            return
        case .ended(let ended, let code, _):
            verdict = ended
            self.handover.errorCode = code
        case .again(let reason, let detail, _):
            verdict = .pending(reason, detail)
        case .closedCountry(let word):
            verdict = SendStep.closedCountry(word)
            self.handover.errorCode = word.code
        case .held(let held):
            verdict = held
        case .stop(let cause):
            verdict = .pending(cause.reason, cause.sentence)
        }
        self.handover.sentAt = nil
        self.handover.cost = nil
    }

    /// The report's line.
    func row(for candidate: Candidate, line: LineKnowledge) -> ReportRow {
        var row = candidate.row(verdict, line: line)
        // What was stopped before its first request was handed to nobody.
        row.delivery = handover.attempts > 0 ? handover : nil
        return row
    }

    /// The ledger's entry.
    ///
    /// - Parameters:
    ///   - campaign: the campaign.
    ///   - candidate: the recipient.
    ///   - requests: how many requests left for the intent that this ends: one, or none where it is taken back.
    /// - Returns: the entry; where a second chance was not accepted, the one that stood before.
    func outcome(in campaign: CampaignID, for candidate: Candidate, requests: Int) -> Outcome {
        if let earlier = candidate.earlier.replaced {
            if verdict.status == .pending { return earlier.outcome(in: campaign, requests: requests) }
            if verdict.status == .failed, earlier.mayHaveArrived {
                return earlier.outcome(in: campaign, requests: requests, after: verdict)
            }
        }
        return Outcome(
            campaign: campaign,
            number: candidate.number,
            ending: ending,
            reason: verdict.reason?.word,
            detail: verdict.detail.isEmpty ? nil : verdict.detail,
            messageID: handover.messageID,
            errorCode: handover.errorCode,
            cost: handover.cost.map { "\($0)" },
            currency: handover.cost == nil ? nil : handover.currency,
            attempts: requests,
            sentAt: handover.sentAt
        )
    }

    private var ending: Outcome.Ending {
        switch verdict.status {
        case .sent: .sent
        case .failed, .skipped: .failed
        case .unconfirmed: .unconfirmed
        case .pending, .wouldSend: .notAccepted
        }
    }
}
