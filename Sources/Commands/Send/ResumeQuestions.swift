// SPDX-License-Identifier: Apache-2.0

import Basics
import CSV
import Campaign
import Ledger
import Configuration
import Lists
import SMSText
import TerminalKit

/// Refuses to ask an account about messages that were handed to another one.
///
/// Its log cannot have them: they would count as not accepted, and be sent a second time.
struct AccountCheck {
    let campaign: CampaignRecord
    let settings: Settings
    let ledger: Ledger
    let context: CommandContext

    /// Refuses where an unconfirmed message was handed to another account.
    func checkDoubts() async throws {
        try refuse(
            unlessOwn: try await ledger.accountsInDoubt(in: campaign.id, at: settings.provider.name)
        )
    }

    /// Refuses where an accepted message whose state is open was handed to another account.
    func checkOpenStates() async throws {
        try refuse(
            unlessOwn: try await ledger.openAccounts(in: campaign.id, at: settings.provider.name)
        )
    }

    private func refuse(unlessOwn accounts: [String]) throws {
        let identity = try settings.account(environment: context.environment).identity
        guard let own = identity.map({ ledger.accountHash(of: $0.reveal()) }) else { return }
        guard accounts.contains(where: { $0 != own }) else { return }
        throw CommandFailure(
            "messages of the campaign \(Printable.text(campaign.details.name)) were handed to another account than the one that the "
                + "provider entry “\(settings.provider.name)” names now, which cannot tell what became of them; put the earlier "
                + "account's credentials back for this command"
        )
    }
}

/// The report that lies where that of `send` goes, as a witness of messages that no ledger knows
/// of.
struct EarlierReport {
    let job: SendJob

    /// Refuses to begin without a ledger where the report says that messages may have been sent.
    ///
    /// - Throws: the count, and what to do.
    func refuse() throws(CommandFailure) {
        guard let obstacle = obstacle() else { return }
        throw CommandFailure(obstacle)
    }

    /// What speaks against beginning; `nil` where nothing does, or the user has allowed it.
    func obstacle() -> String? {
        let count = job.arguments.allowsNewLedger ? 0 : messagedRows()
        guard count > 0 else { return nil }
        return
            "\(name): this report says that \(Figures.count(count, "message was", "messages were")) sent or may have "
            + "been, but there is no ledger at \(job.settings.ledgerPath) that knows of them; put the ledger back, or begin anew, "
            + "and perhaps send twice, with --new-ledger"
    }

    /// The report's path; a dry run writes a preview beside it.
    private var name: String {
        guard job.arguments.mode != .send, case .file(let list) = job.arguments.recipients else {
            return job.arguments.report
        }
        return SendArguments.defaultReport(of: list)
    }

    /// The rows that are sent or unconfirmed; what the practice provider took is none of a real
    /// campaign's, nor the other way round.
    ///
    /// A file that is no report, or damaged, counts for what can be read of it.
    private func messagedRows() -> Int {
        guard let source = try? FileByteSource(path: job.context.absolute(name)),
            var rows = try? ReportReader(source, name: name)
        else { return 0 }
        var count = 0
        while let row = try? rows.next() {
            let isMessaged = row.status == .sent || row.status == .unconfirmed
            let isPractice = row.provider == ProviderEntry.sandboxName
            if isMessaged, isPractice == job.settings.provider.isSandbox { count += 1 }
        }
        return count
    }
}

/// What `--resend-unconfirmed` does first: the provider's message log is asked where there is one,
/// so that only what is not in it is sent again.
struct ResendCheck: Sendable {
    let job: SendJob
    let ledger: Ledger

    /// What comes of it.
    enum Ending {
        /// The run goes on with this job.
        case goOn(SendJob)
        /// The log could not be asked about all messages, and nothing is sent.
        case stopped(ExitCode)
    }

    func run() async throws -> Ending {
        guard job.arguments.allowances.unconfirmedAgain,
            let campaign = try await ledger.campaign(named: job.arguments.campaign)
        else { return .goOn(job) }
        let log = LogRun(
            campaign: campaign,
            settings: job.settings,
            ledger: ledger,
            context: job.context
        )
        let result = try await log.result()
        guard result.hasLog else { return .goOn(job) }
        if let cause = result.stopCause {
            job.note(
                "Stopped: \(cause.sentence). Nothing was sent; run the same command again to go on."
            )
            return .stopped(ExitCode(result.ending))
        }
        tell(result)
        // What the log leaves in doubt is sent to nobody a second time.
        return .goOn(job.leavingUnconfirmed)
    }

    private func tell(_ result: ReconcileResult) {
        guard !result.settlements.isEmpty else { return }
        let count = Figures.count(result.settlements.count, "message was", "messages were")
        job.note(
            "\(count) unconfirmed. By the provider's message log \(Figures.count(result.sent)) of them were accepted and "
                + "\(Figures.count(result.notAccepted)) were not; \(Figures.count(result.stillUnconfirmed)) stay in doubt."
        )
        if let doubt = result.settlements.lazy.compactMap(\.doubt).first {
            job.note("The first doubt: \(doubt.sentence).")
        }
    }
}

extension Settlement {
    fileprivate var doubt: Doubt? {
        if case .doubtful(let doubt) = finding { doubt } else { nil }
    }
}

/// Opens the ledger of a job, and asks it about the job's campaign.
struct LedgerAccess: Sendable {
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
    static func openForRequests(
        _ path: String,
        in context: CommandContext
    ) async throws(LedgerError) -> Ledger {
        let ledger = try Ledger(at: path, now: { context.now })
        if ledger.wasCreated {
            context.console.write("A new ledger was made: \(path)\n", to: .error)
        }
        try await ledger.lockForRequests()
        return ledger
    }

    /// Whether the ledger says nothing of any campaign: there is none, or one that lookups,
    /// opt-outs or tests alone have made.
    func knowsNoCampaign(_ ledger: Ledger?) async throws(LedgerError) -> Bool {
        try await ledger?.campaigns().allSatisfy(\.details.isTest) ?? true
    }

    /// What the ledger remembers of numbers for the campaign.
    func memory(_ ledger: Ledger?) async throws(LedgerError) -> any CampaignMemory {
        guard let ledger else { return NoMemory() }
        let campaign = try await ledger.campaign(named: job.arguments.campaign)?.id
        let now = job.context.now
        let spacing = try await job.settings.spacing(in: ledger, except: campaign, at: now)
        return LedgerMemory(
            ledger: ledger,
            campaign: campaign,
            settings: job.settings,
            at: now,
            spacing: spacing
        )
    }

    /// A judge that has seen no row yet.
    func judge(_ ledger: Ledger?) -> Judge {
        let hash = ledger.map { ledger in { @Sendable (text: String) in ledger.textHash(of: text) }
        }
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
        let resumeCheck = try await ResumeCheck(
            of: details(ledger, plan),
            in: ledger,
            identity: account?.identity
        )
        return resumeCheck.obstacles(to: plan, allowing: job.arguments.allowances) + texts
    }

    /// What is left under the caps; `nil` where there are none.
    private func budget(_ ledger: Ledger?) async throws(LedgerError) -> BudgetState? {
        let campaign = try await ledger?.campaign(named: job.arguments.campaign)?.id
        return try await BudgetState(
            job.settings,
            campaign: campaign,
            ledger: ledger,
            at: job.context.now
        )
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
        let plan = try await planner.plan(judge: judge(ledger), memory: try await memory(ledger)) {
            row in
            progress?.update { $0.done += 1 }
            progress?.tick()
            try show(row)
        }
        progress?.event("planned", ProgressEvent.members(plan, job.settings))
        return plan
    }

    /// The list from its first row, held to what was planned; with a canary only its first
    /// recipients go out for now.
    func rows(_ ledger: Ledger?, _ plan: Plan, canary: Int? = nil) async throws -> JudgedRows {
        JudgedRows(
            try job.list.rows(expecting: plan.digest),
            rules: job.rules,
            judge: judge(ledger),
            memory: try await memory(ledger),
            limit: canary ?? job.arguments.limit,
            leftOut: canary == nil ? nil : Self.behindCanary,
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
        return JudgedRows(
            reader,
            rules: job.rules,
            judge: judge(nil),
            memory: NoMemory(),
            limit: nil
        )
    }
}
