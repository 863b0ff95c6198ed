// SPDX-License-Identifier: Apache-2.0

import Campaign
import HTTP
import Ledger

import struct Foundation.Date

/// A run with requests: watched for signals, shown as it goes on, reported in the end.
struct Execution: Sendable {
    let job: SendJob
    let purpose: CampaignRun.Purpose

    /// Runs, writes the report and shows the summary.
    func run(_ rows: JudgedRows, _ plan: Plan, _ ledger: Ledger) async throws -> ExitCode {
        show(try await result(rows, plan, ledger))
    }

    /// Runs and writes the report; those in quiet hours may be waited for, again and again until nobody is left.
    ///
    /// - Parameters:
    ///   - rows: the judged list.
    ///   - plan: what the run is held to.
    ///   - ledger: the ledger, claimed for requests.
    ///   - waits: whether they are waited for.
    ///   - follows: whether another part of the same run ended just now.
    /// - Returns: what the run came to.
    /// - Throws: what is wrong with the account's configuration; that the list cannot be read to its end, or the report not be written.
    func result(
        _ rows: JudgedRows,
        _ plan: Plan,
        _ ledger: Ledger,
        waits: Bool = false,
        follows: Bool = false
    ) async throws -> RunResult {
        let stop = StopSwitch()
        async let _: Void = SignalWatch(stop: stop, in: job.context).run()
        if follows { await stop.wait(until: settledMoment, by: job.context.time) }
        var result = try await pass(rows, plan, ledger, stop)
        while waits, let opening = result.nextOpening {
            await wait(until: opening, with: result, stop)
            guard stop.cause == nil else {
                result.stopCause = stop.cause
                break
            }
            let next = Execution(job: job.again(leaving: result.untried), purpose: purpose)
            let rows = try await next.rowsOnceMore(plan, ledger)
            let earlier = result
            result = try await next.pass(rows, plan, ledger, stop)
            result.follow(earlier)
        }
        return result
    }

    /// Goes through the list once, and writes the report.
    private func pass(
        _ rows: JudgedRows,
        _ plan: Plan,
        _ ledger: Ledger,
        _ stop: StopSwitch
    ) async throws -> RunResult {
        let deliveries = try await KnownDeliveries(of: purpose, in: ledger)
        let report = try job.report(withMessage: job.arguments.includesMessages || isPreview)
        let service = try Service(settings: job.settings, in: job.context)
        let run = CampaignRun(
            settings: service.settings,
            rules: job.rules,
            tools: service.tools(stop: stop),
            ledger: ledger,
            purpose: purpose
        )
        let outcome = await Self.outcome(of: run, rows, report, progress(plan))
        await service.shutDown()
        let result = try outcome.get()
        try await finish(report, result.amendments, deliveries)
        return result
    }

    /// The list from its first row, once more held to what was planned, and judged by what the ledger knows by now.
    private func rowsOnceMore(_ plan: Plan, _ ledger: Ledger) async throws -> JudgedRows {
        do {
            try job.list.verify(plan.digest)
            return try await LedgerDesk(job: job).rows(ledger, plan)
        } catch {
            throw Self.failure(error)
        }
    }

    private func wait(until opening: Date, with result: RunResult, _ stop: StopSwitch) async {
        let moment = max(opening, settledMoment)
        job.note(WaitingText(waiting: result.waiting, zone: job.context.timeZone).pause(until: moment))
        await stop.wait(until: moment, by: job.context.time)
    }

    /// When what a burst has taken ahead of the rate is given back, so that the next part of a run may begin with another.
    private var settledMoment: Date {
        job.context.time.date.addingTimeInterval(job.settings.burstSeconds)
    }

    /// Shows what the run came to, and gives its exit code.
    func show(_ result: RunResult) -> ExitCode {
        if let cause = result.stopCause { job.context.progress?.event("stopped", ProgressEvent.members(cause)) }
        if let cause = result.stopCause, job.arguments.quiet == false || result.exitCode == 3 {
            job.note("Stopped: \(cause.sentence). Run the same command again to go on.")
        }
        if let reached = result.capReached { job.note("Not everybody got a message: \(reached.sentence).") }
        let waiting = WaitingText(waiting: result.waiting, zone: job.context.timeZone)
        if result.stopCause == nil, let words = waiting.ending { job.note(words) }
        return SummaryDisplay(job: job).show(result, isPreview: isPreview)
    }

    private var isPreview: Bool {
        if case .preview = purpose { true } else { false }
    }

    private func progress(_ plan: Plan) -> RunProgress {
        var state = ProgressState(isPreview ? .lookups : .sending, total: plan.tally.rows)
        state.work = plan.candidates
        state.limit = isPreview ? job.settings.lookup.ratePerSecond : job.settings.send.ratePerSecond
        return RunProgress(state, on: job.context.progress)
    }

    private static func outcome(
        of run: CampaignRun,
        _ rows: JudgedRows,
        _ report: ReportFile,
        _ progress: RunProgress
    ) async -> Result<RunResult, any Error> {
        var rows = rows
        async let _: Void = progress.show()
        defer { progress.end() }
        do {
            return .success(try await run.run(&rows, report: report) { progress.note($0, isNew: $1) })
        } catch {
            return .failure(failure(error))
        }
    }

    private static func failure(_ error: any Error) -> CommandFailure {
        CommandFailure("\(error). What was sent is in the ledger; run again to go on.", exitCode: .incomplete)
    }

    private func finish(
        _ report: ReportFile,
        _ amendments: [Amendment],
        _ deliveries: KnownDeliveries
    ) async throws(CommandFailure) {
        do {
            try report.finish()
            try ReportUpdate(path: job.reportPath, name: job.arguments.report).amend(amendments)
            try await deliveries.write(into: job)
        } catch {
            throw CommandFailure(
                "\(error). Nothing is lost: the ledger has what was sent; run again to write the report.",
                exitCode: .incomplete
            )
        }
    }
}
