// SPDX-License-Identifier: Apache-2.0

import Campaign
import Ledger
import SMSText

/// Opens the ledger of a job, and asks it about the job's campaign.
struct LedgerDesk: Sendable {
    let job: SendJob

    private var path: String { job.settings.ledgerPath }

    /// Opens the ledger to look something up; `nil` where there is none.
    func openToRead() throws(LedgerError) -> Ledger? {
        guard Ledger.exists(at: path) else { return nil }
        return try Ledger(at: path, for: .readOnly, now: { [context = job.context] in context.now })
    }

    /// Opens the ledger for this run alone, and makes it where there is none.
    func openForRequests() async throws(LedgerError) -> Ledger {
        try await Self.openForRequests(path, in: job.context)
    }

    /// Opens a ledger for one run alone, and says so where it is made.
    static func openForRequests(_ path: String, in context: CommandContext) async throws(LedgerError) -> Ledger {
        let ledger = try Ledger(at: path, now: { context.now })
        if ledger.wasCreated { context.console.write("A new ledger was made: \(path)\n", to: .error) }
        try await ledger.lockForRequests()
        return ledger
    }

    /// Whether the ledger says nothing of any campaign: there is none, or one that lookups, opt-outs or tests alone have made.
    func knowsNoCampaign(_ ledger: Ledger?) async throws(LedgerError) -> Bool {
        try await ledger?.campaigns().allSatisfy(\.details.isTest) ?? true
    }

    /// What the ledger remembers of numbers for the campaign.
    func memory(_ ledger: Ledger?) async throws(LedgerError) -> any CampaignMemory {
        guard let ledger else { return NoMemory() }
        let campaign = try await ledger.campaign(named: job.arguments.campaign)?.id
        let now = job.context.now
        let spacing = try await job.settings.spacing(in: ledger, except: campaign, at: now)
        return LedgerMemory(ledger: ledger, campaign: campaign, settings: job.settings, at: now, spacing: spacing)
    }

    /// A judge that has seen no row yet.
    func judge(_ ledger: Ledger?) -> Judge {
        let hash = ledger.map { ledger in { @Sendable (text: String) in ledger.textHash(of: text) } }
        return Judge(
            rules: job.rules,
            textHash: hash,
            currency: job.settings.prices.currency,
            allowing: job.arguments.allowances
        )
    }

    /// What the campaign is about, for the ledger.
    func details(_ ledger: Ledger, _ plan: Plan) -> CampaignDetails {
        CampaignDetails(
            name: job.arguments.campaign,
            provider: job.settings.provider.name,
            sender: job.sender,
            templateHash: ledger.textHash(of: job.template.source),
            listHash: plan.digest.whole,
            reportPath: job.reportPath
        )
    }

    /// What speaks against going on with the campaign.
    func obstacles(_ ledger: Ledger?, to plan: Plan) async throws(LedgerError) -> [Obstacle] {
        let texts = [plan.textObstacle(job.settings)].compactMap { $0 }
        guard let ledger else { return texts }
        // A dry run needs no credentials; without them nobody can tell the account.
        let account = try? job.settings.account(environment: job.context.environment)
        let standing = try await Standing(of: details(ledger, plan), in: ledger, identity: account?.identity)
        return standing.obstacles(to: plan, allowing: job.arguments.allowances) + texts
    }

    /// What is left under the caps; `nil` where there are none.
    private func budget(_ ledger: Ledger?) async throws(LedgerError) -> BudgetState? {
        let campaign = try await ledger?.campaign(named: job.arguments.campaign)?.id
        return try await BudgetState(job.settings, campaign: campaign, ledger: ledger, at: job.context.now)
    }

    /// Plans the run.
    func plan(_ ledger: Ledger?, show: (ReportRow) throws -> Void = { _ in }) async throws -> Plan {
        let planner = Planner(
            list: job.list,
            rules: job.rules,
            prices: job.settings.prices,
            limit: job.arguments.limit,
            budget: try await budget(ledger),
            at: job.context.now
        )
        let progress = job.context.progress
        progress?.begin(ProgressState(.planning, total: job.list.rowCount))
        defer { progress?.end() }
        let plan = try await planner.plan(judge: judge(ledger), memory: try await memory(ledger)) { row in
            progress?.update { $0.done += 1 }
            progress?.tick()
            try show(row)
        }
        progress?.event("planned", ProgressEvent.members(plan, job.settings))
        return plan
    }

    /// The list from its first row, held to what was planned; with a canary only its first recipients go out for now.
    func rows(_ ledger: Ledger?, _ plan: Plan, canary: Int? = nil) async throws -> JudgedRows {
        JudgedRows(
            try job.list.rows(expecting: plan.digest),
            rules: job.rules,
            judge: judge(ledger),
            memory: try await memory(ledger),
            limit: canary ?? job.arguments.limit,
            leftOut: canary == nil ? JudgedRows.beyondLimit : Self.behindCanary,
            at: job.context.now
        )
    }

    private static let behindCanary = Verdict.pending(
        .stopped,
        "left for after the canary messages; run the same command again to go on"
    )

    /// The list as a campaign would find it of which nothing is remembered.
    func rowsOfNewCampaign() throws -> JudgedRows {
        let reader = try job.list.rows(collectingInto: HashedSource.Collector())
        return JudgedRows(reader, rules: job.rules, judge: judge(nil), memory: NoMemory(), limit: nil)
    }
}
