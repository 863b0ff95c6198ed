// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import HTTP
import Hours
import Ledger
import Lists
import Pacing
import Providers
import PhoneNumbers
import SMSText

/// One run of the program in a world: the real pipeline, put together as the program does it.
struct SimulatedRun {
    let world: World
    let list: RecipientList
    let suppression: Suppression
    let stop = StopSwitch()

    /// Whoever has not come to an end by then is stuck.
    private static let longest = Duration.seconds(86_400 * 30)

    /// Runs to the end.
    ///
    /// - Returns: the rows in the order in which they were written.
    func rows() async throws -> [ReportRow] {
        let rules = try rules()
        let journal = ModelledLedger(world: world)
        let judge = Judge(rules: rules, textHash: Self.hash, currency: "USD", allowing: allowances)
        var judged = JudgedRows(
            try list.rows(),
            rules: rules,
            judge: judge,
            memory: journal,
            limit: nil,
            at: SimulatedTime(world: world).date
        )
        let conditions = world.state.withLock { $0.conditions }
        let tools = tools(conditions)
        let desk = desk(tools, journal, conditions, rules.sendWindow)
        let recipientTask = recipientTask(rules, tools, journal, desk, budget)
        let pump = Pump(width: conditions.width, recipientTask: recipientTask, tools: tools)
        var written: [ReportRow] = []
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await watch() }
            try await pump.run(&judged) { _, _ in
            } write: { row in
                world.note(
                    "row \(row.recipient.row) \(row.verdict.status.rawValue) \(row.verdict.reason?.word ?? "")"
                )
                written.append(row)
            }
            group.cancelAll()
        }
        return amended(written, by: desk.corrections)
    }

    private func amended(_ rows: [ReportRow], by corrections: [RowCorrection]) -> [ReportRow] {
        var rows = rows
        for correction in corrections {
            world.note("amended \(correction.after.recipient.row)")
            guard let index = rows.firstIndex(where: { $0.recipient == correction.after.recipient })
            else {
                world.complain(
                    "an amendment of a row that is not there: \(correction.after.recipient.row)"
                )
                continue
            }
            rows[index] = correction.after
        }
        return rows
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

    private var allowances: Overrides {
        var allowances = Overrides()
        allowances.rejectedAgain = world.state.withLock {
            $0.conditions.retriesRejected && !$0.isCalm
        }
        return allowances
    }

    private static let hash: @Sendable (String) -> String = { "hash of \($0)" }

    private func rules() throws -> Rules {
        var settings = Settings(
            file: "config.json",
            directory: "/",
            provider: ProviderEntry(name: "plivo", kind: .vendor(.plivo)),
            ledger: "/ledger.sqlite"
        )
        settings.defaultRegion = Region(rawValue: "US")
        let template = try Template(parsing: rails.template).bound(to: list.header)
        var rules = Rules(settings: settings, template: template, width: list.header.count)
        if rails.isSuppressing, flaw != .unreadSuppression { rules.suppression = suppression }
        rules.sendWindow = try sendWindow()
        return rules
    }

    private func sendWindow() throws -> SendWindow? {
        guard let calendar = rails.calendar else { return nil }
        return SendWindow(
            quietHours: calendar.rule,
            sendBefore: try calendar.deadline.map { try SendDeadline($0) },
            locator: RecipientLocator(
                column: calendar.usesColumn ? list.header.firstIndex(of: "zone") : nil
            )
        )
    }

    private var rails: Rails { world.rails }

    private var flaw: Flaw? { world.state.withLock { $0.flaw } }

    /// The caps, which are raised when nothing goes wrong any more.
    private var budget: Budget? {
        let (disk, isCalm) = world.state.withLock { ($0.disk, $0.isCalm) }
        guard !isCalm, !rails.caps.isEmpty else { return nil }
        let time = SimulatedTime(world: world)
        let handed =
            flaw == .forgottenDays
            ? SpendingGroup() : disk.handed(since: rails.begin(ofDay: time.date))
        let (spending, today) = (
            Spending(disk.spending, rails.prices), Spending([handed], rails.prices)
        )
        let state = BudgetState(
            rails.caps,
            currency: "USD",
            campaign: spending,
            today: today,
            at: time.date
        )
        return Budget(state, prices: rails.prices) { time.date }
    }

    private func tools(_ conditions: Conditions) -> RunTools {
        RunTools(
            provider: Self.provider,
            transport: ModelledProvider(world: world, stop: stop),
            time: SimulatedTime(world: world),
            random: { [world] in world.state.withLock { $0.chance.share() } },
            newID: { "id" },
            retry: RetryPolicy(
                attempts: conditions.attempts,
                base: .milliseconds(500),
                cap: .seconds(30)
            ),
            stop: stop
        )
    }

    private func recipientTask(
        _ rules: Rules,
        _ tools: RunTools,
        _ journal: ModelledLedger,
        _ desk: MessageSender,
        _ budget: Budget?
    ) -> RecipientTask {
        let campaign = CampaignID(rawValue: 1)
        let accounting = LookupAccounting(
            campaign: campaign,
            prices: rails.prices,
            journal: journal,
            budget: budget
        )
        let lane = RequestLane(ratePerSecond: 20, burst: 1, maxConcurrent: 5, time: tools.time)
        return RecipientTask(
            rules: rules,
            lookups: LookupClient(
                tools: tools,
                lane: lane,
                journal: journal,
                accounting: accounting
            ),
            destination: .send(desk),
            onLookupFailure: .skip,
            stop: stop,
            budget: budget
        )
    }

    private func desk(
        _ tools: RunTools,
        _ journal: ModelledLedger,
        _ conditions: Conditions,
        _ sendWindow: SendWindow?
    ) -> MessageSender {
        let sendLane = RequestLane(
            ratePerSecond: conditions.ratePerSecond,
            burst: conditions.burst,
            maxConcurrent: conditions.maxConcurrent,
            per: rails.countsSegments ? .segment : .message,
            time: tools.time
        )
        var order = SendOrder(
            campaign: CampaignID(rawValue: 1),
            sender: "+12025550100",
            prices: rails.prices,
            sendWindow: flaw == .earlyHours ? nil : sendWindow,
            textHash: Self.hash
        )
        if rails.isSpaced {
            order.spacing = Spacing(
                campaigns: [CampaignID(rawValue: 2)],
                begin: SimulatedTime.epoch
            )
        }
        return MessageSender(tools: tools, lane: sendLane, journal: journal, order: order)
    }

    private static let provider = Plivo(
        name: "plivo",
        endpoint: ProviderEndpoint(
            baseURL: "http://127.0.0.1:1",
            lookupBaseURL: "http://127.0.0.1:1",
            credentials: Credentials(user: "user", password: "secret"),
            timeout: .seconds(30)
        )
    )
}
