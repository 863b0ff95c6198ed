// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import HTTP
import Ledger
import Configuration
import Lists
import Pacing
import TerminalKit

/// The command `send`: plan, ask, send, report; or, in a dry run, plan and report.
struct SendCommand: Command {
    let arguments: SendArguments

    func prepared(_ context: CommandContext) -> CommandContext {
        context.showing(
            arguments.quiet ? .none : ProgressMode(arguments.progress, canDraw: context.canDraw)
        )
    }

    func run(in context: CommandContext) async throws -> ExitCode {
        let job = try SendJob(arguments, in: context)
        if let warning = GuessWarning(list: job.list).text { job.note(warning) }
        if let word = arguments.testNumber { return try await TestRun(job: job, to: word).run() }
        switch arguments.mode {
        case .preview(lookups: false): return try await PreviewRun(job: job).run()
        case .preview(lookups: true): return try await LookupPreviewRun(job: job).run()
        case .send: return try await SendRun(job: job).run()
        }
    }
}

/// The real thing: plan, show the plan, ask, send, report.
struct SendRun: Sendable {
    let job: SendJob

    func run() async throws -> ExitCode {
        let desk = LedgerAccess(job: job)
        try ReportFile.checkPlace(job.reportPath)
        let known =
            Ledger.exists(at: job.settings.ledgerPath) ? try await desk.openForRequests() : nil
        if let known { try await settleCrashed(known) }
        if try await desk.knowsNoCampaign(known) { try EarlierReport(job: job).refuse() }
        guard let known else { return try await run(desk, nil) }
        switch try await ResendCheck(job: job, ledger: known).run() {
        case .stopped(let exitCode): return exitCode
        case .goOn(let job): return try await SendRun(job: job).run(LedgerAccess(job: job), known)
        }
    }

    private func run(_ desk: LedgerAccess, _ known: Ledger?) async throws -> ExitCode {
        let plan = try await desk.plan(known)
        if let obstacle = try await desk.obstacles(known, to: plan).first {
            throw CommandFailure(Hints.sentence(of: obstacle))
        }
        try PlanFile(job: job).check(plan)
        guard plan.candidates > 0 else { return try await reportOnly(desk, known) }
        try Service.check(job.settings, environment: job.context.environment)
        try CanaryRun.check(job)
        guard try confirm(plan) else {
            job.note("Nothing was sent.")
            return .refused
        }
        try job.list.verify(plan.digest)
        let ledger: Ledger
        if let known { ledger = known } else { ledger = try await desk.openForRequests() }
        let exitCode = try await send(plan, with: ledger, desk)
        await ledger.close()
        return exitCode
    }

    private func settleCrashed(_ ledger: Ledger) async throws(LedgerError) {
        guard let campaign = try await ledger.campaign(named: job.arguments.campaign) else {
            return
        }
        try await CampaignAccess(settings: job.settings, context: job.context).settleCrashed(
            campaign,
            ledger
        )
    }

    private func confirm(_ plan: Plan) throws(CommandFailure) -> Bool {
        if !job.arguments.quiet || !job.arguments.assumesYes {
            PlanText(job: job, plan: plan).show()
        }
        let people = Figures.count(plan.candidates, "recipient", "recipients")
        let cost =
            plan.cost(job.settings.prices).map {
                ", about \(Figures.money($0, job.settings.prices.currency))"
            } ?? ""
        if job.arguments.assumesYes { return true }
        return try Question("Send to up to \(people)\(doubt(plan))\(cost)?").ask(in: job.context)
    }

    private func doubt(_ plan: Plan) -> String {
        guard plan.unconfirmedAgain > 0 else { return "" }
        return ", \(Figures.count(plan.unconfirmedAgain)) of whom may get it a second time"
    }

    /// Nothing is left to send: the report still shows the whole campaign.
    private func reportOnly(_ desk: LedgerAccess, _ ledger: Ledger?) async throws -> ExitCode {
        job.note("Nothing is left to send.")
        let report = try job.report(withMessage: job.arguments.includesMessages)
        let now = SystemTime().date
        let plan = try await desk.plan(ledger) { row in
            var row = row
            row.updatedAt = row.updatedAt ?? now
            try report.append(row)
        }
        try report.finish()
        if let ledger, let campaign = try await ledger.campaign(named: job.arguments.campaign)?.id {
            try await KnownDeliveries(of: .send(campaign), in: ledger).write(into: job)
        }
        await ledger?.close()
        var result = RunResult()
        result.tally = plan.tally
        result.lookups = plan.lookups
        return SummaryDisplay(job: job).show(result)
    }

    private func send(
        _ plan: Plan,
        with ledger: Ledger,
        _ desk: LedgerAccess
    ) async throws -> ExitCode {
        let resumeCheck = try await ResumeCheck(of: desk.details(ledger, plan), in: ledger)
        let campaign = try await resumeCheck.begin(in: ledger)
        let canary = CanaryRun(job: job, ledger: ledger, campaign: campaign)
        switch try await canary.run(plan) {
        case .stopped(let exitCode): return exitCode
        case .goOn(let job, let earlier):
            return try await send(plan, with: ledger, job, campaign, after: earlier)
        }
    }

    private func send(
        _ plan: Plan,
        with ledger: Ledger,
        _ job: SendJob,
        _ campaign: CampaignID,
        after earlier: RunResult?
    ) async throws -> ExitCode {
        let execution = Execution(job: job, purpose: .send(campaign))
        let rows = try await LedgerAccess(job: job).rows(ledger, plan)
        let waits = job.arguments.waits
        var result = try await execution.result(
            rows,
            plan,
            ledger,
            waits: waits,
            follows: earlier != nil
        )
        if let earlier { result.follow(earlier) }
        return execution.show(result)
    }
}
