// SPDX-License-Identifier: Apache-2.0

import HTTP
package import Ledger
import PhoneNumbers
package import Providers

import struct Foundation.Date

/// Remembers what a provider tells of accepted messages, and what that proves of their recipients.
package struct DeliveryMemory: Sendable {
    private let ledger: Ledger
    private let date: @Sendable () -> Date

    /// Makes a memory in a ledger.
    package init(ledger: Ledger, tools: RunTools) {
        self.ledger = ledger
        date = { tools.time.date }
    }

    /// Remembers a report; returns the record, which joins the next commit.
    ///
    /// - Throws: `LedgerError` when it cannot be written.
    @discardableResult
    package func remember(
        _ report: DeliveryReport,
        of message: AcceptedMessage
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
    @discardableResult
    package func rememberUnknown(
        _ message: AcceptedMessage,
        _ detail: String,
        isFinal: Bool
    ) async throws(LedgerError) -> DeliveryRecord {
        var record = record(of: message, .unknown, isFinal: isFinal)
        record.detail = detail
        try await ledger.recordDelivery(record)
        return record
    }

    /// A record with what stays true of the one before: a price that was told once.
    private func record(of message: AcceptedMessage, _ state: DeliveryState, isFinal: Bool) -> DeliveryRecord {
        DeliveryRecord(
            campaign: message.campaign,
            number: message.number,
            messageID: message.messageID,
            state: state.rawValue,
            isFinal: isFinal,
            cost: message.latest?.cost,
            currency: message.latest?.currency,
            checkedAt: date()
        )
    }

    private func rememberProof(_ report: DeliveryReport, of message: AcceptedMessage) async throws(LedgerError) {
        switch report.proof {
        case .landline:
            let word = "delivery \(report.state.rawValue)" + (report.word?.code.map { ", code \($0)" } ?? "")
            try await ledger.recordLookup(
                CachedLookup(
                    provider: message.provider,
                    number: message.number,
                    lineType: .fixedLine,
                    rawType: word,
                    lookedUpAt: date()
                )
            )
        case .optedOut:
            try await ledger.addOptOut(
                OptOut(number: message.number, provider: message.provider, source: .provider, date: date())
            )
        case .accountRefused, nil: break
        }
    }
}
