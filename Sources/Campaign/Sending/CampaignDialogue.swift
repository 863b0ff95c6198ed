// SPDX-License-Identifier: Apache-2.0

package import Ledger
package import Lists

package import struct Foundation.Date

/// How a campaign speaks with whoever has begun it.
package struct CampaignDialogue: Sendable {
    /// Is told what happens, in order.
    package var tell: @Sendable (CampaignEvent) -> Void
    /// Answers a question; what it throws ends the campaign.
    package var ask: @Sendable (CampaignQuestion) async throws -> Bool
    /// Goes on beside a part of the campaign, and is cancelled at its end.
    package var accompany: @Sendable (CampaignPart) async -> Void

    /// By default nobody listens, and the answer is yes.
    package init(
        tell: @escaping @Sendable (CampaignEvent) -> Void = { _ in },
        ask: @escaping @Sendable (CampaignQuestion) async throws -> Bool = { _ in true },
        accompany: @escaping @Sendable (CampaignPart) async -> Void = { _ in }
    ) {
        self.tell = tell
        self.ask = ask
        self.accompany = accompany
    }
}

/// A part of a campaign that takes its time, beside which something else may go on: watching for
/// signals, or drawing how far it is.
package enum CampaignPart: Sendable, Hashable {
    /// Messages or lookups are under way, or waited for; it ends when the switch is thrown.
    case requests
    /// The provider is asked what has become of messages; what was learnt is kept.
    case deliveries
    /// Rows are being finished.
    case rows
}

/// What happens in a campaign.
package enum CampaignEvent: Sendable {
    /// A phase with so many rows begins.
    case began(CampaignPhase)
    /// A row was planned.
    case rowPlanned
    /// A row is finished, in any order; `isNew` where this run worked on it, and did not find it
    /// settled.
    case rowFinished(ReportRow, isNew: Bool)
    /// The plan is made.
    case planned(Plan)
    /// A phase ended.
    case ended
    /// There was no ledger: one was made.
    case ledgerCreated(path: String)
    /// Something speaks against relying on the ledger; a run with messages would stop at it.
    case ledgerDoubted(LedgerError)
    /// So many rows may have got a message of which the ledger lost the memory: they are
    /// unconfirmed now.
    case lostRowsSettled(messages: Int)
    /// An earlier run ended unexpectedly; so many of its messages are unconfirmed now.
    case crashSettled(messages: Int)
    /// Another run has begun meanwhile: it is planned anew.
    case planOutdated
    /// Every recipient is settled.
    case nothingLeft
    /// The provider cannot be asked, for this reason.
    case cannotAsk(String)
    /// So many messages were handed to other provider entries, which are not asked.
    case otherEntries(messages: Int, names: [String])
    /// So many messages have no final state, and are asked after again.
    case askingAgain(messages: Int, after: Duration)
    /// What the provider's log said of unconfirmed messages, before anything is sent.
    case reconciled(ReconcileResult)
    /// What has become of the first messages.
    case canaryDelivered(DeliveryTally, StatusInquiries)
    /// The others are left, for this reason.
    case othersLeft(CanaryVerdict.Objection)
    /// Nothing leaves for a while, because the provider refused requests for coming too fast.
    case paused(RatePause)
    /// The run waits for quiet hours to end.
    case waiting(until: Date, Waiting)
    /// A run has ended, and its report is written.
    case finished(RunResult)
}

/// A phase in which rows are counted.
package enum CampaignPhase: Sendable, Hashable {
    case planning(rows: Int)
    /// Line types are looked up for a preview.
    case lookups(rows: Int, candidates: Int)
    case sending(rows: Int, candidates: Int)
}

/// What a campaign asks before it goes on.
package enum CampaignQuestion: Sendable {
    /// Whether the plan is carried out.
    case send(Plan)
    /// Whether paid lookups are made for a preview; a real run would stop at the obstacles.
    case lookUp(Plan, [Obstacle])
    /// Whether a message is sent to the user's own number.
    case test(Candidate)
    /// Whether so many more recipients follow those of the canary.
    case goOn(others: Int)
}

/// How a campaign ended.
package enum CampaignEnding: Sendable {
    /// The answer to a question was no: nothing was sent, or looked up.
    case declined
    /// The provider's log could not be asked about all unconfirmed messages, so nothing was sent.
    case undecided(ReconcileResult)
    /// The run went as far as its result says.
    case ran(RunResult)
}

/// Why a campaign did not begin, or did not come to its end.
package enum CampaignFailure: Error, Sendable {
    /// Something speaks against going on.
    case obstacle(Obstacle)
    /// A report knows of messages, and no ledger does.
    case lostLedger(LostLedger)
    /// The provider tells nobody what becomes of messages, for this reason, and nobody is there to
    /// judge the canary.
    case canaryUnjudged(String)
    /// Messages of the campaign were handed to another account than the one that the entry names.
    case otherAccount(campaign: String, entry: String)
    /// The list has nobody whose message could be tested.
    case nobodyToTest
    /// The test message may not be sent to this number.
    case testRefused(String, Verdict)
    /// A daily cap leaves no room for a test message.
    case testCapped(CapReached)
    /// The run broke off; what was sent is in the ledger.
    case brokenOff(any Error)
    /// The report could not be written; the ledger has all of it.
    case unreported(any Error)
}
