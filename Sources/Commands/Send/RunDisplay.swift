// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Foundation
import Lists
import TerminalKit

extension ProgressState {
    /// Counts a finished row.
    mutating func count(_ row: ReportRow, isNew: Bool) {
        done += 1
        if isNew { worked += 1 }
        if isNew, row.verdict.status == .sent { obstacle = nil }
        switch row.verdict.status {
        case .sent, .wouldSend: sent += 1
        case .skipped: skipped += 1
        case .failed: failed += 1
        case .unconfirmed: unconfirmed += 1
        case .pending: pending += 1
        }
        if isNew, phase == .lookups ? row.lineDecision == .lookup : row.isHandedOver {
            departed += 1
        }
    }
}

extension ReportRow {
    /// Whether the message left, whatever the provider answered.
    fileprivate var isHandedOver: Bool {
        switch verdict.status {
        case .sent, .failed, .unconfirmed: true
        case .skipped, .pending: (delivery?.attempts ?? 0) > 0
        case .wouldSend: false
        }
    }
}

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

    /// Shows the result of a run.
    func show(_ result: RunResult, isPreview: Bool) {
        var summary = self.summary(result.tally, result.lookups)
        summary.dryRun = isPreview
        summary.estimatedCost = result.cost(job.settings.prices)
        summary.duration = result.duration
        show(summary, ExitCode(result.ending))
    }

    /// Shows a summary on standard output.
    func show(_ summary: Summary, _ exitCode: ExitCode) {
        let members = summary.members + [("exit", exitCode.json)]
        job.context.progress?.event("finished", members)
        let console = job.context.console
        guard !job.arguments.json else {
            return console.writeLine(JSONText.object(members).text, to: .output)
        }
        let style = Style(isColoured: job.context.hasColour(on: .output))
        console.write(
            SummaryText(summary: summary, width: console.width, style: style).text, to: .output)
    }
}

/// Says how many recipients wait for the end of their quiet hours, and until when.
struct WaitingText {
    let waiting: Waiting
    /// The time zone of this computer.
    let zone: TimeZone

    /// For a plan; nil where nobody waits.
    var plan: String? {
        guard waiting.count > 0 else { return nil }
        return
            "it is quiet now for \(Figures.count(waiting.count, "recipient", "recipients")) of these; \(openings)"
    }

    /// For a run that has ended; nil where nobody waits.
    var ending: String? {
        guard waiting.count > 0 else { return nil }
        let advice =
            waiting.first == nil
            ? "" : ". Run the same command again then, or let it wait with --wait"
        return
            "Quiet hours: \(rows) \(waiting.count == 1 ? "waits" : "wait"); \(openings)\(advice)."
    }

    /// For a run that stays until a moment.
    func pause(until moment: Date) -> String {
        "Quiet hours: \(rows) left. Waiting until \(Moment.text(moment, in: zone)); Ctrl-C leaves at once, and running it again resumes."
    }

    private var rows: String { Figures.count(waiting.count, "row", "rows") }

    /// When the first window opens, and when all have opened.
    private var openings: String {
        guard let first = waiting.first, let last = waiting.last else {
            return "no window opens within 15 days"
        }
        var text = "the next window opens at \(Moment.text(first, in: zone))"
        if last != first { text += ", the last at \(Moment.text(last, in: zone))" }
        if waiting.withoutWindow > 0 {
            text +=
                "; for \(Figures.count(waiting.withoutWindow)) of them none opens within 15 days"
        }
        return text
    }
}

/// What the plan says of quiet hours, time zones and the time after which nothing is sent.
struct HoursText {
    let job: SendJob
    let plan: Plan

    /// Terms and sentences; none where messages may go out at any time.
    var facts: [(term: String, text: String)] {
        guard job.rules.sendWindow != nil else { return [] }
        var facts: [(term: String, text: String)] = []
        if let quiet = WaitingText(waiting: plan.quietNow, zone: job.context.timeZone).plan {
            facts.append(("quiet hours", quiet))
        }
        if let deadline = job.arguments.sendBefore ?? job.settings.sendBefore {
            facts.append(
                (
                    "send before",
                    "\(deadline); whoever cannot be sent a message until then is left out"
                ))
        }
        if let notice = job.settings.quietHours?.notice { facts.append(("hours", notice)) }
        if let first = plan.firstMisreadZone {
            let rows = Figures.count(plan.misreadZones, "row names", "rows name")
            let text =
                "warning: \(rows) a time zone that is not known (\(first) first); "
            facts.append(("time zones", text + "the number's own time zones count there"))
        }
        return facts
    }
}

extension ProgressEvent {
    /// What the list comes to before anything is sent.
    static func members(_ plan: Plan, _ settings: Settings) -> [JSONText.Member] {
        [
            ("rows", .integer(plan.tally.rows)), ("toSend", .integer(plan.candidates)),
            ("skipped", .integer(plan.tally[.skipped])),
            ("lookups", .integer(plan.lookups.requested)), ("segments", .integer(plan.segments)),
            ("estimatedCost", plan.cost(settings.prices).map(JSONText.decimal) ?? .null),
            ("currency", .string(settings.prices.currency)),
            ("estimatedSeconds", number(plan.duration(settings) / .seconds(1))),
        ]
    }

    /// Why a run ended before its time.
    static func members(_ cause: StopCause) -> [JSONText.Member] {
        [("reason", .string(cause.reason.word)), ("text", .string(cause.sentence))]
    }
}
