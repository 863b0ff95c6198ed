// SPDX-License-Identifier: Apache-2.0

import Basics
import Ledger
import Configuration
import Lists
import Pacing
import Providers

import struct Foundation.Date

/// The first messages of a campaign, which go out alone: the others follow when it was seen what
/// became of these.
struct CanaryRun: Sendable {
    let campaign: SendCampaign
    let ledger: any CampaignLedger
    let id: CampaignID

    private var job: CampaignJob { campaign.job }

    /// The verdict on those who are not among the first.
    static let behindCanary = Verdict.pending(
        .stopped, "left for after the canary messages; run the same command again to go on")

    /// What comes of it.
    enum Ending {
        /// The others follow, in this job; `earlier` is what the canary came to, `nil` where there
        /// was none.
        case goOn(CampaignJob, earlier: RunResult?)
        /// The others are left.
        case stopped(RunResult)
    }

    /// Refuses a canary that nobody can judge: nobody is there, and the provider tells nobody what
    /// becomes of messages.
    static func check(_ campaign: SendCampaign) throws {
        let options = campaign.job.options
        guard options.canary != nil, options.isUnattended,
            case .missing(let reason) = try campaign.services.gateway.configured()?.deliveryStatus
        else { return }
        throw CampaignFailure.canaryUnjudged(reason)
    }

    /// Sends the first messages, and asks whether to go on.
    func run(_ plan: Plan) async throws -> Ending {
        guard let count = job.options.canary, plan.candidates > count else {
            return .goOn(job, earlier: nil)
        }
        // The ledger keeps milliseconds.
        let begin = campaign.services.time.date.addingTimeInterval(-0.001)
        let execution = CampaignExecution(campaign: campaign, purpose: .send(id))
        let rows = try await campaign.judgedRows(ledger, plan, canary: count)
        var result = try await execution.result(of: rows, plan, in: ledger, isCanary: true)
        guard result.stopCause == nil else { return .stopped(result) }
        let inquiries = try await askAfterDeliveries()
        try await KnownDeliveries(of: .send(id), in: ledger).write(into: campaign)
        campaign.dialogue.tell(.canaryDelivered(try await tally(), inquiries))
        result.stopCause = inquiries.stopCause ?? inquiries.refusal
        let verdict = CanaryVerdict(
            refused: result.refused, deliveries: try await tally(since: begin))
        guard result.stopCause == nil, try await goesOn(verdict, plan.candidates - count) else {
            return .stopped(result)
        }
        return .goOn(job.after(canary: count, begunAt: begin), earlier: result)
    }

    private func tally(since moment: Date? = nil) async throws(LedgerError) -> DeliveryTally {
        let groups = try await ledger.deliveryGroups(in: id, since: moment)
        return DeliveryTally(groups, currency: job.settings.prices.currency)
    }

    /// Asks the provider until all states are final, or nobody should have to wait longer.
    private func askAfterDeliveries() async throws -> StatusInquiries {
        guard let record = try await ledger.campaign(named: job.name) else {
            return StatusInquiries()
        }
        let groups = try await ledger.deliveryGroups(in: id, since: nil)
        return try await campaign.inquiries(about: record, in: ledger).deliveries(into: groups)
    }

    /// Whether the others follow: the user's word, or where nobody is there nothing that speaks
    /// against it.
    private func goesOn(_ verdict: CanaryVerdict, _ others: Int) async throws -> Bool {
        guard job.options.isUnattended else {
            return try await campaign.dialogue.ask(.goOn(others: others))
        }
        if let objection = verdict.objection { campaign.dialogue.tell(.othersLeft(objection)) }
        return verdict.objection == nil
    }
}

/// What the first messages of a campaign say about the others, where nobody is there to judge it.
///
/// One message that failed is a reason to look: a canary is small, and the others can be sent at
/// any time, but not taken back.
package struct CanaryVerdict: Sendable, Hashable {
    /// What speaks against going on.
    package enum Objection: Sendable, Hashable {
        /// So many messages were refused, or are unconfirmed.
        case refused(Int)
        /// So many messages were not delivered.
        case lost(Int)
        /// No message is known to be delivered.
        case noneDelivered
        /// Of most messages it is not known whether they were delivered.
        case mostOpen
    }

    /// What speaks against going on; `nil` where nothing does.
    package let objection: Objection?

    /// Judges the messages of a canary.
    ///
    /// - Parameters:
    ///   - refused: how many of them were refused, or are unconfirmed.
    ///   - deliveries: the states of those that were accepted; what was sent before says nothing
    ///     about them.
    package init(refused: Int, deliveries: DeliveryTally) {
        let lost = [DeliveryState.undelivered, .failed, .expired].reduce(0) {
            $0 + deliveries.states[$1, default: 0]
        }
        let delivered = deliveries.states[.delivered, default: 0]
        // Whatever the provider has not called delivered or lost: it may be either.
        let unknown = deliveries.messages - delivered - lost
        objection =
            if refused > 0 { .refused(refused) } else if lost > 0 {
                .lost(lost)
            } else if delivered == 0 { .noneDelivered } else if unknown > delivered {
                .mostOpen
            } else { nil }
    }
}
