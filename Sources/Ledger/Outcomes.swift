// SPDX-License-Identifier: Apache-2.0

import Basics
package import Foundation
package import PhoneNumbers
import SQLite

extension Ledger {
    /// Records how an intent's request ended, and returns when that is on the disk.
    ///
    /// An outcome that is an opt-out brings it along in the same transaction: no crash comes
    /// between the two.
    ///
    /// One that cannot be written is kept in a file of its own, which the next run takes first.
    ///
    /// - Throws: `LedgerError`; its kind is `noIntent` when the number has no open intent in this
    ///   campaign.
    package nonisolated func recordOutcome(_ outcome: Outcome) async throws(LedgerError) {
        do throws(LedgerError) { try await record(outcome, over: .intent) } catch {
            if case .noIntent = error.kind { throw error }
            await keep(outcome)
            throw error
        }
    }

    /// Settles an unconfirmed message by what the provider's message log says; `outcome.attempts`
    /// adds no request.
    ///
    /// - Throws: `LedgerError`; its kind is `noIntent` when the message is not unconfirmed.
    package nonisolated func settleUnconfirmed(_ outcome: Outcome) async throws(LedgerError) {
        try await record(outcome, over: .unconfirmed)
    }

    /// Takes back a refusal that was not the recipient's fault; `outcome.attempts` adds no request.
    ///
    /// - Throws: `LedgerError`; its kind is `noIntent` when the message is not a refused one.
    package nonisolated func withdrawRefusal(_ outcome: Outcome) async throws(LedgerError) {
        try await record(outcome, over: .failed)
    }

    nonisolated func record(
        _ outcome: Outcome, over state: MessageState
    ) async throws(LedgerError) {
        let time = now()
        let changed = try await write { database throws(SQLiteError) in
            // First, so that an opt-out that breaks a rule of its table spoils the outcome too.
            if outcome.isOptOut {
                try database.run(Self.insertOptOut, outcome.optOutValues(at: time, over: state))
            }
            return try database.run(Self.updateOutcome, outcome.values(at: time, over: state))
        }
        guard changed == 1 else {
            throw LedgerError(path: path, kind: .noIntent(number: outcome.number.e164))
        }
    }

    /// Takes the provider from the message; inserts nothing where the outcome finds no message in
    /// the expected state.
    private static let insertOptOut = """
        INSERT INTO opt_outs (number, provider, source, at)
        SELECT number, provider, 'provider', :time FROM messages
        WHERE campaign_id = :campaign AND number = :number AND state = :expected
        ON CONFLICT (number, provider) DO NOTHING
        """

    private static let updateOutcome = """
        UPDATE messages SET state = :state, reason = :reason, detail = :detail,
            message_id = :message_id,
            error_code = :error_code, attempts = attempts + :further_attempts, cost = :cost,
                currency = :currency,
            sent_at = :sent_at, updated_at = :time,
            clock_offset_ms = coalesce(:clock_offset, clock_offset_ms),
            second_messages = max(0, second_messages - :taken_back)
        WHERE campaign_id = :campaign AND number = :number AND state = :expected
        """
}

extension Outcome {
    fileprivate func optOutValues(
        at time: Date, over expected: MessageState
    ) -> KeyValuePairs<String, SQLiteValue> {
        [
            "campaign": .integer(campaign.rawValue), "number": .text(number.e164),
            "expected": .text(expected.rawValue), "time": .text(Timestamp.text(time)),
        ]
    }

    fileprivate func values(
        at time: Date, over expected: MessageState
    ) -> KeyValuePairs<String, SQLiteValue> {
        let accepted = sentAt ?? (ending == .sent ? time : nil)
        // The intent counted its first request already, whether or not it left.
        let furtherAttempts = expected == .intent ? max(0, attempts) - 1 : 0
        return [
            "campaign": .integer(campaign.rawValue), "number": .text(number.e164),
            "expected": .text(expected.rawValue), "state": .text(ending.rawValue),
            "reason": .text(reason), "detail": .text(detail), "message_id": .text(messageID),
            "error_code": .text(errorCode), "further_attempts": .integer(furtherAttempts),
            "cost": .text(cost), "currency": .text(currency),
            "sent_at": .text(accepted.map(Timestamp.text)), "time": .text(Timestamp.text(time)),
            "clock_offset": clockOffset.map { .integer($0) } ?? .null,
            "taken_back": .integer(takesBackSecond ? 1 : 0),
        ]
    }
}

/// Says how the request of an intent ended.
package struct Outcome: Sendable, Equatable {
    /// Names the ends that a request can have.
    package enum Ending: String, Sendable, Hashable, CaseIterable {
        /// Accepted by the provider.
        case sent
        /// Refused for this recipient.
        case failed
        /// Perhaps accepted, perhaps not.
        case unconfirmed
        /// Certainly not accepted; a further run tries again.
        case notAccepted = "not_accepted"
    }

    package var campaign: CampaignID
    /// The recipient.
    package var number: PhoneNumber
    package var ending: Ending
    /// The report's reason word; nil where there is none.
    package var reason: String?
    /// A sentence for a person.
    package var detail: String?
    /// The provider's id of the message.
    package var messageID: String?
    /// The provider's own error code.
    package var errorCode: String?
    /// What the provider charged, as a decimal number.
    package var cost: String?
    /// The currency of `cost`.
    package var currency: String?
    /// The requests made under the one intent: more than 1 where it was tried again by itself, 0
    /// where the intent was taken back.
    package var attempts: Int
    /// When the provider accepted it; nil is the moment of writing if `ending` is `sent`.
    package var sentAt: Date?
    /// By how many milliseconds the provider's clock was ahead of this machine's; nil where its
    /// answer did not tell.
    package var clockOffset: Int?
    /// Whether the recipient does not want any more messages, which the ledger then remembers.
    package var isOptOut: Bool
    /// Whether a second message that replaced an unconfirmed one was certainly not accepted: it
    /// does not count in addition.
    package var takesBackSecond = false

    /// Describes how a request ended.
    package init(
        campaign: CampaignID, number: PhoneNumber, ending: Ending, reason: String? = nil,
        isOptOut: Bool = false, detail: String? = nil, messageID: String? = nil,
        errorCode: String? = nil, cost: String? = nil, currency: String? = nil, attempts: Int = 1,
        sentAt: Date? = nil
    ) {
        self.campaign = campaign
        self.number = number
        self.ending = ending
        self.reason = reason
        self.isOptOut = isOptOut
        self.detail = detail
        self.messageID = messageID
        self.errorCode = errorCode
        self.cost = cost
        self.currency = currency
        self.attempts = attempts
        self.sentAt = sentAt
    }
}
