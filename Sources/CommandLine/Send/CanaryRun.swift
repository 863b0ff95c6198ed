// SPDX-License-Identifier: Apache-2.0

import Campaign
import Ledger

import struct Foundation.Date

/// The first messages of a campaign, which go out alone: the others follow when it was seen what became of these.
struct CanaryRun: Sendable {
    let job: SendJob
    let ledger: Ledger
    let campaign: CampaignID

    /// What comes of it.
    enum Ending {
        /// The others follow, in this job; `earlier` is what the canary came to, `nil` where there was none.
        case goOn(SendJob, earlier: RunResult?)
        /// The others are left.
        case stopped(ExitCode)
    }

    /// Refuses `--yes` where the provider tells nobody what becomes of messages: then only a person can judge.
    static func check(_ job: SendJob) throws {
        guard job.arguments.canary != nil, job.arguments.assumesYes else { return }
        guard let reason = try Service.missingStatus(job.settings, environment: job.context.environment) else { return }
        throw CommandFailure(
            "--canary: \(reason), so --yes cannot be told whether to go on; leave --yes away and look yourself"
        )
    }

    /// Sends the first messages of `--canary`, and asks whether to go on.
    func run(_ plan: Plan) async throws -> Ending {
        guard let count = job.arguments.canary, plan.candidates > count else { return .goOn(job, earlier: nil) }
        let execution = Execution(job: job, purpose: .send(campaign))
        // The ledger keeps milliseconds.
        let begin = job.context.now.addingTimeInterval(-0.001)
        var result = try await execution.result(
            try await LedgerDesk(job: job).rows(ledger, plan, canary: count),
            plan,
            ledger
        )
        guard result.stopCause == nil else { return .stopped(execution.show(result)) }
        let inquiries = try await inquiries()
        try await KnownDeliveries(of: .send(campaign), in: ledger).write(into: job)
        show(try await tally(), inquiries)
        result.stopCause = inquiries.stopCause ?? inquiries.refusal
        let verdict = CanaryVerdict(
            refused: result.refused,
            deliveries: try await tally(since: begin)
        )
        guard result.stopCause == nil, try goesOn(verdict, plan.candidates - count) else {
            return .stopped(execution.show(result))
        }
        return .goOn(job.after(canary: count, begunAt: begin), earlier: result)
    }

    private func tally(since moment: Date? = nil) async throws(LedgerError) -> DeliveryTally {
        let groups = try await ledger.deliveryGroups(in: campaign, since: moment)
        return DeliveryTally(groups, currency: job.settings.prices.currency)
    }

    /// Asks the provider until all states are final, or nobody should have to wait longer.
    private func inquiries() async throws -> StatusInquiries {
        guard let record = try await ledger.campaign(named: job.arguments.campaign) else { return StatusInquiries() }
        let run = DeliveryRun(campaign: record, settings: job.settings, ledger: ledger, context: job.context)
        return try await run.inquiries(into: try await ledger.deliveryGroups(in: campaign))
    }

    private func show(_ tally: DeliveryTally, _ inquiries: StatusInquiries) {
        let display = StatusDisplay(
            tally: tally,
            inquiries: inquiries,
            campaign: job.arguments.campaign,
            provider: job.settings.provider.name,
            report: nil
        )
        if let missing = inquiries.missing { job.note("Nothing was asked: \(missing).") }
        let style = Style(isColoured: job.context.hasColour(on: .error))
        job.context.console.write(display.text(width: job.context.console.width, style) + "\n", to: .error)
    }

    /// Whether the others follow: the user's word, or with `--yes` nothing that speaks against it.
    private func goesOn(_ verdict: CanaryVerdict, _ others: Int) throws(CommandFailure) -> Bool {
        guard job.arguments.assumesYes else {
            let people = Figures.count(others, "more recipient", "more recipients")
            return try Question("Go on with up to \(people)?").ask(in: job.context)
        }
        if let objection = verdict.objection {
            job.note(
                "The others were left: \(objection). Look at the report; the same command goes on with the next ones."
            )
        }
        return verdict.objection == nil
    }
}
