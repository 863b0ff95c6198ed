// SPDX-License-Identifier: Apache-2.0

package import Basics
package import Configuration
package import HTTP
package import Ledger
package import Providers
package import Lists
package import Pacing

import struct Foundation.UUID

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
    private let ledger: Ledger
    private let purpose: Purpose
    private let sampler: DeliverySampler?

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
        settings: Settings,
        rules: Rules,
        tools: RunTools,
        ledger: Ledger,
        purpose: Purpose,
        samplesStates: Bool = true
    ) {
        self.settings = settings
        self.rules = rules
        self.tools = tools
        self.ledger = ledger
        self.purpose = purpose
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
        _ rows: inout JudgedRows,
        report: ReportFile,
        progress: (ReportRow, Bool) -> Void
    ) async throws -> RunResult {
        let begin = tools.time.now
        let budget = try await budget()
        let destination = try await destination()
        let pump = Pump(
            width: width,
            recipientTask: recipientTask(to: destination, budget),
            tools: tools
        )
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
        if case .send(let sender) = destination { result.amend(sender.corrections) }
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
        else {
            return row
        }
        let place = sendWindow.locator.location(of: row.recipient, number).place
        var row = row
        row.verdict = row.verdict.adding(
            sendWindow.objection(to: place, at: tools.time.date)?.detail
        )
        return row
    }

    /// Samples states beside the work, and not a moment longer.
    private func whileSampling(_ work: () async throws -> Void) async rethrows {
        async let _: Void? = sampler?.run()
        try await work()
    }

    /// Enough candidates under way to keep both lanes full while some wait for a second try.
    private var width: Int {
        1024 + settings.lookup.maxConcurrent + settings.send.maxConcurrent
    }

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
            campaign: campaign,
            prices: settings.prices,
            journal: ledger,
            budget: budget
        )
    }

    private func recipientTask(
        to destination: RecipientTask.Destination,
        _ budget: Budget?
    ) -> RecipientTask {
        let lane = RequestLane(settings.lookup, time: tools.time)
        return RecipientTask(
            rules: rules,
            lookups: LookupClient(
                tools: tools,
                lane: lane,
                journal: ledger,
                accounting: accounting(budget)
            ),
            destination: destination,
            onLookupFailure: settings.lookup.onFailure,
            stop: tools.stop,
            budget: budget
        )
    }

    private func destination() async throws(LedgerError) -> RecipientTask.Destination {
        guard case .send(let campaign) = purpose else { return .show }
        let lane = RequestLane(settings.send, time: tools.time)
        var order = SendOrder(for: campaign, settings, tools, ledger)
        order.sendWindow = rules.sendWindow
        order.spacing = try await settings.spacing(
            in: ledger,
            except: campaign,
            at: tools.time.date
        )
        let sender = MessageSender(tools: tools, lane: lane, journal: ledger, order: order) {
            [sampler] number, id in
            sampler?.note(number, id)
        }
        return .send(sender)
    }
}

/// What a run works with: the provider, the way to it, the pacing, time and chance.
package struct RunTools: Sendable {
    /// The wire format of the provider account.
    package var provider: any Provider
    /// Where the account's credentials come from (variables, keys of the configuration), for a
    /// person whose are refused.
    package var credentials: [String]
    /// What tells the account from others; `nil` where nothing does.
    package var identity: Secret?
    /// The way to the provider.
    package var transport: any HTTPTransport
    /// Time, real or simulated.
    package var time: any Timekeeper
    /// Gives a random number in 0…1 for jitter.
    package var random: @Sendable () -> Double
    /// Gives a new unique id for a message, a UUID in lower case.
    package var newID: @Sendable () -> String
    /// When and how often to try again.
    package var retry: RetryPolicy
    /// The switch that ends the run.
    package var stop: StopSwitch

    /// Makes a set of tools.
    package init(
        provider: any Provider,
        credentials: [String] = [],
        identity: Secret? = nil,
        transport: any HTTPTransport,
        time: any Timekeeper,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) },
        newID: @escaping @Sendable () -> String = { UUID().uuidString.lowercased() },
        retry: RetryPolicy,
        stop: StopSwitch = StopSwitch()
    ) {
        self.provider = provider
        self.credentials = credentials
        self.identity = identity
        self.transport = transport
        self.time = time
        self.random = random
        self.newID = newID
        self.retry = retry
        self.stop = stop
    }

    /// The longest pause that a run waits for; a provider that asks for more ends the run.
    static let longestPause = Duration.seconds(120)

    /// How long to wait before another try.
    ///
    /// - Parameters:
    ///   - pause: what the provider asked for; never shortened.
    ///   - tries: how many requests were made so far.
    /// - Returns: the provider's pause, or the back-off where that is longer: a pause of 0 or one
    ///   that is over is no leave to hurry.
    func pause(asked pause: RetryAfter?, after tries: Int) -> Duration {
        max(
            pause?.delay(from: time.date) ?? .zero,
            retry.delay(beforeAttempt: tries + 1, random: random())
        )
    }

    /// Whether there is another try after such a pause.
    ///
    /// A pause that is longer than a run waits for stops the run, also after the last try: it
    /// concerns every other row as well.
    func allowsAnother(after tries: Int, pause: Duration) -> Bool {
        guard pause <= Self.longestPause else {
            stop.raise(.retryAfter(pause))
            return false
        }
        return retry.allowsAnother(after: tries)
    }
}
