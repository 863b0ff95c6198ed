// SPDX-License-Identifier: Apache-2.0

import Basics
import Configuration
import Ledger
import Lists
import Pacing

import struct Foundation.Date

/// A run with requests: through the list once, or again and again until nobody waits for the end of
/// quiet hours, with a report each time.
struct CampaignExecution: Sendable {
    let campaign: SendCampaign
    let purpose: CampaignRun.Purpose

    private var job: CampaignJob { campaign.job }
    private var services: CampaignServices { campaign.services }
    private var dialogue: CampaignDialogue { campaign.dialogue }

    /// Runs and writes the report.
    ///
    /// - Parameters:
    ///   - rows: the judged list.
    ///   - plan: what the run is held to.
    ///   - ledger: the ledger, claimed for requests.
    ///   - isCanary: whether the others follow later, so that nobody is waited for.
    /// - Returns: what the run came to.
    /// - Throws: what is wrong with the account's configuration; that the list cannot be read to
    ///   its end, or the report not be written.
    func result(
        of rows: JudgedRows, _ plan: Plan, in ledger: any CampaignLedger, isCanary: Bool = false
    ) async throws -> RunResult {
        async let _: Void = dialogue.accompany(.requests)
        var result = try await pass(over: rows, plan, in: ledger)
        while job.options.waits, !isCanary, let opening = result.nextOpening {
            await wait(until: opening, with: result)
            guard services.stop.cause == nil else {
                result.stopCause = services.stop.cause
                break
            }
            let next = CampaignExecution(
                campaign: campaign.with(job.again(leaving: result.untried)), purpose: purpose)
            let rows = try await next.rowsOnceMore(plan, ledger)
            let earlier = result
            result = try await next.pass(over: rows, plan, in: ledger)
            result.follow(earlier)
        }
        return result
    }

    /// Goes through the list once, and writes the report.
    private func pass(
        over rows: JudgedRows, _ plan: Plan, in ledger: any CampaignLedger
    ) async throws -> RunResult {
        let deliveries = try await KnownDeliveries(of: purpose, in: ledger)
        let report = try campaign.beginReport(
            withMessage: job.options.includesMessages || purpose.isPreview)
        let connection = try await services.connect(job.settings)
        var tools = connection.tools
        tools.tellPause = { [dialogue] in dialogue.tell(.paused($0)) }
        let run = CampaignRun(
            settings: connection.settings, rules: job.rules, tools: tools,
            ledger: ledger, purpose: purpose, samplesStates: job.options.samplesDeliveries)
        let outcome = await carryOut(run, of: rows, into: report, plan)
        await connection.close()
        let result = try outcome.get()
        try await finish(report, with: result.corrections, deliveries)
        return result
    }

    private func carryOut(
        _ run: CampaignRun, of rows: JudgedRows, into report: ReportFile, _ plan: Plan
    ) async -> Result<RunResult, any Error> {
        var rows = rows
        let (count, candidates) = (plan.tally.rows, plan.candidates)
        dialogue.tell(
            .began(
                purpose.isPreview
                    ? .lookups(rows: count, candidates: candidates)
                    : .sending(rows: count, candidates: candidates)))
        async let _: Void = dialogue.accompany(.rows)
        defer { dialogue.tell(.ended) }
        do {
            return .success(
                try await run.run(&rows, report: report) {
                    dialogue.tell(.rowFinished($0, isNew: $1))
                })
        } catch { return .failure(CampaignFailure.brokenOff(error)) }
    }

    /// Puts the report in its place, with what has changed since its rows were written and what was
    /// known of deliveries before.
    private func finish(
        _ report: ReportFile, with corrections: [RowCorrection], _ deliveries: KnownDeliveries
    ) async throws(CampaignFailure) {
        do {
            try report.finish()
            try campaign.writtenReport.amend(corrections)
            try await deliveries.write(into: campaign)
        } catch { throw .unreported(error) }
    }

    /// The list from its first row, once more held to what was planned, and judged by what the
    /// ledger knows by now.
    private func rowsOnceMore(
        _ plan: Plan, _ ledger: any CampaignLedger
    ) async throws(CampaignFailure) -> JudgedRows {
        do {
            try job.list.verify(plan.digest)
            return try await campaign.judgedRows(ledger, plan)
        } catch { throw .brokenOff(error) }
    }

    private func wait(until opening: Date, with result: RunResult) async {
        dialogue.tell(.waiting(until: opening, result.waiting))
        await services.stop.wait(until: opening, by: services.time)
    }
}

extension CampaignRun.Purpose {
    fileprivate var isPreview: Bool { if case .preview = self { true } else { false } }
}

/// What is known of the delivery of a campaign's messages when a run begins, which its report must
/// not lose.
struct KnownDeliveries: Sendable {
    private let ledger: any CampaignLedger
    private let campaign: CampaignID?

    /// Finds out whether anything is known; nothing is in a preview.
    init(of purpose: CampaignRun.Purpose, in ledger: any CampaignLedger) async throws(LedgerError) {
        self.ledger = ledger
        guard case .send(let id) = purpose, try await ledger.hasDeliveries(in: id) else {
            campaign = nil
            return
        }
        campaign = id
    }

    /// Adds the columns of the delivery to the campaign's report, where anything is known.
    func write(into sending: SendCampaign) async throws {
        guard let campaign else { return }
        let update = DeliveryUpdate(
            sending.writtenReport, from: ledger, campaign: campaign,
            currency: sending.job.settings.prices.currency)
        try await update.write()
    }
}
