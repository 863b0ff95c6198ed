// SPDX-License-Identifier: Apache-2.0

import Basics
package import Configuration
package import Foundation
import HTTP
package import Ledger
import Lists
import Pacing
package import PhoneNumbers
package import Providers

/// Settles a campaign's unconfirmed messages by what the provider's log says, and writes that into
/// the ledger.
///
/// Each message is settled for itself: whenever the run ends, what was found out is on the disk.
package struct ReconcileRun: Sendable {
    private let ledger: any CampaignLedger
    private let campaign: CampaignRecord
    private let tools: RunTools
    private let settings: Settings
    private let search: LogSearch
    private let reconciler: Reconciler
    /// The fingerprint of the account that is asked; `nil` where nothing tells it from others.
    private let account: String?

    /// - Parameters:
    ///   - ledger: the ledger, claimed for requests; intents of a run that crashed are settled as
    ///     `unconfirmed` already.
    ///   - campaign: the campaign.
    ///   - tools: the provider, the way to it, time and the switch that ends the run.
    ///   - log: the provider's log.
    ///   - settings: the configuration: questions leave as fast as lookups.
    package init(
        ledger: any CampaignLedger, campaign: CampaignRecord, tools: RunTools, log: any MessageLog,
        settings: Settings
    ) {
        self.ledger = ledger
        self.campaign = campaign
        self.tools = tools
        self.settings = settings
        let lane = RequestLane(settings.lookup, time: tools.time)
        search = LogSearch(tools: tools, log: log, client: ProviderClient(tools: tools, lane: lane))
        account = tools.identity.map { ledger.accountHash(of: $0.reveal()) }
        reconciler = Reconciler(
            sender: campaign.details.sender, timeout: settings.retry.timeout,
            retention: log.retention, textHash: { [ledger] in ledger.textHash(of: $0) })
    }

    /// Asks the log about every unconfirmed message of the campaign.
    ///
    /// - Parameter note: called with each message as soon as it is settled, in any order.
    /// - Returns: what the log says of each.
    /// - Throws: `LedgerError` where the ledger cannot be read at all; one that fails later stops
    ///   the run.
    package func run(
        _ note: (Settlement) -> Void = { _ in }
    ) async throws(LedgerError) -> ReconcileResult {
        let records = try await ledger.messages(in: campaign.id, state: .unconfirmed)
        var result = ReconcileResult()
        result.settlements = await settleAll(records, note).sorted { $0.record.row < $1.record.row }
        result.stopCause = tools.stop.cause
        return result
    }

    private func settleAll(
        _ records: [MessageRecord], _ note: (Settlement) -> Void
    ) async -> [Settlement] {
        var waiting = records.makeIterator()
        var settled: [Settlement] = []
        // Nobody sleeps on for a stop; a request that is under way is finished.
        await boundedGroup(width: width, cancelWhen: { [tools] in await tools.stop.wait() }) {
            waiting.next()
        } work: { record in
            await settle(record)
        } each: { settlement in
            settled.append(settlement)
            note(settlement)
        }
        return settled
    }

    private var width: Int { max(1, settings.lookup.maxConcurrent) }

    private func settle(_ record: MessageRecord) async -> Settlement {
        guard tools.stop.cause == nil else { return Settlement(record, .doubtful(.notAsked)) }
        guard record.provider == tools.provider.name else {
            return Settlement(record, .doubtful(.otherProvider(record.provider)))
        }
        guard record.account == nil || account == nil || record.account == account else {
            return Settlement(record, .doubtful(.otherAccount))
        }
        do throws(LedgerError) {
            let found = try await finding(for: record)
            if let settled = outcome(of: found, record) {
                try await ledger.settleUnconfirmed(settled)
            }
            return Settlement(record, found)
        } catch {
            tools.stop.raise(.ledger(error.description))
            return Settlement(record, .doubtful(.notAsked))
        }
    }

    private func finding(for record: MessageRecord) async throws(LedgerError) -> Finding {
        switch await search.excerpt(record.number) {
        case .failed(let detail, _): return .doubtful(.unreadable(detail))
        case .leftOver: return .doubtful(.notAsked)
        case .answered(let excerpt):
            let others = try await ledger.messages(to: record.number).filter {
                $0.campaign != record.campaign
            }
            return reconciler.finding(for: record, among: others, in: excerpt)
        }
    }

    private func outcome(of finding: Finding, _ record: MessageRecord) -> Outcome? {
        switch finding {
        case .accepted(let message): Outcome(adopting: message, for: record, settings.prices)
        case .notAccepted: Outcome(absent: record)
        case .doubtful: nil
        }
    }
}

/// What comparing a campaign's unconfirmed messages with the provider's log came to.
package struct ReconcileResult: Sendable, Equatable {
    /// Every message that was unconfirmed, in the order of their rows.
    package var settlements: [Settlement] = []
    /// Whether the provider has a log to ask.
    package var hasLog = true
    /// Why the log was not asked about all of them; `nil` where it was.
    package var stopCause: StopCause?

    /// Makes the result of a run with nothing to do.
    package init() {}

    /// The messages that the provider accepted.
    package var sent: Int {
        settlements.count { if case .accepted = $0.finding { true } else { false } }
    }

    /// The messages that the provider did not accept.
    package var notAccepted: Int { settlements.count { $0.finding == .notAccepted } }

    /// The messages that are as unconfirmed as they were.
    package var stillUnconfirmed: Int { inDoubt.count }

    /// The recipients of the messages that are as unconfirmed as they were.
    package var inDoubt: [PhoneNumber] {
        settlements.compactMap { if case .doubtful = $0.finding { $0.record.number } else { nil } }
    }

    /// How it ended: `incomplete` where the provider could not be asked, `someFailed` where
    /// something is still unconfirmed.
    package var ending: RunEnding {
        stopCause?.ending ?? (stillUnconfirmed > 0 ? .someFailed : .settled)
    }
}

/// An unconfirmed message, and what the provider's log says of it.
package struct Settlement: Sendable, Equatable {
    /// The message as the ledger had it.
    package let record: MessageRecord
    /// What the log says.
    package let finding: Finding

    package init(_ record: MessageRecord, _ finding: Finding) {
        self.record = record
        self.finding = finding
    }
}

/// What a provider's log says of an unconfirmed message.
package enum Finding: Sendable, Hashable {
    /// The provider accepted it: this is it.
    case accepted(LoggedMessage)
    /// The provider did not accept it, and a further run may send it.
    case notAccepted
    /// The log leaves it open.
    case doubtful(Doubt)
}

extension Outcome {
    /// What becomes of an unconfirmed message that the provider's log has.
    ///
    /// It costs what it would have cost with an answer, unless the log has the final price.
    init(adopting message: LoggedMessage, for record: MessageRecord, _ prices: PriceSettings) {
        let final = message.delivery.isFinal ? message.delivery.cost : nil
        let region = NumberingPlan.bundled.region(of: record.number)?.rawValue
        let cost = final ?? prices.cost(of: record.segments, to: region)
        self.init(
            campaign: record.campaign, number: record.number, ending: .sent,
            detail: "found in the provider's message log", messageID: message.id,
            cost: cost.map { "\($0)" },
            currency: cost == nil
                ? nil : final == nil ? prices.currency : message.delivery.currency,
            sentAt: message.acceptedAt)
    }

    /// What becomes of an unconfirmed message that the provider's log does not have.
    init(absent record: MessageRecord) {
        self.init(
            campaign: record.campaign, number: record.number, ending: .notAccepted,
            reason: Reason.interrupted.word,
            detail: "the provider's message log does not have it: it was not accepted")
    }
}

/// Reads a provider's log, page by page.
struct LogSearch: Sendable {
    /// More pages about one number than these are not read.
    private static let mostPages = 100
    /// The log is asked for more than the present, so that a clock that is behind hides nothing.
    private static let future = 2 * 86_400.0

    let tools: RunTools
    let log: any MessageLog
    let client: ProviderClient

    /// Reads all that the log has of a number.
    ///
    /// Where a page is too large to be read, all are read once more in smaller ones.
    func excerpt(_ number: PhoneNumber) async -> Inquiry<LogExcerpt> {
        var last = Inquiry<LogExcerpt>.leftOver
        for size in log.pageSizes {
            last = await excerpt(number, inPagesOf: size)
            guard case .failed(_, .size) = last else { return last }
        }
        return last
    }

    private func excerpt(
        _ number: PhoneNumber, inPagesOf size: Int
    ) async -> Inquiry<LogExcerpt> {
        var excerpt = LogExcerpt(readAt: tools.time.date, searched: period)
        let query = LogQuery(
            recipient: number, from: excerpt.searched.lowerBound,
            through: excerpt.searched.upperBound)
        var page: String?
        for _ in 0..<Self.mostPages {
            switch await client.ask(log.logRequest(query, page: page, size: size), read) {
            case .failed(let detail, let obstacle): return .failed(detail, obstacle)
            case .leftOver: return .leftOver
            case .answered(let answer):
                excerpt.add(answer.messages)
                excerpt.skew = answer.skew
                guard let next = answer.next else { return .answered(excerpt) }
                page = next
            }
        }
        excerpt.isComplete = false
        return .answered(excerpt)
    }

    /// As far back as the log reaches, by the provider's clock as far as it is known.
    private var period: ClosedRange<Date> {
        let reading = tools.time.reading
        let now = reading.date.addingTimeInterval(tools.clock.skew(at: reading) ?? 0)
        return now.addingTimeInterval(
            -(log.reach / .seconds(1)))...now.addingTimeInterval(
                Self.future)
    }

    private struct Page: Sendable {
        let messages: [LoggedMessage]
        let next: String?
        let skew: Double?
    }

    private func read(_ response: HTTPResponse) -> RequestStep<Page> {
        switch log.logAnswer(from: response) {
        case .page(let messages, let next):
            let skew = response.date?.timeIntervalSince(tools.time.date)
            return .answered(Page(messages: messages, next: next, skew: skew))
        case .accountRefused(let refusal, let word): return .stop(refusal, word, by: tools)
        case .tryAgain(let word): return .again(word, response)
        case .failed(let word): return .failed(word.text)
        }
    }
}

/// What was read of a provider's log about one number.
package struct LogExcerpt: Sendable, Hashable {
    /// The messages to the number, in the log's order.
    package var messages: [LoggedMessage] = []
    /// Whether the log was read to its end.
    package var isComplete = true
    /// How many seconds the provider's clock is ahead of ours; `nil` where its answer does not
    /// tell.
    package var skew: Double?
    /// When it was read, by our clock.
    package var readAt: Date
    /// Which part of the log was asked for, by the provider's clock.
    package var searched: ClosedRange<Date>

    /// Makes the excerpt of an empty log.
    package init(readAt: Date, searched: ClosedRange<Date>) {
        (self.readAt, self.searched) = (readAt, searched)
    }

    /// Adds a page; what is there already, because the log has grown while it was read, is left
    /// out.
    mutating func add(_ page: [LoggedMessage]) {
        let known = Set(messages.map(\.id))
        messages += page.filter { !known.contains($0.id) }
    }
}
