// SPDX-License-Identifier: Apache-2.0

import Basics
package import HTTP
import Ledger
package import Providers
package import Lists
import Pacing
import PhoneNumbers

/// What one request for one message came to.
package enum SendStep: Sendable, Hashable {
    /// The provider accepted the message under this id.
    case accepted(id: String)
    /// The message has its final verdict: refused, or not known.
    case ended(Verdict, code: String?, FailureBreaker.Ending)
    /// The message was certainly not accepted, and may be tried again.
    case again(Reason, detail: String, pause: RetryAfter?)
    /// The message was certainly not accepted, and no other to its country would be.
    case closedCountry(ProviderWord)
    /// A configured gateway refused the message, as far as the configuration tells; where others
    /// are refused the same, it is in doubt, and why.
    case doubtful(ProviderWord, String)
    /// Somebody else may have answered in the provider's place, so that nothing is proved: the
    /// verdict, what came, and why the run stops; `nil` where it does not.
    case unproved(Verdict, ProviderWord, StopCause?)
    /// The message was not handed over, because its time is not now; nobody was asked.
    case held(Verdict)
    /// The message was certainly not accepted, and no other would be.
    case stop(StopCause)

    /// Reads the answer to a message.
    ///
    /// - Parameters:
    ///   - answer: the answer.
    ///   - pause: when the provider wants to be asked again, where it says so.
    ///   - provider: the provider entry's name.
    ///   - credentials: where the account's credentials come from, for a sentence about them.
    ///   - hasAccepted: whether the provider is known to have accepted a message before: then what
    ///     somebody else says may have taken the place of an acceptance.
    package init(
        _ answer: SendAnswer, pause: RetryAfter?, provider: String, credentials: [String] = [],
        hasAccepted: Bool = false
    ) {
        switch answer {
        case .accepted(let id): self = .accepted(id: id)
        case .rejected(.country, let word): self = .closedCountry(word)
        case .rejected(.unlisted, let word) where !hasAccepted:
            self = .doubtful(word, Self.unknownSuccess)
        case .rejected(.undescribed, let word) where hasAccepted:
            self = .doubtful(word, Self.unknownRefusal)
        case .rejected(let rejection, let word): self = Self.rejected(rejection, word)
        case .accountRefused(let refusal, let word):
            self = .stop(.account(refusal, provider: provider, word, credentials: credentials))
        case .notProcessed(let word): self = .again(.rateLimited, detail: word.text, pause: pause)
        case .unclear(let unclarity, let word): self = Self.unconfirmed(unclarity, word)
        case .unrecognised(let answer):
            self = .unproved(
                answer.verdict(hasAccepted: hasAccepted), answer.word,
                answer.concernsEverybody
                    ? .intercepted(answer, provider: provider, credentials: credentials) : nil)
        }
    }

    /// Why the run ends with this step; `nil` where it goes on.
    var stopCause: StopCause? {
        switch self {
        case .stop(let cause): cause
        case .unproved(_, _, let cause): cause
        case .accepted, .ended, .again, .closedCountry, .held, .doubtful: nil
        }
    }

    /// Reads a failure of the transport: only what certainly never left is tried again.
    package init(_ failure: TransportFailure) {
        switch (failure.certainty, failure.kind) {
        case (.notSent, .certificate): self = .stop(.certificate(failure.detail))
        case (.notSent, .unsupported): self = .stop(.address(failure.detail))
        case (.notSent, .cancelled): self = .again(.interrupted, detail: failure.detail, pause: nil)
        case (.notSent, _): self = .again(.unreachable, detail: failure.detail, pause: nil)
        case (.mayHaveBeenSent, .timedOut): self = Self.unconfirmed(.timedOut, failure.detail)
        case (.mayHaveBeenSent, .badResponse), (.mayHaveBeenSent, .tooLarge):
            self = Self.unconfirmed(.badResponse, failure.detail)
        case (.mayHaveBeenSent, _): self = Self.unconfirmed(.connectionLost, failure.detail)
        }
    }

    /// The ledger already holds a message to the number: another program wrote it, and this one
    /// leaves it alone.
    static func taken(by state: MessageState) -> SendStep {
        let detail = "the ledger already holds a message to this number (\(state.rawValue))"
        return .ended(Verdict(.unconfirmed, .crashed, detail), code: nil, .clear)
    }

    /// Another campaign has messaged the number since the row was judged; no request was made.
    static func tooSoon(after near: NearMessage) -> SendStep {
        .ended(.tooSoon(after: near), code: nil, .clear)
    }

    /// The person has opted out since the row was judged; no request was made.
    static let optedOut = SendStep.ended(.optedOut, code: nil, .clear)

    private static func rejected(
        _ rejection: SendAnswer.Rejection, _ word: ProviderWord
    ) -> SendStep {
        switch rejection {
        case .optedOut: .ended(.skipped(.optedOut, word.text), code: word.code, .clear)
        case .unexplained, .unlisted, .undescribed:
            .ended(Verdict(.failed, .rejected, word.text), code: word.code, .refused(word))
        case .recipient, .content, .country:
            .ended(Verdict(.failed, .rejected, word.text), code: word.code, .clear)
        }
    }

    /// Nothing was accepted so far, and the code came with a status of success.
    private static let unknownSuccess =
        "the gateway has accepted nothing so far and gives everybody this code, which may be that "
        + "of success: look at “success” and “error” in its entry"
    /// Messages were accepted before, and the answer may be anybody's.
    private static let unknownRefusal =
        "the gateway accepted messages before, and now everybody gets this answer, which a proxy "
        + "or a firewall may give: describe the gateway's own errors in “error” of its entry"

    /// What is said of every message to a country that the provider refuses: it is the account's
    /// fault, not the recipient's.
    static func closedCountry(_ word: ProviderWord) -> Verdict {
        .pending(
            .stopped,
            "the provider sends no messages to this country from the account (“\(word.text)”); enable it there and run again"
        )
    }

    private static func unconfirmed(
        _ unclarity: SendAnswer.Unclarity, _ word: ProviderWord
    ) -> SendStep {
        let (reason, said): (Reason, String) =
            switch unclarity {
            case .serverError: (.serverError, "the provider answered with a server error")
            case .badResponse: (.badResponse, "the provider's answer could not be read")
            case .usedID:
                (
                    .badResponse,
                    "the provider had this message before, with other content or an unknown result"
                )
            case .partlyAccepted: (.badResponse, "only a part of the message was accepted")
            case .contradictory:
                (
                    .badResponse,
                    "the answer has the configured mark of success, and a code listed as a refusal"
                )
            }
        return unconfirmed(reason, "\(said): \(word.text)", code: word.code)
    }

    private static func unconfirmed(
        _ reason: Reason, _ detail: String, code: String? = nil
    ) -> SendStep { .ended(Verdict(.unconfirmed, reason, detail), code: code, .failed(detail)) }
}

extension UnrecognisedAnswer {
    /// What becomes of the message.
    ///
    /// Where nothing was ever accepted, the way to the provider is most likely closed, and a later
    /// run may try again. Where something was, the answer may stand in the place of an acceptance.
    func verdict(hasAccepted: Bool) -> Verdict {
        let who = "a proxy, a firewall or a login page on the way may have"
        let said = "the answer (“\(word.text)”) is not in the provider's own form: \(who)"
        if isServerError {
            let detail = "the provider answered with a server error: \(word.text)"
            return Verdict(.unconfirmed, .serverError, detail)
        }
        if mayFollowAcceptance {
            let detail =
                "the answer HTTP \(status) leads to another address: \(who) given it, or a server "
                + "that has taken the message"
            return Verdict(.unconfirmed, .badResponse, detail)
        }
        guard hasAccepted else { return .pending(.unreachable, said + " stopped the request") }
        return Verdict(.unconfirmed, .badResponse, said + " put it in the place of an acceptance")
    }
}

/// Whether the provider entry is known to have accepted a message: by the ledger, or in this run.
package final class AcceptanceKnowledge: Sendable {
    /// Up to now: at any time, and in this run.
    struct Known: Sendable {
        var ever: Bool
        var inThisRun = false
    }

    private let known: Guarded<Known>

    /// Begins with what the ledger knows.
    package init(_ isKnown: Bool = false) { known = Guarded(Known(ever: isKnown)) }

    /// Takes in an answer, and gives whether a message was accepted up to now.
    func note(_ answer: SendAnswer) -> Known {
        known.withLock { known in
            if case .accepted = answer { known = Known(ever: true, inThisRun: true) }
            return known
        }
    }
}

/// What is known of a message after a request for it: the same facts for the ledger and for the
/// report.
struct SendRecord: Sendable, Hashable {
    /// The verdict so far.
    var verdict: Verdict
    /// What the provider did.
    var handover: ProviderReceipt

    /// Puts together what one step and the circumstances tell.
    ///
    /// - Parameters:
    ///   - step: what the request came to.
    ///   - handover: provider, attempts, the time of the answer as `sentAt`, and the cost that
    ///     holds if the message was accepted.
    init(_ step: SendStep, _ handover: ProviderReceipt) {
        self.handover = handover
        switch step {
        case .accepted(let id):
            verdict = Verdict(.sent)
            self.handover.messageID = id
            return
        case .ended(let ended, let code, _):
            verdict = ended
            self.handover.errorCode = code
        case .again(let reason, let detail, _): verdict = .pending(reason, detail)
        case .closedCountry(let word):
            verdict = SendStep.closedCountry(word)
            self.handover.errorCode = word.code
        case .doubtful(let word, _):
            verdict = Verdict(.failed, .rejected, word.text)
            self.handover.errorCode = word.code
        case .unproved(let unproved, let word, let stop):
            verdict = unproved
            if let stop, unproved.status == .pending {
                verdict = .pending(stop.reason, stop.sentence)
            }
            self.handover.errorCode = word.code
        case .held(let held): verdict = held
        case .stop(let cause): verdict = .pending(cause.reason, cause.sentence)
        }
        self.handover.sentAt = nil
        self.handover.cost = nil
    }

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
    ///   - requests: how many requests left for the intent that this ends: one, or none where it is
    ///     taken back.
    /// - Returns: the entry; where a second chance was not accepted, the one that stood before.
    func outcome(in campaign: CampaignID, for candidate: Candidate, requests: Int) -> Outcome {
        if let earlier = candidate.earlier.replaced {
            if verdict.status == .pending {
                return earlier.outcome(in: campaign, requests: requests)
            }
            if verdict.status == .failed, earlier.mayHaveArrived {
                return earlier.outcome(in: campaign, requests: requests, after: verdict)
            }
        }
        return Outcome(
            campaign: campaign, number: candidate.number, ending: ending,
            reason: verdict.reason?.word, isOptOut: verdict.reason == .optedOut,
            detail: verdict.detail.isEmpty ? nil : verdict.detail, messageID: handover.messageID,
            errorCode: handover.errorCode, cost: handover.cost.map { "\($0)" },
            currency: handover.cost == nil ? nil : handover.currency, attempts: requests,
            sentAt: handover.sentAt)
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
