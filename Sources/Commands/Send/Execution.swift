// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import HTTP
import Ledger
import Providers
import Configuration
import Lists
import Pacing
import TerminalKit

import struct Foundation.Date

/// A run with requests: watched for signals, shown as it goes on, reported in the end.
struct Execution: Sendable {
    let job: SendJob
    let purpose: CampaignRun.Purpose

    /// Runs, writes the report and shows the summary.
    func run(_ rows: JudgedRows, _ plan: Plan, _ ledger: Ledger) async throws -> ExitCode {
        show(try await result(rows, plan, ledger))
    }

    /// Runs and writes the report; those in quiet hours may be waited for, again and again until
    /// nobody is left.
    ///
    /// - Parameters:
    ///   - rows: the judged list.
    ///   - plan: what the run is held to.
    ///   - ledger: the ledger, claimed for requests.
    ///   - waits: whether they are waited for.
    ///   - follows: whether another part of the same run ended just now.
    /// - Returns: what the run came to.
    /// - Throws: what is wrong with the account's configuration; that the list cannot be read to
    ///   its end, or the report not be written.
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
        try await finish(report, result.corrections, deliveries)
        return result
    }

    /// The list from its first row, once more held to what was planned, and judged by what the
    /// ledger knows by now.
    private func rowsOnceMore(_ plan: Plan, _ ledger: Ledger) async throws -> JudgedRows {
        do {
            try job.list.verify(plan.digest)
            return try await LedgerAccess(job: job).rows(ledger, plan)
        } catch {
            throw Self.failure(error)
        }
    }

    private func wait(until opening: Date, with result: RunResult, _ stop: StopSwitch) async {
        let moment = max(opening, settledMoment)
        job.note(
            WaitingText(waiting: result.waiting, zone: job.context.timeZone).pause(until: moment)
        )
        await stop.wait(until: moment, by: job.context.time)
    }

    /// When what a burst has taken ahead of the rate is given back, so that the next part of a run
    /// may begin with another.
    private var settledMoment: Date {
        job.context.time.date.addingTimeInterval(job.settings.burstSeconds)
    }

    /// Shows what the run came to, and gives its exit code.
    func show(_ result: RunResult) -> ExitCode {
        if let cause = result.stopCause {
            job.context.progress?.event("stopped", ProgressEvent.members(cause))
        }
        if let cause = result.stopCause,
            job.arguments.quiet == false || result.ending == .incomplete
        {
            job.note("Stopped: \(cause.sentence). Run the same command again to go on.")
        }
        if let reached = result.capReached {
            job.note("Not everybody got a message: \(reached.sentence).")
        }
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
        state.limit =
            isPreview ? job.settings.lookup.ratePerSecond : job.settings.send.ratePerSecond
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
            return .success(
                try await run.run(&rows, report: report) { progress.note($0, isNew: $1) }
            )
        } catch {
            return .failure(failure(error))
        }
    }

    private static func failure(_ error: any Error) -> CommandFailure {
        CommandFailure(
            "\(Hints.sentence(of: error)). What was sent is in the ledger; run again to go on.",
            exitCode: .incomplete
        )
    }

    private func finish(
        _ report: ReportFile,
        _ corrections: [RowCorrection],
        _ deliveries: KnownDeliveries
    ) async throws(CommandFailure) {
        do {
            try report.finish()
            try ReportUpdate(path: job.reportPath, name: job.arguments.report).amend(corrections)
            try await deliveries.write(into: job)
        } catch {
            throw CommandFailure(
                "\(Hints.sentence(of: error)). Nothing is lost: the ledger has what was sent; run again to write the report.",
                exitCode: .incomplete
            )
        }
    }
}

/// The first messages of a campaign, which go out alone: the others follow when it was seen what
/// became of these.
struct CanaryRun: Sendable {
    let job: SendJob
    let ledger: Ledger
    let campaign: CampaignID

    /// What comes of it.
    enum Ending {
        /// The others follow, in this job; `earlier` is what the canary came to, `nil` where there
        /// was none.
        case goOn(SendJob, earlier: RunResult?)
        /// The others are left.
        case stopped(ExitCode)
    }

    /// Refuses `--yes` where the provider tells nobody what becomes of messages: then only a person
    /// can judge.
    static func check(_ job: SendJob) throws {
        guard job.arguments.canary != nil, job.arguments.assumesYes else { return }
        guard
            let reason = try Service.missingStatus(
                job.settings,
                environment: job.context.environment
            )
        else { return }
        throw CommandFailure(
            "--canary: \(reason), so --yes cannot be told whether to go on; leave --yes away and look yourself"
        )
    }

    /// Sends the first messages of `--canary`, and asks whether to go on.
    func run(_ plan: Plan) async throws -> Ending {
        guard let count = job.arguments.canary, plan.candidates > count else {
            return .goOn(job, earlier: nil)
        }
        let execution = Execution(job: job, purpose: .send(campaign))
        // The ledger keeps milliseconds.
        let begin = job.context.now.addingTimeInterval(-0.001)
        var result = try await execution.result(
            try await LedgerAccess(job: job).rows(ledger, plan, canary: count),
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
        guard let record = try await ledger.campaign(named: job.arguments.campaign) else {
            return StatusInquiries()
        }
        let run = DeliveryRun(
            campaign: record,
            settings: job.settings,
            ledger: ledger,
            context: job.context
        )
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
        job.context.console.write(
            display.text(width: job.context.console.width, style) + "\n",
            to: .error
        )
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

/// What the first messages of a campaign say about the others, where nobody is there to judge it.
///
/// One message that failed is a reason to look: a canary is small, and the others can be sent at
/// any time, but not taken back.
struct CanaryVerdict: Equatable {
    /// What speaks against going on; `nil` where nothing does.
    let objection: String?

    /// Judges the messages of a canary.
    ///
    /// - Parameters:
    ///   - refused: how many of them were refused, or are unconfirmed.
    ///   - deliveries: the states of those that were accepted; what was sent before says nothing
    ///     about them.
    init(refused: Int, deliveries: DeliveryTally) {
        let lost = deliveries.lost
        let delivered = deliveries.states[.delivered, default: 0]
        objection =
            if refused > 0 {
                Figures.count(
                    refused,
                    "message was refused or is unconfirmed",
                    "messages were refused or are unconfirmed"
                )
            } else if lost > 0 {
                Figures.count(lost, "message was not delivered", "messages were not delivered")
            } else if delivered == 0 {
                "no message is known to be delivered"
            } else if deliveries.open > delivered {
                "most messages have no final state yet"
            } else {
                nil
            }
    }
}

extension DeliveryTally {
    fileprivate var lost: Int {
        [DeliveryState.undelivered, .failed, .expired].reduce(0) { $0 + states[$1, default: 0] }
    }
}

/// What is known of the delivery of a campaign's messages when a run begins, which its report must
/// not lose.
struct KnownDeliveries: Sendable {
    private let ledger: Ledger
    private let campaign: CampaignID?

    /// Finds out whether anything is known; nothing is in a preview.
    init(of purpose: CampaignRun.Purpose, in ledger: Ledger) async throws(LedgerError) {
        self.ledger = ledger
        guard case .send(let id) = purpose, try await ledger.hasDeliveries(in: id) else {
            campaign = nil
            return
        }
        campaign = id
    }

    /// Adds the columns of the delivery to the job's report, where anything is known.
    func write(into job: SendJob) async throws {
        guard let campaign else { return }
        let report = ReportUpdate(path: job.reportPath, name: job.arguments.report)
        let currency = job.settings.prices.currency
        try await DeliveryUpdate(report, from: ledger, campaign: campaign, currency: currency)
            .write()
    }
}
