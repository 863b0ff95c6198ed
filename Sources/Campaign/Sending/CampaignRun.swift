// SPDX-License-Identifier: Apache-2.0

import Basics
package import Configuration
import HTTP
package import Ledger
import Providers
package import Lists
import Pacing
import PhoneNumbers

/// One run of a campaign: all of the list, from the ledger's memory to the report.
package struct CampaignRun: Sendable {
    /// What happens to candidates in the end.
    package enum Purpose: Sendable {
        /// Messages are handed over for a campaign of the ledger.
        case send(CampaignID)
        /// Only line types are looked up, for an exact preview.
        case preview
    }

    private let settings: Settings
    private let rules: Rules
    private let tools: RunTools
    private let ledger: any CampaignLedger
    private let purpose: Purpose
    private let sampler: DeliverySampler?
    private let factory: RequestFactory

    /// Makes a run.
    ///
    /// - Parameters:
    ///   - settings: the configuration.
    ///   - rules: who gets a message.
    ///   - tools: the provider, the way to it, time and the switch that ends the run.
    ///   - ledger: the ledger.
    ///   - purpose: what happens in the end.
    ///   - samplesStates: whether the run asks now and then what has become of a message, where the
    ///     provider tells it.
    package init(
        settings: Settings, rules: Rules, tools: RunTools, ledger: any CampaignLedger,
        purpose: Purpose, samplesStates: Bool = true
    ) {
        self.settings = settings
        self.rules = rules
        self.tools = tools
        self.ledger = ledger
        self.purpose = purpose
        factory = RequestFactory(
            settings, tools, journal: ledger, account: ledger.paceAccount(of: tools))
        guard samplesStates, case .send(let campaign) = purpose else {
            sampler = nil
            return
        }
        sampler = DeliverySampler(tools: tools, ledger: ledger, campaign: campaign)
    }

    /// Runs the campaign.
    ///
    /// - Parameters:
    ///   - rows: the judged list.
    ///   - report: takes the rows in the order of the list.
    ///   - progress: called with each row as soon as it is finished, and with whether this run
    ///     worked on it.
    /// - Returns: what the run came to.
    /// - Throws: what reading the list or writing the report throws; what is in flight is finished
    ///   and recorded first.
    package func run(
        _ rows: inout JudgedRows, report: ReportFile, progress: (ReportRow, Bool) -> Void
    ) async throws -> RunResult {
        try await factory.keepingPace(of: pacedRequests) {
            try await carryOut(&rows, report: report, progress: progress)
        }
    }

    private var pacedRequests: [PacedRequest] {
        var requests: [PacedRequest] = []
        if settings.lookupMode != .never { requests.append(.lookups) }
        if case .send = purpose { requests.append(.messages) }
        return requests
    }

    private func carryOut(
        _ rows: inout JudgedRows, report: ReportFile, progress: (ReportRow, Bool) -> Void
    ) async throws -> RunResult {
        let begin = tools.time.now
        let budget = try await budget()
        let destination = try await destination()
        let pump = Pump(
            width: width, recipientTask: recipientTask(to: destination, budget), tools: tools)
        var (result, refused) = (RunResult(), 0)
        try await whileSampling {
            try await pump.run(&rows) { row, isNew in
                if isNew, row.verdict.status == .failed || row.verdict.status == .unconfirmed {
                    refused += 1
                }
                progress(row, isNew)
            } write: { row in
                result.tally.add(row.facts)
                result.lookups.count(row.lineDecision)
                result.count(previewOf: row, settings.prices)
                result.count(waitOf: row)
                try report.append(remarked(row))
            }
        }
        if case .send(let sender) = destination {
            result.amend(sender.corrections.flatMap { $0.spread(to: rules.households) })
        }
        result.refused = refused
        result.stopCause = tools.stop.cause
        result.capReached = budget?.reached
        result.duration = tools.time.now - begin
        return result
    }

    /// The row of a preview with a word about quiet hours; other rows as they are.
    private func remarked(_ row: ReportRow) -> ReportRow {
        guard row.verdict.status == .wouldSend, let number = row.number,
            let sendWindow = rules.sendWindow
        else { return row }
        let place = sendWindow.locator.location(of: row.recipient, number).place
        var row = row
        row.verdict = row.verdict.adding(
            sendWindow.objection(to: place, at: tools.time.date)?.detail)
        return row
    }

    /// Samples states beside the work, and not a moment longer.
    private func whileSampling(_ work: () async throws -> Void) async rethrows {
        async let _: Void? = sampler?.run()
        try await work()
    }

    /// Enough candidates under way to keep both lanes full while some wait for a second try.
    private var width: Int { 1024 + settings.lookup.maxConcurrent + settings.send.maxConcurrent }

    private func budget() async throws(LedgerError) -> Budget? {
        guard case .send(let campaign) = purpose else { return nil }
        return try await Budget(settings, campaign: campaign, ledger: ledger) { [tools] in
            tools.time.date
        }
    }

    /// A preview's lookups belong to no campaign, so they are not booked.
    private func accounting(_ budget: Budget?) -> LookupAccounting? {
        guard case .send(let campaign) = purpose else { return nil }
        return LookupAccounting(
            campaign: campaign, prices: settings.prices, journal: ledger, budget: budget)
    }

    private func recipientTask(
        to destination: RecipientTask.Destination, _ budget: Budget?
    ) -> RecipientTask {
        RecipientTask(
            rules: rules, lookups: factory.lookups(accounting(budget)), destination: destination,
            onLookupFailure: settings.lookup.onFailure, stop: tools.stop, budget: budget)
    }

    private func destination() async throws(LedgerError) -> RecipientTask.Destination {
        guard case .send(let campaign) = purpose else { return .show }
        var order = try await SendOrder(for: campaign, settings, tools, in: ledger)
        order.sendWindow = rules.sendWindow
        order.spacing = try await settings.spacing(
            in: ledger, except: campaign, at: tools.time.date)
        return .send(factory.sender(order) { [sampler] number, id in sampler?.note(number, id) })
    }
}

/// Puts together what asks the provider for line types and hands messages over, each within its own
/// rate.
package struct RequestFactory: Sendable {
    private let tools: RunTools
    private let journal: any MessageJournal
    private let lookupKeeper: PaceKeeper
    private let sendKeeper: PaceKeeper

    /// - Parameters:
    ///   - connection: the way to the provider.
    ///   - journal: where requests and answers are written down.
    ///   - account: what tells the account from others in the journal.
    package init(
        _ connection: CampaignConnection, journal: any MessageJournal, account: String
    ) {
        self.init(connection.settings, connection.tools, journal: journal, account: account)
    }

    init(
        _ settings: Settings, _ tools: RunTools, journal: any MessageJournal, account: String
    ) {
        (self.tools, self.journal) = (tools, journal)
        lookupKeeper = PaceKeeper(
            journal: journal, lane: RequestLane(settings.lookup, time: tools.time),
            name: "lookups, \(account)", tools: tools)
        sendKeeper = PaceKeeper(
            journal: journal, lane: RequestLane(messages: settings, time: tools.time),
            name: "messages, \(account)", tools: tools)
    }

    /// What asks for line types; without an accounting the lookups are booked for no campaign.
    package func lookups(_ accounting: LookupAccounting? = nil) -> LookupClient {
        LookupClient(
            tools: tools, keeper: lookupKeeper, journal: journal, accounting: accounting)
    }

    /// What hands messages over; it calls `onAcceptance` with number and id of each accepted
    /// message, after the journal has it.
    func sender(
        _ order: SendOrder,
        onAcceptance: @escaping @Sendable (PhoneNumber, String) -> Void = { _, _ in }
    ) -> MessageSender {
        MessageSender(
            tools: tools, keeper: sendKeeper, journal: journal, order: order,
            onAcceptance: onAcceptance)
    }

    /// Begins where the last run on the account has ended, and keeps for the next one where this
    /// one ends.
    ///
    /// - Parameters:
    ///   - requests: which requests are made: a pause that the provider asked of the others is no
    ///     matter.
    ///   - body: what makes them.
    /// - Returns: what `body` gives.
    /// - Throws: what `body` throws; `LedgerError`.
    package func keepingPace<Result>(
        of requests: [PacedRequest], _ body: () async throws -> Result
    ) async throws -> Result {
        let keepers = requests.map { $0 == .lookups ? lookupKeeper : sendKeeper }
        for keeper in keepers { try await keeper.begin() }
        do {
            let result = try await body()
            for keeper in keepers { await keeper.end() }
            return result
        } catch {
            for keeper in keepers { await keeper.end() }
            throw error
        }
    }
}

/// Requests that have a rate of their own.
package enum PacedRequest: Sendable {
    case lookups
    case messages
}

extension CampaignLedger {
    /// What tells a configured account from others: its fingerprint, or else the entry's name.
    package func paceAccount(of tools: RunTools) -> String {
        tools.identity.map { accountHash(of: $0.reveal()) } ?? tools.provider.name
    }
}
