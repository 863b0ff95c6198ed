// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
import Configuration
import Ledger
import Lists
import Pacing

import struct Foundation.Date

/// Sends a campaign: plans it, asks, sends within the rate and the hours that are allowed, and
/// writes the report.
///
/// Whoever sends builds this: the program, its tests, the simulation and the benchmarks. All that
/// it touches comes from ``CampaignServices``; all that it says goes to ``CampaignDialogue``.
package struct SendCampaign: Sendable {
    let job: CampaignJob
    let services: CampaignServices
    let dialogue: CampaignDialogue

    /// - Parameters:
    ///   - job: what is sent to whom.
    ///   - services: ledger, report, provider and time.
    ///   - dialogue: who is told what happens, and answers questions.
    package init(
        _ job: CampaignJob, with services: CampaignServices,
        dialogue: CampaignDialogue = CampaignDialogue()
    ) { (self.job, self.services, self.dialogue) = (job, services, dialogue) }

    /// The same campaign, carried out in another way.
    func with(_ job: CampaignJob) -> SendCampaign {
        SendCampaign(job, with: services, dialogue: dialogue)
    }

    /// Sends the messages that are left to be sent.
    ///
    /// - Returns: how it ended; the report is written unless nothing was sent.
    /// - Throws: ``CampaignFailure``; what is wrong with the account's configuration; what reading
    ///   the list throws; `LedgerError`; `FileFailure`; what a question throws.
    package func send() async throws -> CampaignEnding {
        try ReportFile.checkPlace(job.report.path, in: services.reports)
        let campaign = try knowingHouseholds()
        // Where one is lost, opening says so, or begins one that knows what may have been sent.
        let known =
            services.ledgers.exists || services.ledgers.loss() != nil
            ? try await services.ledgers.openForRequests(dialogue.tell) : nil
        return try await campaign.send(knowing: known)
    }

    /// Sends with the ledger that was found, which nobody else changes meanwhile; where there was
    /// none, one may come to be at any time.
    private func send(knowing known: (any CampaignLedger)?) async throws -> CampaignEnding {
        try await closing(known) {
            if let known { try await settle(known) }
            if let lost = try await lostLedger(known) { throw CampaignFailure.lostLedger(lost) }
            guard let known else { return try await send(after: nil) }
            switch try await ResendCheck(campaign: self, ledger: known).run() {
            case .stopped(let result): return .undecided(result)
            case .goOn(let job): return try await with(job).send(after: known)
            }
        }
    }

    /// Plans and sends, where nothing speaks against it.
    private func send(after known: (any CampaignLedger)?) async throws -> CampaignEnding {
        let plan = try await makePlan(known)
        if let obstacle = try await findObstacles(known, to: plan).first {
            throw CampaignFailure.obstacle(obstacle)
        }
        if let known, try await settleLostRows(in: known, plan) {
            // The log was not asked for them: nobody gets a second message in this run.
            return try await with(job.leavingUnconfirmed).send(after: known)
        }
        try job.options.plans.check?(job.savedPlan(plan, at: services.time.date))
        guard plan.candidates > 0 else { return .ran(try await reportOnly(known)) }
        try services.check(job.settings)
        try CanaryRun.check(self)
        guard try await dialogue.ask(.send(plan)) else { return .declined }
        let campaign = try held(to: plan)
        if let known { return .ran(try await campaign.send(plan, with: known)) }
        let ledger = try await services.ledgers.openForRequests(dialogue.tell)
        guard ledger.wasCreated else {
            // Another run has made it since the plan: what was planned holds no more.
            dialogue.tell(.planOutdated)
            return try await send(knowing: ledger)
        }
        return try await closing(ledger) {
            if try await settleLostRows(in: ledger, plan) {
                return try await with(job.leavingUnconfirmed).send(after: ledger)
            }
            return .ran(try await campaign.send(plan, with: ledger))
        }
    }

    private func send(_ plan: Plan, with ledger: any CampaignLedger) async throws -> RunResult {
        let check = try await ResumeCheck(of: details(ledger, plan), in: ledger)
        let campaign = try await check.begin(in: ledger)
        try await ledger.beginRun(of: campaign)
        let canary = CanaryRun(campaign: self, ledger: ledger, id: campaign)
        switch try await canary.run(plan) {
        case .stopped(let result): return finished(result)
        case .goOn(let job, let earlier):
            let execution = CampaignExecution(campaign: with(job), purpose: .send(campaign))
            let rows = try await with(job).judgedRows(ledger, plan)
            var result = try await execution.result(of: rows, plan, in: ledger)
            if let earlier { result.follow(earlier) }
            return finished(result)
        }
    }

    /// Nothing is left to send: the report still shows the whole campaign.
    private func reportOnly(_ ledger: (any CampaignLedger)?) async throws -> RunResult {
        dialogue.tell(.nothingLeft)
        let report = try beginReport(withMessage: job.options.includesMessages)
        let now = services.time.date
        let plan = try await makePlan(ledger) { row in
            var row = row
            row.updatedAt = row.updatedAt ?? now
            try report.append(row)
        }
        try report.finish()
        if let ledger, let campaign = try await ledger.campaign(named: job.name)?.id {
            try await KnownDeliveries(of: .send(campaign), in: ledger).write(into: self)
        }
        var result = RunResult()
        result.tally = plan.tally
        result.lookups = plan.lookups
        return finished(result)
    }

    func finished(_ result: RunResult) -> RunResult {
        dialogue.tell(.finished(result))
        return result
    }
}

// MARK: - Previews and tests

extension SendCampaign {
    /// What a dry run found out.
    package struct Preview: Sendable {
        package let plan: Plan
        /// What a real run would stop at.
        package let obstacles: [Obstacle]
        /// The report of which no ledger knows; `nil` where all is well.
        package let lostLedger: LostLedger?
        /// How long it took.
        package let duration: Duration
    }

    /// Plans without any request, and writes the plan as a report.
    package func preview() async throws -> Preview {
        let begin = services.time.now
        return try await knowingHouseholds().preview(begunAt: begin)
    }

    private func preview(begunAt begin: Duration) async throws -> Preview {
        let ledger = try await openToRead()
        return try await closing(ledger) {
            let report = try beginReport(withMessage: true)
            let plan = try await makePlan(ledger) { try report.append($0) }
            let obstacles = try await findObstacles(ledger, to: plan)
            let lost = try await lostLedger(ledger)
            try report.finish()
            try save(plan)
            return Preview(
                plan: plan, obstacles: obstacles, lostLedger: lost,
                duration: services.time.now - begin)
        }
    }

    /// How a preview with lookups ended.
    package enum LookupPreview: Sendable {
        /// No lookup is needed: it is a preview like any other.
        case withoutLookups(Preview)
        case ended(CampaignEnding)
    }

    /// Makes the lookups that a run would make, which cost money and are remembered, and writes the
    /// exact preview as a report.
    package func previewWithLookups() async throws -> LookupPreview {
        try ReportFile.checkPlace(job.report.path, in: services.reports)
        return try await knowingHouseholds().previewLookingUp()
    }

    private func previewLookingUp() async throws -> LookupPreview {
        let known = try await openToRead()
        let (plan, obstacles) = try await closing(known) {
            let plan = try await makePlan(known)
            return (plan, try await findObstacles(known, to: plan))
        }
        guard plan.lookups.requested > 0 else { return .withoutLookups(try await preview()) }
        try services.check(job.settings)
        guard try await dialogue.ask(.lookUp(plan, obstacles)) else { return .ended(.declined) }
        let campaign = try held(to: plan)
        let ledger = try await services.ledgers.openForRequests(dialogue.tell)
        return try await closing(ledger) {
            let rows = try await campaign.judgedRows(ledger, plan)
            let execution = CampaignExecution(campaign: campaign, purpose: .preview)
            let result = finished(try await execution.result(of: rows, plan, in: ledger))
            // What is kept is what a run finds that is made now: the lookups are in the cache.
            if result.ending == .settled { try save(try await makePlan(ledger)) }
            return .ended(.ran(result))
        }
    }

    private func save(_ plan: Plan) throws {
        guard let save = job.options.plans.save else { return }
        try save(job.savedPlan(plan, at: services.time.date))
    }
}

// MARK: - What the parts of a campaign share

extension SendCampaign {
    /// Opens the ledger for a preview, which says what a run would stop at.
    private func openToRead() async throws(LedgerError) -> (any CampaignLedger)? {
        let ledger = try await services.ledgers.openToRead()
        if let doubt = ledger?.doubt ?? (ledger == nil ? services.ledgers.loss() : nil) {
            dialogue.tell(.ledgerDoubted(doubt))
        }
        return ledger
    }

    /// Does something with a ledger, and closes it whatever comes of that.
    func closing<Result>(
        _ ledger: (any CampaignLedger)?, _ body: () async throws -> Result
    ) async throws -> Result {
        do {
            let result = try await body()
            await ledger?.close()
            return result
        } catch {
            await ledger?.close()
            throw error
        }
    }

    /// The campaign that knows which people of its list share a number, where their texts go out
    /// as one message.
    func knowingHouseholds() throws -> SendCampaign {
        var job = job
        job.rules = try job.rules.knowingHouseholds(of: job.list)
        return with(job)
    }

    /// The campaign with the list that was planned.
    private func held(to plan: Plan) throws -> SendCampaign {
        var job = job
        job.list = try job.list.verified(plan.digest)
        return with(job)
    }

    /// Starts the report beside its place.
    func beginReport(withMessage: Bool) throws(FileFailure) -> ReportFile {
        try ReportFile(
            path: job.report.path, list: job.list, withMessage: withMessage, in: services.reports)
    }

    /// The report that lies in its place.
    var writtenReport: ReportUpdate {
        ReportUpdate(path: job.report.path, name: job.report.name, in: services.reports)
    }

    /// What the ledger remembers of numbers for the campaign.
    func memory(
        _ ledger: (any CampaignLedger)?
    ) async throws(LedgerError) -> any CampaignMemory {
        guard let ledger else { return NoMemory() }
        let campaign = try await ledger.campaign(named: job.name)?.id
        let now = services.time.date
        return LedgerMemory(
            ledger: ledger, campaign: campaign, settings: job.settings, at: now,
            spacing: try await job.settings.spacing(in: ledger, except: campaign, at: now))
    }

    /// A judge that has seen no row yet.
    func judge(
        _ ledger: (any CampaignLedger)?, strays: StrayMessages = StrayMessages()
    ) -> Judge {
        let hash = ledger.map { ledger in { @Sendable (text: String) in ledger.textHash(of: text) }
        }
        return Judge(
            rules: job.rules, textHash: hash, currency: job.settings.prices.currency,
            allowing: job.options.allowances, strays: strays)
    }

    /// What the campaign is about, for the ledger.
    func details(_ ledger: any CampaignLedger, _ plan: Plan) -> CampaignDetails {
        CampaignDetails(
            name: job.name, provider: job.settings.provider.name, sender: job.settings.from ?? "",
            templateHash: ledger.textHash(of: job.template), listHash: plan.digest.whole,
            reportPath: job.report.path)
    }

    /// What speaks against going on with the campaign.
    private func findObstacles(
        _ ledger: (any CampaignLedger)?, to plan: Plan
    ) async throws(LedgerError) -> [Obstacle] {
        let texts = plan.textObstacles(job.settings, allowing: job.options.allowances)
        guard let ledger else { return texts }
        // A dry run needs no credentials; without them nobody can tell the account.
        let identity = try? services.gateway.identity()
        let check = try await ResumeCheck(of: details(ledger, plan), in: ledger, identity: identity)
        return check.obstacles(to: plan, allowing: job.options.allowances) + texts
    }

    /// Plans the run.
    private func makePlan(
        _ ledger: (any CampaignLedger)?, show: (ReportRow) throws -> Void = { _ in }
    ) async throws -> Plan {
        let now = services.time.date
        let budget = try await BudgetState(
            job.settings, campaign: try await ledger?.campaign(named: job.name)?.id, ledger: ledger,
            at: now)
        let planner = Planner(
            list: job.list, rules: job.rules, prices: job.settings.prices, limit: job.options.limit,
            budget: budget, at: now)
        dialogue.tell(.began(.planning(rows: job.list.rowCount)))
        defer { dialogue.tell(.ended) }
        let strays = try await strayMessages(in: ledger)
        var plan = try await planner.plan(
            judge: judge(ledger, strays: strays), memory: try await memory(ledger)
        ) {
            dialogue.tell(.rowPlanned)
            try show($0)
        }
        plan.strays = strays
        dialogue.tell(.planned(plan))
        return plan
    }

    /// The messages whose numbers the list does not give any more.
    ///
    /// Of a ledger that lost something they tell nothing: a number in it may be the damage itself,
    /// and all rows are settled anew.
    private func strayMessages(in ledger: (any CampaignLedger)?) async throws -> StrayMessages {
        if let ledger, try await ledger.lostRows(of: job.name) != nil { return StrayMessages() }
        return try await StrayMessages(of: job.name, job.list, rules: job.rules, in: ledger)
    }

    /// The list from its first row, held to what was planned; with a canary only its first
    /// recipients go out for now.
    func judgedRows(
        _ ledger: any CampaignLedger, _ plan: Plan, canary: Int? = nil
    ) async throws -> JudgedRows {
        JudgedRows(
            try rows(of: plan), rules: job.rules, judge: judge(ledger, strays: plan.strays),
            memory: try await memory(ledger), limit: canary ?? job.options.limit,
            leftOut: canary == nil ? nil : CanaryRun.behindCanary, at: services.time.date,
            substitute: ListSubstitute { try substitute(for: $0, plan) })
    }

    private func rows(of plan: Plan) throws -> RecipientReader {
        do { return try job.list.rows(expecting: plan.digest) } catch {
            let failure = error as? CSVError ?? CSVError(file: job.list.name, kind: .changed)
            guard let rows = try substitute(for: failure, plan) else { throw error }
            return rows
        }
    }

    /// The list as it was planned, where its file can be read no further: the run ends, and the
    /// report still shows everybody.
    private func substitute(for failure: CSVError, _ plan: Plan) throws -> RecipientReader? {
        guard let rows = try job.list.rowsOfCopy(expecting: plan.digest) else { return nil }
        let cause =
            failure.isChange ? ListError.changed(file: job.list.name).description : "\(failure)"
        services.stop.raise(.list(cause))
        return rows
    }

    /// The list as a campaign would find it of which nothing is remembered.
    func rowsOfNewCampaign() throws -> JudgedRows {
        JudgedRows(
            try job.list.rows(), rules: job.rules, judge: judge(nil), memory: NoMemory(), limit: nil
        )
    }
}

/// Where a report lies.
package struct ReportLocation: Sendable, Hashable {
    /// The absolute path.
    package var path: String
    /// The path as the user knows it, for messages.
    package var name: String

    package init(path: String, name: String) { (self.path, self.name) = (path, name) }
}
