// SPDX-License-Identifier: Apache-2.0

import CSV
import Basics
import Campaign
import Configuration
import HTTP
import Ledger
import Lists
import Pacing
import Foundation
import SMSText
import TestSupport

/// Campaigns with a real ledger in a scratch folder: planned, checked, begun and run as the program
/// does it.
final class LedgerCampaign {
    let folder: ScratchFolder
    let time = JumpingTime()
    let log: EventLog
    var settings = Sample.settings()
    var template = "Hi {{name}}"
    var provider = Sample.provider
    /// What tells the account from others.
    var identity: Secret?
    var allowances = Overrides()
    var limit: Int?
    /// Whether runs ask what has become of messages; the clock jumps on whenever that waits.
    var samplesStates = false
    var script: ScriptedTransport.Script = { ask, _ in
        if case .lookup = ask { .type("mobile") } else { .accepted }
    }

    init() throws {
        folder = try ScratchFolder()
        log = EventLog(time)
    }

    /// What one `send` came to.
    struct Outcome {
        var obstacles: [Obstacle] = []
        var plan = Plan()
        var result = RunResult()
        /// The report's lines, header first.
        var report: [[String]] = []

        func column(_ name: String) -> [String] {
            guard let index = report.first?.firstIndex(of: name) else { return [] }
            return report.dropFirst().map { $0[index] }
        }

        /// One cell, counted from 0; `nil` where there is no such line.
        func cell(_ name: String, _ row: Int) -> String? { column(name).dropFirst(row).first }
    }

    /// Sends a list as a campaign, unless something speaks against it.
    func send(_ contents: String, as name: String = "spring") async throws -> Outcome {
        let path = try folder.write(contents, to: "list.csv")
        let list = try RecipientList(ListInput(path: path, name: "list.csv"))
        let rules = try Sample.rules(template, settings, header: list.header)
        let ledger = try Ledger(at: folder.file("ledger.sqlite"), now: { [time] in time.date })
        try await ledger.lockForRequests()
        var outcome = Outcome()
        let judge = Judge(
            rules: rules,
            textHash: { ledger.textHash(of: $0) },
            currency: "USD",
            allowing: allowances
        )
        let known = try await ledger.campaign(named: name)?.id
        let planner = Planner(
            list: list,
            rules: rules,
            prices: settings.prices,
            limit: limit,
            budget: try await BudgetState(settings, campaign: known, ledger: ledger, at: time.date)
        )
        outcome.plan = try await planner.plan(
            judge: judge,
            memory: try await memory(of: name, ledger)
        )
        let resumeCheck = try await ResumeCheck(
            of: details(name, outcome.plan, ledger),
            in: ledger,
            identity: identity
        )
        outcome.obstacles = resumeCheck.obstacles(to: outcome.plan, allowing: allowances)
        if outcome.obstacles.isEmpty {
            let id = try await resumeCheck.begin(in: ledger)
            _ = try await ledger.settleCrashedIntents(in: id)
            let memory = try await memory(of: name, ledger)
            var rows = JudgedRows(
                try list.rows(expecting: outcome.plan.digest),
                rules: rules,
                judge: judge,
                memory: memory,
                limit: limit
            )
            let report = try ReportFile(
                path: folder.file("report.csv"),
                list: list,
                withMessage: true
            )
            outcome.result = try await run(id, rules, ledger).run(&rows, report: report) { _, _ in }
            try report.finish()
            try ReportUpdate(path: folder.file("report.csv"), name: "report.csv").amend(
                outcome.result.corrections
            )
            outcome.report = try lines(of: folder.file("report.csv"))
        }
        await ledger.close()
        return outcome
    }

    private func memory(of name: String, _ ledger: Ledger) async throws -> LedgerMemory {
        let id = try await ledger.campaign(named: name)?.id
        return LedgerMemory(
            ledger: ledger,
            campaign: id,
            provider: provider,
            earliestLookup: .distantPast,
            spacing: try await settings.spacing(in: ledger, except: id, at: time.date)
        )
    }

    private func details(_ name: String, _ plan: Plan, _ ledger: Ledger) -> CampaignDetails {
        CampaignDetails(
            name: name,
            provider: provider,
            sender: "+12025550100",
            templateHash: ledger.textHash(of: template),
            listHash: plan.digest.whole
        )
    }

    private func run(_ id: CampaignID, _ rules: Rules, _ ledger: Ledger) -> CampaignRun {
        let tools = RunTools(
            provider: Pipeline.provider,
            identity: identity,
            transport: ScriptedTransport(log, script),
            time: time,
            random: { 1 },
            retry: RetryPolicy(attempts: 3, base: .seconds(1), cap: .seconds(1))
        )
        return CampaignRun(
            settings: settings,
            rules: rules,
            tools: tools,
            ledger: ledger,
            purpose: .send(id),
            samplesStates: samplesStates
        )
    }

    private func lines(of path: String) throws -> [[String]] {
        var reader = CSVReader(try FileByteSource(path: path), name: "report.csv")
        var lines: [[String]] = []
        while let line = try reader.next()?.fields { lines.append(line) }
        return lines
    }
}
