// SPDX-License-Identifier: Apache-2.0

internal import Foundation
package import PhoneNumbers
internal import SQLite

extension Ledger {
    /// Returns the message to a number.
    package func message(to number: PhoneNumber, in campaign: CampaignID) throws(LedgerError) -> MessageRecord? {
        try read { database throws(SQLiteError) in
            try database.first(
                "SELECT * FROM messages WHERE campaign_id = :campaign AND number = :number",
                ["campaign": .integer(campaign.rawValue), "number": .text(number.e164)],
                decode: MessageRecord.init
            )
        }
    }

    /// Returns a campaign's messages, all or those in one state, in the order of their rows.
    package func messages(
        in campaign: CampaignID,
        state: MessageState? = nil
    ) throws(LedgerError) -> [MessageRecord] {
        let query = """
            SELECT * FROM messages WHERE campaign_id = :campaign AND (:state IS NULL OR state = :state)
            ORDER BY row, number
            """
        return try read { database throws(SQLiteError) in
            try database.rows(
                query,
                ["campaign": .integer(campaign.rawValue), "state": .text(state?.rawValue)],
                decode: MessageRecord.init
            )
        }
    }

    /// Returns the messages to a number, those of every campaign, oldest campaign first.
    package func messages(to number: PhoneNumber) throws(LedgerError) -> [MessageRecord] {
        // Campaign by campaign, as the key of the table has it: the number alone would mean to look at every message.
        let query = """
            SELECT messages.* FROM campaigns
                CROSS JOIN messages ON messages.campaign_id = campaigns.id AND messages.number = :number
            ORDER BY campaigns.id
            """
        return try read { database throws(SQLiteError) in
            try database.rows(query, ["number": .text(number.e164)], decode: MessageRecord.init)
        }
    }

    /// Returns how many messages of a campaign are in each state; states without any are left out.
    package func counts(in campaign: CampaignID) throws(LedgerError) -> [MessageState: Int] {
        let query = "SELECT state, count(*) AS n FROM messages WHERE campaign_id = :campaign GROUP BY state"
        let pairs = try read { database throws(SQLiteError) in
            try database.rows(query, ["campaign": .integer(campaign.rawValue)]) { row throws(SQLiteError) in
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
    }
}
