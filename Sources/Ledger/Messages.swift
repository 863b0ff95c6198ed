// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import PhoneNumbers
import SQLite

extension Ledger {
    package func message(
        to number: PhoneNumber, in campaign: CampaignID
    ) throws(LedgerError) -> MessageRecord? {
        try read { database throws(SQLiteError) in
            try database.first(
                "SELECT * FROM messages WHERE campaign_id = :campaign AND number = :number",
                ["campaign": .integer(campaign.rawValue), "number": .text(number.e164)],
                decode: MessageRecord.init)
        }
    }

    /// Returns a campaign's messages, all or those in one state, in the order of their rows.
    package func messages(
        in campaign: CampaignID, state: MessageState? = nil
    ) throws(LedgerError) -> [MessageRecord] {
        let query = """
            SELECT * FROM messages WHERE campaign_id = :campaign AND (:state IS NULL OR state =
                :state)
            ORDER BY row, number
            """
        return try read { database throws(SQLiteError) in
            try database.rows(
                query, ["campaign": .integer(campaign.rawValue), "state": .text(state?.rawValue)],
                decode: MessageRecord.init)
        }
    }

    /// Returns the numbers of a campaign whose messages are settled: those that no run sends again
    /// by itself.
    package func settledNumbers(
        in campaign: CampaignID
    ) throws(LedgerError) -> Set<PhoneNumber> {
        let query = """
            SELECT number FROM messages WHERE campaign_id = :campaign AND state <> 'not_accepted'
            """
        return try read { database throws(SQLiteError) in
            Set(
                try database.rows(query, ["campaign": .integer(campaign.rawValue)]) {
                    row throws(SQLiteError) in try row.number("number")
                })
        }
    }

    /// Returns the messages to a number, those of every campaign, oldest campaign first.
    package func messages(to number: PhoneNumber) throws(LedgerError) -> [MessageRecord] {
        // Campaign by campaign, as the key of the table has it: the number alone would mean to look
        // at every message.
        let query = """
            SELECT messages.* FROM campaigns
                CROSS JOIN messages ON messages.campaign_id = campaigns.id
                    AND messages.number = :number
            ORDER BY campaigns.id
            """
        return try read { database throws(SQLiteError) in
            try database.rows(query, ["number": .text(number.e164)], decode: MessageRecord.init)
        }
    }

    /// Returns whether a provider entry has ever accepted a message, of whatever campaign.
    package func hasAcceptance(by provider: String) throws(LedgerError) -> Bool {
        try read { database throws(SQLiteError) in
            try database.first(
                "SELECT 1 AS n FROM messages WHERE state = :state AND provider = :provider LIMIT 1",
                ["state": .text(MessageState.sent.rawValue), "provider": .text(provider)]
            ) { row throws(SQLiteError) in try row.integer("n") } != nil
        }
    }

    /// Returns how many messages of a campaign are in each state; states without any are left out.
    package func counts(in campaign: CampaignID) throws(LedgerError) -> [MessageState: Int] {
        let query =
            "SELECT state, count(*) AS n FROM messages WHERE campaign_id = :campaign GROUP BY state"
        let pairs = try read { database throws(SQLiteError) in
            try database.rows(query, ["campaign": .integer(campaign.rawValue)]) {
                row throws(SQLiteError) in
                (try row.word("state") as MessageState, Int(try row.integer("n")))
            }
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }
}

extension MessageRecord {
    fileprivate init(_ record: Row) throws(SQLiteError) {
        campaign = CampaignID(rawValue: try record.integer("campaign_id"))
        number = try record.number("number")
        row = Int(try record.integer("row"))
        state = try record.word("state")
        reason = try record.optionalText("reason")
        detail = try record.optionalText("detail")
        provider = try record.text("provider")
        messageID = try record.optionalText("message_id")
        errorCode = try record.optionalText("error_code")
        attempts = Int(try record.integer("attempts"))
        segments = Int(try record.integer("segments"))
        encoding = try record.text("encoding")
        cost = try record.optionalText("cost")
        currency = try record.optionalText("currency")
        textHash = try record.text("text_hash")
        idempotencyKey = try record.optionalText("idempotency_key")
        intendedAt = try record.date("intended_at")
        sentAt = try record.optionalDate("sent_at")
        updatedAt = try record.date("updated_at")
        account = record.has("account") ? try record.optionalText("account") : nil
        // An earlier version's ledger, where it is only read, has no such column.
        clockOffset =
            record.has("clock_offset_ms")
            ? try record.optionalInteger("clock_offset_ms").map(Int.init) : nil
    }
}

/// Holds what the ledger knows of one campaign's message to one number.
package struct MessageRecord: Sendable, Hashable {
    package let campaign: CampaignID
    /// The recipient.
    package let number: PhoneNumber
    /// The recipient's row in the list (1 = first data row) when the last intent was written.
    package let row: Int
    /// How far it has come.
    package let state: MessageState
    /// The report's reason word, such as `timed_out`; nil where there is none.
    package let reason: String?
    /// A sentence for a person.
    package let detail: String?
    /// The key of the provider entry that the last intent named.
    package let provider: String
    /// The provider's id of the message.
    package let messageID: String?
    /// The provider's own error code.
    package let errorCode: String?
    /// The requests made so far, over all runs.
    package let attempts: Int
    /// The segments of the text.
    package let segments: Int
    /// The encoding of the text, `GSM-7` or `UCS-2`.
    package let encoding: String
    /// What the provider charged, as a decimal number; nil where it did not say.
    package let cost: String?
    /// The currency of `cost`.
    package let currency: String?
    /// The keyed hash of the text (`Ledger.textHash`), in hexadecimal digits.
    package let textHash: String
    /// The idempotency key that goes with every try, where the provider has one.
    package let idempotencyKey: String?
    /// When the last intent was written, to the millisecond.
    package let intendedAt: Date
    /// When the provider accepted the message.
    package let sentAt: Date?
    /// When the row last changed.
    package let updatedAt: Date
    /// The fingerprint of the account that the message was handed to (`Ledger.accountHash`); nil
    /// where there is none.
    package let account: String?
    /// By how many milliseconds the provider's clock was ahead of this machine's at the last
    /// answer; nil where that is not known.
    package var clockOffset: Int?
}

extension MessageRecord {
    static let lostDetail =
        "the ledger was put back from an older copy; the message may have been sent"

    /// Whether the ledger lost the memory of the message, and only knows when that was noticed.
    package var isOfUnknownTime: Bool { detail?.contains(Self.lostDetail) ?? false }

    /// Puts a record together from an intent and what came of it, for ledgers that are not a file.
    ///
    /// - Parameters:
    ///   - intent: the last intent.
    ///   - state: how far the message has come.
    ///   - attempts: the requests made so far, over all runs.
    ///   - outcome: how the last request ended; `nil` where that was never recorded.
    ///   - intendedAt: when the intent was written; `nil`: at `date` too.
    ///   - date: when the record last changed.
    package init(
        _ intent: Intent, state: MessageState, attempts: Int, outcome: Outcome?,
        intendedAt: Date? = nil, at date: Date
    ) {
        self.init(
            campaign: intent.campaign, number: intent.number, row: intent.row, state: state,
            reason: outcome?.reason, detail: outcome?.detail, provider: intent.provider,
            messageID: outcome?.messageID, errorCode: outcome?.errorCode, attempts: attempts,
            segments: intent.segments, encoding: intent.encoding, cost: outcome?.cost,
            currency: outcome?.currency, textHash: intent.textHash,
            idempotencyKey: intent.idempotencyKey, intendedAt: intendedAt ?? date,
            sentAt: outcome?.sentAt, updatedAt: date, account: intent.account,
            clockOffset: outcome?.clockOffset ?? intent.clockOffset)
    }
}

/// Says how far the sending of one message has come; the raw value is the word in the ledger.
package enum MessageState: String, Sendable, Hashable, CaseIterable {
    /// A request is about to leave, or has left, and no outcome is known yet.
    case intent
    /// The provider accepted the message.
    case sent
    /// The provider refused the message for this recipient; an opted-out recipient is such a
    /// refusal with its own reason.
    case failed
    /// The provider may or may not have accepted the message.
    case unconfirmed
    /// The provider certainly did not take the message, for no fault of the recipient; a further
    /// run tries again.
    case notAccepted = "not_accepted"
}
