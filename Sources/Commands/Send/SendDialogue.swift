// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Lists
import PhoneNumbers
import ReportPage
import SMSText
import TerminalKit

/// Speaks for a campaign with the person at the terminal: what happens as text, progress or JSON,
/// questions as prompts.
struct SendDialogue: Sendable {
    let job: SendJob
    let stop: StopSwitch

    var dialogue: CampaignDialogue {
        CampaignDialogue(
            tell: { show($0) }, ask: { try answer($0) },
            accompany: { await CampaignNotes(context: job.context).accompany($0, stop) })
    }

    // MARK: Events

    private func show(_ event: CampaignEvent) {
        let progress = job.context.progress
        switch event {
        case .began(let phase): progress?.begin(state(of: phase))
        case .rowPlanned:
            progress?.update { $0.done += 1 }
            progress?.tick()
        case .rowFinished(let row, let isNew): progress?.update { $0.count(row, isNew: isNew) }
        case .planned(let plan):
            progress?.event("planned", ProgressEvent.members(plan, job.settings))
        case .ended: progress?.end()
        case .paused(let pause):
            let obstacle = "the provider refuses requests as too many: “\(pause.words)”"
            progress?.update { $0.obstacle = Printable.text(obstacle) }
        case .reconciled(let result): show(result)
        case .canaryDelivered(let tally, let inquiries): show(tally, inquiries)
        case .waiting(let moment, let waiting):
            job.note(WaitingText(waiting: waiting, zone: job.context.timeZone).pause(until: moment))
        case .finished(let result): show(result)
        default: CampaignNotes(context: job.context).show(event)
        }
    }

    private func state(of phase: CampaignPhase) -> ProgressState {
        switch phase {
        case .planning(let rows): return ProgressState(.planning, total: rows)
        case .lookups(let rows, let candidates):
            var state = ProgressState(.lookups, total: rows)
            (state.work, state.limit) = (candidates, job.settings.lookup.ratePerSecond)
            return state
        case .sending(let rows, let candidates):
            var state = ProgressState(.sending, total: rows)
            (state.work, state.limit) = (candidates, job.settings.send.ratePerSecond)
            return state
        }
    }

    /// Shows what the run came to.
    private func show(_ result: RunResult) {
        if let cause = result.stopCause {
            job.context.progress?.event("stopped", ProgressEvent.members(cause))
        }
        if let cause = result.stopCause, !job.arguments.quiet || result.ending == .incomplete {
            job.note("Stopped: \(cause.sentence). Run the same command again to go on.")
        }
        if let reached = result.capReached {
            job.note("Not everybody got a message: \(reached.sentence).")
        }
        let waiting = WaitingText(waiting: result.waiting, zone: job.context.timeZone)
        if result.stopCause == nil, let words = waiting.ending { job.note(words) }
        SummaryDisplay(job: job).show(result, isPreview: job.arguments.mode != .send)
    }

    /// Tells what the provider's log said of unconfirmed messages.
    private func show(_ result: ReconcileResult) {
        let count = Figures.count(result.settlements.count, "message was", "messages were")
        job.note(
            "\(count) unconfirmed. By the provider's message log \(Figures.count(result.sent)) of them were accepted and "
                + "\(Figures.count(result.notAccepted)) were not; \(Figures.count(result.stillUnconfirmed)) stay in doubt."
        )
        if let doubt = result.settlements.lazy.compactMap(\.doubt).first {
            job.note("The first doubt: \(doubt.sentence).")
        }
    }

    /// Shows what has become of the first messages.
    private func show(_ tally: DeliveryTally, _ inquiries: StatusInquiries) {
        let display = StatusDisplay(
            tally: tally, inquiries: inquiries, campaign: job.arguments.campaign,
            provider: job.settings.provider.name, report: nil)
        if let missing = inquiries.missing { job.note("Nothing was asked: \(missing).") }
        let style = Style(isColoured: job.context.hasColour(on: .error))
        job.note(display.text(width: job.context.console.width, style))
    }

    // MARK: Questions

    private func answer(_ question: CampaignQuestion) throws(CommandFailure) -> Bool {
        switch question {
        case .send(let plan): try confirm(plan)
        case .lookUp(let plan, let obstacles): try confirmLookups(plan, obstacles)
        case .test(let candidate): try confirm(candidate)
        case .goOn(let others):
            try ask(
                "Go on with up to \(Figures.count(others, "more recipient", "more recipients"))?")
        }
    }

    private func ask(_ question: String) throws(CommandFailure) -> Bool {
        if job.arguments.assumesYes { return true }
        return try Question(question).ask(in: job.context)
    }

    private func confirm(_ plan: Plan) throws(CommandFailure) -> Bool {
        if !job.arguments.quiet || !job.arguments.assumesYes {
            PlanText(job: job, plan: plan).show()
        }
        let people = Figures.count(plan.candidates, "recipient", "recipients")
        let price = plan.cost(job.settings.prices).map {
            ", about \(Figures.money($0, job.settings.prices.currency))"
        }
        return try ask("Send to up to \(people)\(doubt(plan))\(price ?? "")?")
    }

    private func doubt(_ plan: Plan) -> String {
        guard plan.unconfirmedAgain > 0 else { return "" }
        return ", \(Figures.count(plan.unconfirmedAgain)) of whom may get it a second time"
    }

    private func confirmLookups(
        _ plan: Plan, _ obstacles: [Obstacle]
    ) throws(CommandFailure) -> Bool {
        if !job.arguments.quiet { PlanText(job: job, plan: plan).show() }
        for obstacle in obstacles {
            job.note("warning: send would stop here: \(Hints.sentence(of: obstacle))")
        }
        if job.arguments.assumesYes { return true }
        return try Question.lookups(plan.lookups.requested, job.settings.prices).ask(
            in: job.context)
    }

    private func confirm(_ candidate: Candidate) throws(CommandFailure) -> Bool {
        let segments = Figures.count(candidate.size.segments, "segment", "segments")
        let prices = job.settings.prices
        let price = prices.cost(of: candidate.size.segments, to: candidate.region?.rawValue).map {
            ", about \(Figures.money($0, prices.currency))"
        }
        job.note("The message to \(candidate.recipient.place), \(segments)\(price ?? ""):")
        job.context.console.write(Printable.lines(candidate.text) + "\n\n", to: .error)
        return try ask("Send it to \(candidate.number.e164), and to nobody else?")
    }
}

extension Settlement {
    fileprivate var doubt: Doubt? { if case .doubtful(let doubt) = finding { doubt } else { nil } }
}
