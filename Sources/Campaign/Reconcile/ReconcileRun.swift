// SPDX-License-Identifier: Apache-2.0

import HTTP
package import Ledger
import PhoneNumbers
package import Providers

/// Settles a campaign's unconfirmed messages by what the provider's log says, and writes that into the ledger.
///
/// Each message is settled for itself: whenever the run ends, what was found out is on the disk.
package struct ReconcileRun: Sendable {
    private let ledger: Ledger
    private let campaign: CampaignRecord
    private let tools: RunTools
    private let settings: Settings
    private let desk: LogDesk
    private let reconciler: Reconciler

    /// Makes a run.
    ///
    /// - Parameters:
    ///   - ledger: the ledger, claimed for requests; intents of a run that crashed are settled as `unconfirmed` already.
    ///   - campaign: the campaign.
    ///   - tools: the provider, the way to it, time and the switch that ends the run.
    ///   - log: the provider's log.
    ///   - settings: the configuration: questions leave as fast as lookups.
    package init(
        ledger: Ledger,
        campaign: CampaignRecord,
        tools: RunTools,
        log: any MessageLog,
        settings: Settings
    ) {
        self.ledger = ledger
        self.campaign = campaign
        self.tools = tools
        self.settings = settings
        let lane = Lane(settings.lookup, time: tools.time)
        desk = LogDesk(tools: tools, log: log, inquirer: Inquirer(tools: tools, lane: lane))
        reconciler = Reconciler(
            sender: campaign.details.sender,
            timeout: settings.retry.timeout,
            retention: log.retention,
            textHash: { [ledger] in ledger.textHash(of: $0) }
        )
    }

    /// Asks the log about every unconfirmed message of the campaign.
    ///
    /// - Parameter note: called with each message as soon as it is settled, in any order.
    /// - Returns: what the log says of each.
    /// - Throws: `LedgerError` where the ledger cannot be read at all; one that fails later stops the run.
    package func run(_ note: (Settlement) -> Void = { _ in }) async throws(LedgerError) -> ReconcileResult {
        let records = try await ledger.messages(in: campaign.id, state: .unconfirmed)
        var result = ReconcileResult()
        result.settlements = await settleAll(records, note).sorted { $0.record.row < $1.record.row }
        result.stopCause = tools.stop.cause
        return result
    }

    private enum Event: Sendable {
        case settled(Settlement)
        case stopped
    }

    private func settleAll(_ records: [MessageRecord], _ note: (Settlement) -> Void) async -> [Settlement] {
        await withTaskGroup(of: Event.self) { group in
            group.addTask { [tools] in
                await tools.stop.wait()
                return .stopped
            }
            defer { group.cancelAll() }
            var waiting = records.makeIterator()
            var settled: [Settlement] = []
            for record in (0..<width).compactMap({ _ in waiting.next() }) {
                group.addTask { .settled(await settle(record)) }
            }
            while settled.count < records.count, let event = await group.next() {
                guard case .settled(let settlement) = event else {
                    // Nobody sleeps on for a stop; a request that is under way is finished.
                    group.cancelAll()
                    continue
                }
                settled.append(settlement)
                note(settlement)
                if let record = waiting.next() { group.addTask { .settled(await settle(record)) } }
            }
            return settled
        }
    }

    private var width: Int { max(1, settings.lookup.maxConcurrent) }

    private func settle(_ record: MessageRecord) async -> Settlement {
        guard tools.stop.cause == nil else { return Settlement(record, .doubtful(.notAsked)) }
        guard record.provider == tools.provider.name else {
            return Settlement(record, .doubtful(.otherProvider(record.provider)))
        }
        do throws(LedgerError) {
            let finding = try await finding(for: record)
            if let outcome = outcome(of: finding, record) { try await ledger.settleUnconfirmed(outcome) }
            return Settlement(record, finding)
        } catch {
            tools.stop.raise(.ledger(error.description))
            return Settlement(record, .doubtful(.notAsked))
        }
    }

    private func finding(for record: MessageRecord) async throws(LedgerError) -> Finding {
        let time = RequestTime(of: record, timeout: settings.retry.timeout)
        switch await desk.excerpt(record.number, time.searched) {
        case .failed(let detail): return .doubtful(.unreadable(detail))
        case .leftOver: return .doubtful(.notAsked)
        case .answered(let excerpt):
            let others = try await ledger.messages(to: record.number).filter { $0.campaign != record.campaign }
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
