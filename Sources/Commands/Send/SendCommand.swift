// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Lists
import PhoneNumbers
import ReportPage
import TerminalKit

/// The command `send`: plan, ask, send, report; or, in a dry run, plan and report.
struct SendCommand: Command {
    let arguments: SendArguments

    func prepared(_ context: CommandContext) -> CommandContext {
        context.showing(
            arguments.quiet ? .none : ProgressMode(arguments.progress, canDraw: context.canDraw))
    }

    func run(in context: CommandContext) async throws -> ExitCode {
        let job = try SendJob(arguments, in: context)
        if let warning = GuessWarning(list: job.list).text { job.note(warning) }
        if let word = arguments.testNumber { return try await test(job, to: word) }
        switch arguments.mode {
        case .preview(lookups: false):
            return PreviewDisplay(job: job).show(try await job.campaign.preview())
        case .preview(lookups: true): return try await previewWithLookups(job)
        case .send: return exitCode(of: try await job.campaign.send(), job)
        }
    }

    private func exitCode(of ending: CampaignEnding, _ job: SendJob) -> ExitCode {
        switch ending {
        case .declined:
            job.note("Nothing was sent.")
            return .refused
        case .undecided(let result):
            if let cause = result.stopCause {
                job.note(
                    "Stopped: \(cause.sentence). Nothing was sent; run the same command again to go on."
                )
            }
            return ExitCode(result.ending)
        case .ran(let result): return ExitCode(result.ending)
        }
    }

    private func previewWithLookups(_ job: SendJob) async throws -> ExitCode {
        switch try await job.campaign.previewWithLookups() {
        case .withoutLookups(let preview): return PreviewDisplay(job: job).show(preview)
        case .ended(.declined):
            job.note("No lookup was made.")
            return .refused
        case .ended(let ending): return exitCode(of: ending, job)
        }
    }

    private func test(_ job: SendJob, to word: String) async throws -> ExitCode {
        let number: PhoneNumber
        do { number = try NumberWord(defaultRegion: job.settings.defaultRegion).read(word) } catch {
            throw CommandFailure(
                "--test-to: “\(word)” is no phone number (\(error)); nothing was sent"
            )
        }
        switch try await job.campaign.test(to: number) {
        case .declined:
            job.note("Nothing was sent.")
            return .refused
        case .tried(let row, let cause): return TestDisplay(job: job, row: row).show(cause)
        }
    }
}

/// Shows what a dry run found out.
struct PreviewDisplay {
    let job: SendJob

    /// Shows the plan and its summary; what a real run would stop at goes to standard error.
    func show(_ preview: SendCampaign.Preview) -> ExitCode {
        let plan = preview.plan
        if !job.arguments.quiet { PlanText(job: job, plan: plan).show() }
        if plan.unconfirmedAgain > 0 {
            job.note(
                "warning: where the provider has a message log, send asks it first and leaves out what is in it or in doubt"
            )
        }
        let lost = preview.lostLedger.map(\.sentence)
        for obstacle in preview.obstacles.map(Hints.sentence) + [lost].compactMap({ $0 }) {
            job.note("warning: send would stop here: \(obstacle)")
        }
        SummaryDisplay(job: job).show(summary(of: preview), .done)
        return .done
    }

    private func summary(of preview: SendCampaign.Preview) -> Summary {
        let plan = preview.plan
        var summary = SummaryDisplay(job: job).summary(plan.tally, plan.lookups)
        summary.dryRun = true
        summary.estimatedCost = plan.cost(job.settings.prices)
        summary.duration = preview.duration
        summary.estimatedDuration = plan.duration(job.settings)
        return summary
    }
}
