// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTP
package import Ledger
package import Providers
package import Lists
import Pacing
import PhoneNumbers

package import struct Foundation.Date
package import struct Foundation.Decimal

/// Remembers what a provider tells of accepted messages, and what that proves of their recipients.
package struct DeliveryMemory: Sendable {
    private let ledger: any CampaignLedger
    private let date: @Sendable () -> Date

    package init(ledger: any CampaignLedger, tools: RunTools) {
        self.ledger = ledger
        date = { tools.time.date }
    }

    /// Remembers a report; returns the record, which joins the next commit.
    ///
    /// - Throws: `LedgerError` when it cannot be written.
    @discardableResult package func remember(
        _ report: DeliveryReport, of message: AcceptedMessage
    ) async throws(LedgerError) -> DeliveryRecord {
        // First what it proves: a message whose final state is known is not asked after again.
        try await rememberProof(report, of: message)
        var record = record(of: message, report.state, isFinal: report.isFinal)
        record.errorCode = report.word?.code
        record.detail = report.word?.text
        if let cost = report.cost { (record.cost, record.currency) = ("\(cost)", report.currency) }
        try await ledger.recordDelivery(record)
        return record
    }

    /// Remembers that nothing is known of a message.
    ///
    /// - Parameters:
    ///   - message: the message.
    ///   - detail: why, in a sentence.
    ///   - isFinal: whether it is not worth asking again.
    /// - Returns: the record.
    /// - Throws: `LedgerError` when it cannot be written.
    @discardableResult package func rememberUnknown(
        _ message: AcceptedMessage, _ detail: String, isFinal: Bool
    ) async throws(LedgerError) -> DeliveryRecord {
        var record = record(of: message, .unknown, isFinal: isFinal)
        record.detail = detail
        try await ledger.recordDelivery(record)
        return record
    }

    /// A record with what stays true of the one before: a price that was told once.
    private func record(
        of message: AcceptedMessage, _ state: DeliveryState, isFinal: Bool
    ) -> DeliveryRecord {
        DeliveryRecord(
            campaign: message.campaign, number: message.number, messageID: message.messageID,
            state: state.rawValue, isFinal: isFinal, cost: message.latest?.cost,
            currency: message.latest?.currency, checkedAt: date())
    }

    private func rememberProof(
        _ report: DeliveryReport, of message: AcceptedMessage
    ) async throws(LedgerError) {
        switch report.proof {
        case .landline:
            let word =
                "delivery \(report.state.rawValue)"
                + (report.word?.code.map { ", code \($0)" } ?? "")
            try await ledger.recordLookup(
                CachedLookup(
                    provider: message.provider, number: message.number, lineType: .fixedLine,
                    rawType: word, lookedUpAt: date()))
        case .optedOut:
            try await ledger.addOptOut(
                OptOut(
                    number: message.number, provider: message.provider, source: .provider,
                    date: date()))
        case .accountRefused, nil: break
        }
    }
}

/// Counts what has become of a campaign's accepted messages.
package struct DeliveryTally: Sendable, Hashable {
    /// Messages that came to nothing for the same reason.
    package struct Failure: Sendable, Hashable {
        /// What has become of them.
        package let state: DeliveryState
        /// The provider's code; empty where it gave none.
        package let code: String
        /// What the code means; empty where that is not known.
        package let meaning: String
    }

    /// How many messages were accepted.
    package private(set) var messages = 0
    /// The messages by state; of which nothing is known are `unknown`.
    package private(set) var states: [DeliveryState: Int] = [:]
    /// The messages whose state may change.
    package private(set) var open = 0
    /// What the provider says that they cost, by currency.
    package private(set) var costs: [String: Decimal] = [:]
    /// How many messages have a cost by the provider's word.
    package private(set) var priced = 0
    /// The messages that were not delivered, by reason.
    package private(set) var failures: [Failure: Int] = [:]

    /// Counts messages.
    ///
    /// - Parameters:
    ///   - groups: the messages.
    ///   - currency: the currency of costs that have none.
    package init(_ groups: [DeliveryGroup], currency: String) {
        for group in groups { add(group, currency) }
    }

    private mutating func add(_ group: DeliveryGroup, _ currency: String) {
        let state = group.state.flatMap(DeliveryState.init(rawValue:)) ?? .unknown
        messages += group.count
        states[state, default: 0] += group.count
        if !group.isFinal { open += group.count }
        if let cost = group.cost.flatMap({ DecimalText.decimal(in: $0) }) {
            costs[group.currency ?? currency, default: 0] += cost * Decimal(group.count)
            priced += group.count
        }
        guard
            state == .undelivered || state == .failed || state == .expired || group.errorCode != nil
        else { return }
        let failure = Failure(
            state: state, code: group.errorCode ?? "", meaning: group.detail ?? "")
        failures[failure, default: 0] += group.count
    }

    /// The failures, the commonest first.
    package var rankedFailures: [(failure: Failure, count: Int)] {
        failures.map { ($0.key, $0.value) }.sorted { left, right in
            (right.1, left.0.code, left.0.meaning, left.0.state.rawValue) < (
                left.1, right.0.code, right.0.meaning, right.0.state.rawValue
            )
        }
    }
}

/// Writes into a report what the ledger knows of the delivery of its messages.
package struct DeliveryUpdate: Sendable {
    private let report: ReportUpdate
    private let ledger: any CampaignLedger
    private let campaign: CampaignID
    private let currency: String

    /// - Parameters:
    ///   - report: the report.
    ///   - ledger: the ledger.
    ///   - campaign: the campaign of the report.
    ///   - currency: the currency of costs that have none.
    package init(
        _ report: ReportUpdate, from ledger: any CampaignLedger, campaign: CampaignID,
        currency: String
    ) {
        self.report = report
        self.ledger = ledger
        self.campaign = campaign
        self.currency = currency
    }

    /// Writes the columns ``DeliveryColumn``, which are added where they are missing, and the price
    /// of each message that has one.
    ///
    /// - Parameter excuse: why nothing is known of an accepted message, given its provider entry;
    ///   `nil` leaves its cells as they are.
    /// - Throws: as ``ReportUpdate/apply(adding:inBatches:)`` does; `LedgerError`.
    package func write(_ excuse: (String) -> String? = { _ in nil }) async throws {
        _ = try await report.apply(adding: DeliveryColumn.names) { rows in
            let accepted = rows.filter { $0[.status] == Status.sent.rawValue }
            let numbers = accepted.compactMap { PhoneNumber(e164: $0[.number]) }
            let known = try await ledger.deliveries(in: campaign, of: numbers)
            return rows.map { row in
                guard row[.status] == Status.sent.rawValue else { return nil }
                let record = PhoneNumber(e164: row[.number]).flatMap { known[$0] }
                let cells = record.map {
                    ReportUpdate.fitted($0.reportCells(currency: currency)) { row[$0] }
                }
                return cells ?? excuse(row[.provider]).map(DeliveryColumn.unknown)
            }
        }
    }
}

extension MessageRecord {
    /// The cells of a report that say what has become of the message.
    ///
    /// - Parameter fallback: the currency of a cost that has none.
    /// - Returns: texts by column; empty ones too, which take the place of what was there.
    package func reportCells(currency fallback: String) -> ReportUpdate.Cells {
        var row = ReportRow(Recipient(row: self.row, line: 0, phone: "", cells: []), verdict)
        row.delivery = handover(currency: fallback)
        row.updatedAt = updatedAt
        return row.outcomeCells
    }
}
