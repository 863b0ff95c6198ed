// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Foundation
import Hours
import Ledger
import Lists
import Pacing
import PhoneNumbers
import Providers
import SMSText
import TestSupport

/// One run of the program in a world: the program's own `SendCampaign`, with a ledger, a report, a
/// provider and a clock that are modelled.
struct SimulatedRun {
    let world: World
    let command: Command
    let lists: Lists
    let stop = StopSwitch()

    /// Whoever has not come to an end by then is stuck.
    private static let longest = Duration.seconds(86_400 * 30)

    enum Ending: Sendable {
        /// The report is to be there.
        case ran(RunResult)
        /// The user did not want it.
        case declined
        /// The program says why it must not begin.
        case refused(Refusal)
        /// Something failed that may.
        case brokenOff
    }

    /// - Throws: what the program must not throw.
    func run() async throws -> Ending {
        let campaign = try sendCampaign()
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await watch() }
            defer { group.cancelAll() }
            do {
                switch try await campaign.send() {
                case .ran(let result): return .ran(result)
                case .declined: return .declined
                case .undecided: return .brokenOff
                }
            } catch {
                return try ending(after: error)
            }
        }
    }

    /// Kills the program between two steps: from then on nothing that it does reaches the disk or
    /// the provider.
    func kill() {
        world.note("killed")
        let now = world.machine.now
        world.state.withLock { state in
            state.crash(at: now)
            state.counts.kills += 1
        }
        stop.raise(.signal(9))
        world.machine.endRun()
    }

    /// Sends the program a signal that it can handle.
    func interrupt() {
        world.note("interrupted")
        world.state.withLock { $0.counts.signals += 1 }
        stop.raise(.signal(2))
    }

    private func watch() async {
        guard await world.machine.sleep(until: world.machine.now + Self.longest) else { return }
        world.complain("the run never ends")
        kill()
    }

    private func ending(after error: any Error) throws -> Ending {
        world.note("the end: \(error)")
        if let failure = error as? CampaignFailure, let refusal = Refusal(failure) {
            return .refused(refusal)
        }
        if let failure = error as? LedgerError, let refusal = Refusal(failure.kind) {
            return .refused(refusal)
        }
        let (diskFailed, reportFailed) = world.state.withLock {
            ($0.run.diskFailed, $0.run.reportFailed)
        }
        let isAllowed =
            switch error {
            case CampaignFailure.unreported: reportFailed || diskFailed
            case CampaignFailure.brokenOff, is LedgerError: diskFailed
            // The canary's states are asked from the account that the messages were handed to.
            case CampaignFailure.otherAccount: command.canary != nil
            default: reportFailed
            }
        guard isAllowed || world.isDead else { throw error }
        return .brokenOff
    }
}

// MARK: - What the program is given

extension SimulatedRun {
    private var rails: Rails { world.rails }

    private func sendCampaign() throws -> SendCampaign {
        let base = SimulatedTime(world: world)
        let time = FlawedTime(base: base, begin: base.date)
        let services = CampaignServices(
            ledgers: ModelledLedgers(world: world, trust: command.trust) { base.wallDate },
            reports: ModelledFiles(world: world),
            gateway: OpenGateway(
                ModelledProvider.connection(command, in: world) { [stop] in stop.cause != nil }
            ),
            time: time,
            random: { [world] in world.state.withLock { $0.chance.share() } },
            newID: { "id" },
            stop: stop
        )
        return SendCampaign(
            try job(),
            with: services,
            dialogue: CampaignDialogue(
                tell: { [world] in Listener(world: world).hear($0) },
                ask: { [world] in Listener(world: world).answer($0) }
            )
        )
    }

    private func job() throws -> CampaignJob {
        let size = world.state.withLock { $0.listSize }
        guard let list = lists[size, command.wish.names] else { throw ListError.empty(file: "") }
        let settings = configuration()
        let template = rails.template(command.wish.wording)
        var rules = Rules(
            settings: settings,
            template: try Template(parsing: template).bound(to: list.header),
            width: list.header.count
        )
        if rails.isSuppressing, world.flaw != .unreadSuppression {
            rules.suppression = lists.suppression
        }
        rules.sendWindow = try sendWindow(list)
        return CampaignJob(
            name: command.campaign,
            settings: settings,
            list: list,
            template: template,
            rules: rules,
            report: ReportLocation(path: command.reportPath, name: command.reportPath),
            options: options
        )
    }

    private var options: RunOptions {
        var options = RunOptions()
        options.limit = command.limit
        options.canary = world.flaw == .missingCanary ? nil : command.canary
        options.waits = command.waits && world.flaw != .impatience
        options.allowances = command.allowances
        options.isUnattended = command.isUnattended
        options.allowsNewLedger = command.allowsNewLedger
        options.samplesDeliveries = world.flaw != .unaskedStates
        return options
    }

    private func configuration() -> Settings {
        let (conditions, isCalm) = world.state.withLock { ($0.conditions, $0.isCalm) }
        var settings = Settings(
            file: "config.json",
            directory: "/",
            provider: ProviderEntry(name: command.wish.entry, kind: .vendor(.plivo)),
            ledger: "/ledger.sqlite"
        )
        settings.from = "+12025550100"
        settings.defaultRegion = Region(rawValue: "US")
        (settings.lookup.maxConcurrent, settings.lookup.onFailure) = (5, .skip)
        settings.send.ratePerSecond = conditions.ratePerSecond
        settings.send.burst = conditions.burst
        settings.send.maxConcurrent = conditions.maxConcurrent
        settings.send.per = rails.countsSegments ? .segment : .message
        settings.retry.attempts = conditions.attempts
        settings.prices = rails.prices
        // The caps are raised when nothing goes wrong any more.
        if !isCalm { settings.caps = rails.caps }
        settings.minHoursBetweenCampaigns = rails.isSpaced ? 1 : nil
        return settings
    }

    private func sendWindow(_ list: RecipientList) throws -> SendWindow? {
        guard let calendar = rails.calendar else { return nil }
        return SendWindow(
            quietHours: calendar.rule,
            sendBefore: try calendar.deadline.map { try SendDeadline($0) },
            locator: RecipientLocator(
                column: calendar.usesColumn ? list.header.firstIndex(of: "zone") : nil
            )
        )
    }
}

/// Listens to the program, and answers it as the user does.
private struct Listener {
    let world: World

    func hear(_ event: CampaignEvent) {
        switch event {
        case .planned(let plan): hear(plan)
        case .began(.sending):
            // Each part of a run, a canary or what follows a wait, asks for itself.
            world.state.withLock { $0.run.unasked = nil }
        case .rowFinished(let row, _):
            world.note("row \(row.recipient.row) \(row.verdict.status.rawValue)")
            world.state.withLock { $0.run.openings[row.recipient.row] = row.verdict.notBefore }
        case .lostRowsSettled:
            world.note("lost rows were settled")
            world.state.withLock { ($0.run.plan, $0.run.isReplanned) = (nil, true) }
        case .canaryDelivered:
            world.note("the canary was seen")
            world.state.withLock { state in
                state.counts.canaries += 1
                state.run.canary = .some(DepartureChecks.objection(to: state.run.departed, state))
            }
        case .waiting(let date, _):
            world.note("waiting until \(date)")
            world.state.withLock { state in
                state.counts.waits += 1
                state.run.hasWaited = true
            }
        default: break
        }
    }

    private func hear(_ plan: Plan) {
        world.note("planned \(plan.candidates)")
        let expected = world.state.withLock { state -> Expectation? in
            guard state.run.plan == nil else { return nil }
            state.run.plan = plan.candidates
            return state.run.isReplanned ? nil : state.run.expectation
        }
        guard let expected else { return }
        if let candidates = expected.candidates, candidates != plan.candidates {
            world.complain("\(plan.candidates) planned, where \(candidates) are left")
        }
        if plan.changedTexts != expected.otherTexts {
            world.complain(
                "\(plan.changedTexts) other texts, where there are \(expected.otherTexts)"
            )
        }
        let size = world.state.withLock { $0.listSize }
        if plan.tally.rows != size { world.complain("a plan of \(plan.tally.rows) rows") }
    }

    func answer(_ question: CampaignQuestion) -> Bool {
        world.state.withLock { state in
            switch question {
            case .send:
                state.run.hasLeave = state.command.agrees
                return state.command.agrees
            case .goOn:
                state.run.goesOn = state.command.goesOn
                return state.command.goesOn
            default: return false
            }
        }
    }
}
