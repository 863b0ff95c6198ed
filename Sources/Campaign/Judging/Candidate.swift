// SPDX-License-Identifier: Apache-2.0

import Basics
import Configuration
import Ledger
package import Lists
package import PhoneNumbers
package import SMSText

package import struct Foundation.Date

/// A recipient against whom nothing speaks so far: their message is next, or a lookup is.
package struct Candidate: Sendable, Hashable {
    package let recipient: Recipient
    package let number: PhoneNumber
    /// The number's region.
    package let region: Region?
    /// What is known of the line before any lookup of this run.
    package let line: LineKnowledge
    /// Whether only a lookup can tell if the number gets a message.
    package let needsLookup: Bool
    /// The rendered text.
    package let text: String
    /// The text's encoding and segments.
    package let size: SegmentCount
    /// Where the numbering plan is known to mislead about the number; `nil` nearly always.
    package let caution: String?
    /// What was repaired about the number; `nil` nearly always.
    package let repair: Repair?
    /// Where the recipient may be; `nil` where no rule asks.
    package let location: RecipientLocation?
    /// What earlier runs did for the recipient.
    package let earlier: PriorAttempts
    /// The rows whose texts the message is made of, where these are several; `nil` nearly always.
    package var joined: JoinedMessage?

    /// The report's line for this recipient under a verdict.
    ///
    /// - Parameters:
    ///   - verdict: what became of them.
    ///   - line: what a lookup told; `nil` where none was made or answered.
    /// - Returns: the line, with all that was known before.
    package func row(_ verdict: Verdict, line: LineKnowledge? = nil) -> ReportRow {
        var row = ReportRow(recipient, verdict.adding(caution).adding(repair?.sentence))
        row.repair = repair
        row.number = number
        row.region = region
        row.line = line ?? self.line
        row.lineDecision = line?.source ?? (needsLookup ? nil : self.line.source)
        row.size = TextSize(size)
        row.text = text
        row.joined = joined
        return row
    }

    /// The report's line for a recipient whose turn does not come in this run.
    func untried(_ verdict: Verdict) -> ReportRow { earlier.row(after: row(verdict)) }
}

/// What earlier runs of a campaign did for a recipient who gets another try.
package struct PriorAttempts: Sendable, Hashable {
    /// How often the message was handed over.
    package var attempts = 0
    /// The id under which the very same text was handed over; `nil` where none was.
    package var id: String?
    /// The settled message that gets a second chance; `nil` for an ordinary try.
    package var replaced: PriorMessage?

    /// The row that the report shows: a second chance that was not taken leaves the message as it
    /// was.
    ///
    /// - Parameter row: what became of the recipient in this run.
    /// - Returns: that row, or the settled one.
    func row(after row: ReportRow) -> ReportRow {
        guard let replaced else { return row }
        var settled = replaced.row
        switch row.verdict.status {
        case .failed where replaced.mayHaveArrived:
            settled.verdict.detail = replaced.doubt(after: row.verdict)
            settled.updatedAt = nil
        case .sent, .failed, .unconfirmed, .wouldSend: return row
        // The provider's own word, to a request of this run, that the recipient has opted out.
        case .skipped where (row.delivery?.attempts ?? 0) > attempts: return row
        case .skipped, .pending: break
        }
        if let tried = row.delivery { settled.delivery?.attempts = tried.attempts }
        // A lookup of this run was paid for, whatever came of it.
        if row.lineDecision == .lookup { settled.lineDecision = .lookup }
        return settled
    }
}

/// A message that earlier runs of the campaign have settled.
package struct PriorMessage: Sendable, Hashable {
    /// The message as the ledger has it.
    let message: MessageRecord
    /// The report's line for it.
    let row: ReportRow
    /// Whether the recipient would get the same text today; `nil` where that cannot be told.
    let hasSameText: Bool?
    /// The text that the recipient would get today; `nil` where there is none.
    let text: String?

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
    func doubt(after refusal: Verdict) -> String {
        let words =
            "another try was refused (“\(refusal.detail)”), which does not tell whether an earlier "
            + "one was accepted"
        // When an earlier one was made is not known either, and must not be forgotten.
        return message.isOfUnknownTime ? "\(words); \(message.detail ?? "")" : words
    }

    /// The ledger's entry that puts the message back as it was, after a second chance that came to
    /// nothing.
    ///
    /// - Parameters:
    ///   - campaign: the campaign.
    ///   - requests: how many requests left for the intent that this ends.
    ///   - refusal: the provider's refusal of the second try, where it gave one.
    /// - Returns: the entry.
    func outcome(in campaign: CampaignID, requests: Int, after refusal: Verdict? = nil) -> Outcome {
        var outcome = Outcome(
            campaign: campaign, number: message.number,
            ending: message.state == .failed ? .failed : .unconfirmed, reason: message.reason,
            isOptOut: message.reason.flatMap(Reason.init(word:)) == .optedOut,
            detail: refusal.map(doubt) ?? message.detail, messageID: message.messageID,
            errorCode: message.errorCode, cost: message.cost, currency: message.currency,
            attempts: requests, sentAt: message.sentAt)
        outcome.takesBackSecond = mayHaveArrived
        return outcome
    }
}

extension Candidate {
    /// The same message, addressed to somebody who wants to see it first.
    package func redirected(to number: PhoneNumber, plan: NumberingPlan) -> Candidate {
        let classification = plan.classify(number)
        return Candidate(
            recipient: recipient, number: number, region: classification.region,
            line: LineKnowledge(type: classification.lineType ?? .unknown, source: .plan),
            needsLookup: false, text: text, size: size,
            caution: plan.caution(about: number)?.description, repair: nil,
            // Whoever asks for a test is awake.
            location: nil, earlier: PriorAttempts())
    }
}

extension Rules {
    /// Why not even a test message goes to a number; `nil` where one does.
    ///
    /// No lookup is made for a test: what the numbering plan cannot tell is the user's own phone.
    package func objection(toTest candidate: Candidate) -> Verdict? {
        suppression.objection(to: candidate.number) ?? objection(to: candidate.region)
            ?? objection(afterFailedLookup: candidate.line.type)
    }
}

/// What is said of a recipient before anything is asked or sent.
///
/// Indirect, because it is handed on many times a row, and a copy is then a reference.
package indirect enum Judgement: Sendable, Hashable {
    /// Nothing speaks against a message.
    case candidate(Candidate)
    /// No message in this run; the row says why.
    case dropped(ReportRow)
    /// An earlier run of the campaign has settled the number.
    ///
    /// `textChanged` tells that the recipient would now get a different text than the one that was
    /// handed over.
    case settled(ReportRow, textChanged: Bool)
}

extension Judgement {
    /// Whether it says something of the phone, and nothing of the person: it is no number, or its
    /// line gets no messages.
    var isOfPhoneAlone: Bool {
        guard case .dropped(let row) = self, row.verdict.status == .skipped else { return false }
        return switch row.verdict.reason {
        case .invalidNumber: !PersonalRefusal.isIn(row.recipient.phone)
        case .phoneExtension, .lineType, .unknownLineType: true
        default: false
        }
    }

    var hasNumber: Bool {
        if case .dropped(let row) = self { row.number != nil } else { true }
    }

    var hasPhone: Bool {
        guard case .dropped(let row) = self else { return true }
        return !row.recipient.phone.allSatisfy(\.isWhitespace)
    }
}

/// What the user allows in a second run of a campaign that a run does not do by itself.
package struct Overrides: Sendable, Hashable {
    /// The same list and template under another name (`--again`).
    package var sameListAgain = false
    /// Another template than the one the campaign began with (`--accept-new-template`).
    package var newTemplate = false
    /// Other texts for numbers that were messaged already, which are then left alone
    /// (`--keep-earlier`).
    package var earlierTexts = false
    /// Another provider entry than the one the campaign began with (`--accept-new-provider`).
    package var newProvider = false
    /// A second try for messages that the provider refused (`--retry-rejected`).
    package var rejectedAgain = false
    /// A second message where it is not known whether the first one was accepted
    /// (`--resend-unconfirmed`).
    package var unconfirmedAgain = false
    /// A text with placeholders of other programs that name columns of the list, as it is written
    /// (`--literal`).
    package var foreignPlaceholders = false
    /// Only what was settled before this moment gets its second try; `nil` for whatever is settled.
    ///
    /// One user's word is one more try: what this run has tried itself gets no other.
    package var settledBefore: Date?

    /// Allows nothing.
    package init() {}
}
