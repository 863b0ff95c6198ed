// SPDX-License-Identifier: Apache-2.0

import Campaign
import Ledger

/// A dry run with lookups: the preview is exact, the lookups cost money and are remembered, nothing is sent.
struct LookupPreviewRun: Sendable {
    let job: SendJob

    func run() async throws -> ExitCode {
        let desk = LedgerDesk(job: job)
        try ReportFile.checkPlace(job.reportPath)
        let known = try desk.openToRead()
        let plan = try await desk.plan(known)
        let obstacles = try await desk.obstacles(known, to: plan)
        await known?.close()
        guard plan.lookups.requested > 0 else { return try await PreviewRun(job: job).run() }
        try Service.check(job.settings, environment: job.context.environment)
        if !job.arguments.quiet { PlanText(job: job, plan: plan).show() }
        for obstacle in obstacles { job.note("warning: send would stop here: \(obstacle)") }
        guard try confirm(plan) else {
            job.note("No lookup was made.")
            return .refused
        }
        try job.list.verify(plan.digest)
        let ledger = try await desk.openForRequests()
        let rows = try await desk.rows(ledger, plan)
        let exitCode = try await Execution(job: job, purpose: .preview).run(rows, plan, ledger)
        // What is kept is what a run finds that is made now: the lookups are in the cache.
        if exitCode == .done { try PlanFile(job: job).save(try await desk.plan(ledger)) }
        await ledger.close()
        return exitCode
    }

    private func confirm(_ plan: Plan) throws(CommandFailure) -> Bool {
        if job.arguments.assumesYes { return true }
        return try Question.lookups(plan.lookups.requested, job.settings.prices).ask(in: job.context)
    }
}
