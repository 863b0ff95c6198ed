// SPDX-License-Identifier: Apache-2.0

import Configuration
import Ledger
import Lists
import Pacing

extension SendCampaign {
    /// Makes sure that the ledger still knows what it knew, and calls unconfirmed what a run that
    /// ended unexpectedly has left open, or what was lost.
    func settle(_ ledger: any CampaignLedger) async throws {
        if let campaign = try await ledger.campaign(named: job.name) {
            try await ledger.verify(campaign.id)
            let crashed = try await ledger.settleCrashedIntents(in: campaign.id)
            if crashed > 0 { dialogue.tell(.crashSettled(messages: crashed)) }
        }
    }

    /// The report that knows of messages although the ledger knows of no campaign: there is none,
    /// or one that lookups, opt-outs or tests alone have made.
    func lostLedger(
        _ ledger: (any CampaignLedger)?
    ) async throws(LedgerError) -> LostLedger? {
        guard try await ledger?.campaigns().allSatisfy(\.details.isTest) ?? true,
            !job.options.allowsNewLedger, try await ledger?.lostRows(of: job.name) == nil
        else { return nil }
        let report = EarlierReport(
            place: job.earlierReport, store: services.reports,
            isPractice: job.settings.provider.isSandbox)
        let count = report.messagedRows
        guard count > 0 else { return nil }
        return LostLedger(
            report: job.earlierReport.name, messages: count, ledger: services.ledgers.path)
    }

    /// Calls unconfirmed the rows of the list that may have got a message of which the ledger lost
    /// the memory; the log of the provider may tell later.
    ///
    /// - Parameters:
    ///   - ledger: the ledger, claimed for requests.
    ///   - plan: the plan of the list as it is now.
    /// - Returns: whether rows were lost, so that the plan is outdated.
    /// - Throws: what reading the list throws; `LedgerError`.
    func settleLostRows(in ledger: any CampaignLedger, _ plan: Plan) async throws -> Bool {
        guard let lost = try await ledger.lostRows(of: job.name) else { return false }
        let check = try await ResumeCheck(of: details(ledger, plan), in: ledger)
        var intents = LostIntents(
            rows: try await rowsInDoubt(ledger, plan), lost: lost,
            order: SendOrder(
                of: try await check.begin(in: ledger), job.settings,
                identity: try? services.gateway.identity(), in: ledger),
            newID: services.newID)
        var count = 0
        while let batch = try await intents.next(provider: job.settings.provider.name) {
            count += try await ledger.recordLost(batch)
        }
        try await ledger.settleLostRows(of: job.name)
        if count > 0 { dialogue.tell(.lostRowsSettled(messages: count)) }
        return true
    }

    /// The list without what is true for a moment only: a row that must wait today, be it for
    /// another campaign's message, or that this run is not about, may have got its message
    /// yesterday; and one that was refused may have been tried again.
    private func rowsInDoubt(
        _ ledger: any CampaignLedger, _ plan: Plan
    ) async throws -> JudgedRows {
        var anytime = job
        anytime.rules.sendWindow = nil
        (anytime.rules.selection, anytime.rules.consent) = (nil, nil)
        anytime.options.allowances.rejectedAgain = true
        let memory = LedgerMemory(
            ledger: ledger, campaign: try await ledger.campaign(named: job.name)?.id,
            settings: job.settings, at: services.time.date)
        return JudgedRows(
            try job.list.rows(expecting: plan.digest), rules: anytime.rules,
            judge: with(anytime).judge(ledger), memory: memory, limit: nil)
    }
}

/// The messages that rows of a list may have got, some at a time.
private struct LostIntents {
    private static let batchSize = 500

    var rows: JudgedRows
    let lost: RowRange
    let order: SendOrder
    let newID: @Sendable () -> String

    /// `nil` at the end of the list.
    mutating func next(provider: String) async throws -> [Intent]? {
        var intents: [Intent] = []
        while intents.count < Self.batchSize, let judgement = try await rows.next() {
            guard case .candidate(let candidate) = judgement,
                candidate.earlier.replaced?.mayHaveArrived != true,
                lost.contains(candidate.recipient.row)
            else { continue }
            intents.append(order.intent(for: candidate, id: newID(), provider: provider))
        }
        return intents.isEmpty ? nil : intents
    }
}

/// A report that says that messages may have been sent, of which no ledger knows.
package struct LostLedger: Sendable, Hashable {
    /// The report as the user knows it.
    package let report: String
    /// How many messages were sent, or may have been.
    package let messages: Int
    /// Where the ledger should be.
    package let ledger: String
}

/// The report that lies where that of a campaign goes, as a witness of messages that no ledger
/// knows of.
struct EarlierReport {
    let place: ReportLocation
    let store: any ReportStore
    /// Whether the campaign goes through the practice provider: what that took is none of a real
    /// campaign's, nor the other way round.
    let isPractice: Bool

    /// The rows that are sent or unconfirmed.
    ///
    /// A file that is no report, or damaged, counts for what can be read of it.
    var messagedRows: Int {
        guard var rows = try? store.report(at: place.path, named: place.name) else { return 0 }
        var count = 0
        while let row = try? rows.next() {
            let isMessaged = row.status == .sent || row.status == .unconfirmed
            if isMessaged, (row.provider == ProviderEntry.sandboxName) == isPractice { count += 1 }
        }
        return count
    }
}
