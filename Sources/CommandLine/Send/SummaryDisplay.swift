// SPDX-License-Identifier: Apache-2.0

import Campaign

/// Makes and shows what a run came to, as text or as JSON.
struct SummaryDisplay: Sendable {
    let job: SendJob

    /// The summary of some rows, with what the job tells.
    func summary(_ tally: Tally, _ lookups: LookupCounts) -> Summary {
        var summary = Summary(tally, report: job.arguments.report)
        summary.campaign = job.arguments.campaign
        summary.config = job.arguments.config == Settings.defaultFile ? nil : job.arguments.config
        summary.dryRun = false
        summary.provider = job.settings.provider.name
        summary.lookups = lookups
        summary.currency = job.settings.prices.currency
        return summary
    }

    /// Shows the result of a run, and gives its exit code.
    func show(_ result: RunResult, isPreview: Bool = false) -> ExitCode {
        var summary = self.summary(result.tally, result.lookups)
        summary.dryRun = isPreview
        summary.estimatedCost = result.cost(job.settings.prices)
        summary.duration = result.duration
        summary.exitCode = result.exitCode
        show(summary)
        return ExitCode(rawValue: result.exitCode) ?? .incomplete
    }

    /// Shows a summary on standard output.
    func show(_ summary: Summary) {
        job.context.progress?.event("finished", ProgressEvent.members(summary))
        let console = job.context.console
        guard !job.arguments.json else { return console.write(summary.json.text + "\n", to: .output) }
        let style = Style(isColoured: job.context.hasColour(on: .output))
        console.write(SummaryText(summary: summary, width: console.width, style: style).text, to: .output)
    }
}
