// SPDX-License-Identifier: Apache-2.0

import Campaign
import HTTP
import Ledger

/// A dry run without lookups: no network code runs, and nothing but the report is written.
struct PreviewRun: Sendable {
    let job: SendJob

    func run() async throws -> ExitCode {
        let time = SystemTime()
        let begin = time.now
        let desk = LedgerDesk(job: job)
        let ledger = try desk.openToRead()
        let report = try job.report(withMessage: true)
        let plan = try await desk.plan(ledger) { try report.append($0) }
        let obstacles = try await desk.obstacles(ledger, to: plan)
        let lost = try await desk.knowsNoCampaign(ledger) ? EarlierReport(job: job).obstacle() : nil
        await ledger?.close()
        try report.finish()
        try PlanFile(job: job).save(plan)
        if !job.arguments.quiet { PlanText(job: job, plan: plan).show() }
        if plan.unconfirmedAgain > 0 {
            job.note(
                "warning: where the provider has a message log, send asks it first and leaves out what is in it or in doubt"
            )
        }
        for obstacle in obstacles.map(\.description) + [lost].compactMap({ $0 }) {
            job.note("warning: send would stop here: \(obstacle)")
        }
        SummaryDisplay(job: job).show(summary(of: plan, after: time.now - begin))
        return .done
    }

    private func summary(of plan: Plan, after duration: Duration) -> Summary {
        var summary = SummaryDisplay(job: job).summary(plan.tally, plan.lookups)
        summary.dryRun = true
        summary.estimatedCost = plan.cost(job.settings.prices)
        summary.duration = duration
        summary.estimatedDuration = plan.duration(job.settings)
        summary.exitCode = ExitCode.done.rawValue
        return summary
    }
}
