// SPDX-License-Identifier: Apache-2.0

import Basics
package import Foundation
package import PhoneNumbers
import SQLite

extension Ledger {
    /// Remembers what a provider told of a message, in place of what it told before; a price it
    /// told is the message's from now on.
    ///
    /// It joins the next commit, and the call returns before that when others are about to commit:
    /// a crash may lose it, and it is asked again then.
    package func recordDelivery(_ delivery: DeliveryRecord) async throws(LedgerError) {
        try await writeSoon { database throws(SQLiteError) in
            try database.run(Self.insertDelivery, delivery.values)
            if delivery.cost != nil { try database.run(Self.updateCost, delivery.price) }
        }
    }

    /// Returns what is known of a campaign's messages; what was told of a message that another one
    /// has replaced is left out.
    package func deliveries(
        in campaign: CampaignID
    ) throws(LedgerError) -> [PhoneNumber: DeliveryRecord] {
        let query = """
            SELECT deliveries.* FROM deliveries JOIN messages USING (campaign_id, number)
            WHERE campaign_id = :campaign AND deliveries.message_id = messages.message_id
            """
        let records = try read { database throws(SQLiteError) in
            try database.rows(
                query, ["campaign": .integer(campaign.rawValue)], decode: DeliveryRecord.init)
        }
        return Dictionary(records.map { ($0.number, $0) }) { _, last in last }
    }

    /// Returns what is known of some of a campaign's messages; numbers of which nothing is known
    /// are left out.
    package func deliveries(
        in campaign: CampaignID, of numbers: [PhoneNumber]
    ) throws(LedgerError) -> [PhoneNumber: DeliveryRecord] {
        let query = """
            SELECT deliveries.* FROM deliveries JOIN messages USING (campaign_id, number)
            WHERE campaign_id = :campaign AND number = :number
                AND deliveries.message_id = messages.message_id
            """
        return try read { database throws(SQLiteError) in
            var found: [PhoneNumber: DeliveryRecord] = [:]
            for number in numbers {
                let key: KeyValuePairs<String, SQLiteValue> = [
                    "campaign": .integer(campaign.rawValue), "number": .text(number.e164),
                ]
                if let record = try database.first(query, key, decode: DeliveryRecord.init) {
                    found[number] = record
                }
            }
            return found
        }
    }

    /// Returns whether the provider has told anything of any of a campaign's messages.
    package func hasDeliveries(in campaign: CampaignID) throws(LedgerError) -> Bool {
        try read { database throws(SQLiteError) in
            try database.first(
                "SELECT 1 AS n FROM deliveries WHERE campaign_id = :campaign LIMIT 1",
                ["campaign": .integer(campaign.rawValue)]
            ) { row throws(SQLiteError) in try row.integer("n") } != nil
        }
    }

    private static let updateCost = """
        UPDATE messages SET cost = :cost, currency = ifnull(:currency, currency)
        WHERE campaign_id = :campaign AND number = :number AND message_id = :message_id
        """

    private static let insertDelivery = """
        INSERT INTO deliveries
            (campaign_id, number, message_id, state, is_final, error_code, detail, cost,
                currency, checked_at)
        VALUES (:campaign, :number, :message_id, :state, :is_final, :error_code, :detail, :cost,
            :currency, :checked_at)
        ON CONFLICT (campaign_id, number) DO UPDATE SET message_id = excluded.message_id,
            state = excluded.state,
            is_final = excluded.is_final, error_code = excluded.error_code,
                detail = excluded.detail,
            cost = excluded.cost, currency = excluded.currency, checked_at = excluded.checked_at
        """
}

extension DeliveryRecord {
    /// Creates a record from its row, which may have further columns.
    init(_ row: Row) throws(SQLiteError) {
        self.init(
            campaign: CampaignID(rawValue: try row.integer("campaign_id")),
            number: try row.number("number"), messageID: try row.text("message_id"),
            state: try row.text("state"), isFinal: try row.integer("is_final") == 1,
            errorCode: try row.optionalText("error_code"), detail: try row.optionalText("detail"),
            cost: try row.optionalText("cost"), currency: try row.optionalText("currency"),
            checkedAt: try row.date("checked_at"))
    }

    fileprivate var price: KeyValuePairs<String, SQLiteValue> {
        [
            "campaign": .integer(campaign.rawValue), "number": .text(number.e164),
            "message_id": .text(messageID), "cost": .text(cost), "currency": .text(currency),
        ]
    }

    fileprivate var values: KeyValuePairs<String, SQLiteValue> {
        [
            "campaign": .integer(campaign.rawValue), "number": .text(number.e164),
            "message_id": .text(messageID), "state": .text(state),
            "is_final": .integer(isFinal ? 1 : 0), "error_code": .text(errorCode),
            "detail": .text(detail), "cost": .text(cost), "currency": .text(currency),
            "checked_at": .text(Timestamp.text(checkedAt)),
        ]
    }
}

extension Ledger {
    /// Returns accepted messages of a campaign whose final state is not known, some at a time.
    ///
    /// - Parameters:
    ///   - campaign: the campaign.
    ///   - last: the number of the last message of the page before; nil for the first page.
    ///   - limit: the most messages of a page.
    /// - Returns: a page in the order of the numbers; an empty one at the end.
    /// - Throws: `LedgerError` when the ledger cannot be read.
    package func openMessages(
        in campaign: CampaignID, after last: PhoneNumber?, limit: Int
    ) throws(LedgerError) -> [AcceptedMessage] {
        let query = """
            SELECT messages.campaign_id, messages.number, messages.message_id, messages.provider,
                ifnull(messages.sent_at, messages.updated_at) AS accepted_at, deliveries.state,
                    deliveries.is_final,
                deliveries.error_code, deliveries.detail, deliveries.cost, deliveries.currency,
                    deliveries.checked_at
            FROM messages \(Self.withDeliveries)
            WHERE messages.campaign_id = :campaign AND messages.number > :last
                AND messages.state = 'sent'
                AND messages.message_id IS NOT NULL AND ifnull(deliveries.is_final, 0) = 0
            ORDER BY messages.number LIMIT :limit
            """
        return try read { database throws(SQLiteError) in
            try database.rows(
                query,
                [
                    "campaign": .integer(campaign.rawValue), "last": .text(last?.e164 ?? ""),
                    "limit": .integer(limit),
                ], decode: AcceptedMessage.init)
        }
    }

    /// Counts the accepted messages of a campaign by all that is known of them.
    ///
    /// - Parameters:
    ///   - campaign: the campaign.
    ///   - moment: only messages whose last intent was written then or later, to the millisecond;
    ///     all where it is `nil`.
    /// - Returns: the groups, in no order.
    /// - Throws: `LedgerError` when the ledger cannot be read.
    package func deliveryGroups(
        in campaign: CampaignID, since moment: Date? = nil
    ) throws(LedgerError) -> [DeliveryGroup] {
        let query = """
            SELECT messages.provider, deliveries.state, ifnull(deliveries.is_final, 0) AS is_final,
                deliveries.error_code, deliveries.detail, deliveries.cost, deliveries.currency,
                    count(*) AS n
            FROM messages \(Self.withDeliveries)
            WHERE messages.campaign_id = :campaign AND messages.state = 'sent'
                AND messages.intended_at >= :since
            GROUP BY 1, 2, 3, 4, 5, 6, 7
            """
        return try read { database throws(SQLiteError) in
            try database.rows(
                query,
                [
                    "campaign": .integer(campaign.rawValue),
                    "since": .text(moment.map(Timestamp.text) ?? ""),
                ], decode: DeliveryGroup.init)
        }
    }

    /// What was told of an earlier message to the number does not count.
    private static let withDeliveries = """
        LEFT JOIN deliveries ON deliveries.campaign_id = messages.campaign_id
            AND deliveries.number = messages.number AND deliveries.message_id = messages.message_id
        """
}

extension AcceptedMessage {
    fileprivate init(_ row: Row) throws(SQLiteError) {
        self.init(
            campaign: CampaignID(rawValue: try row.integer("campaign_id")),
            number: try row.number("number"), messageID: try row.text("message_id"),
            provider: try row.text("provider"), acceptedAt: try row.date("accepted_at"),
            latest: try row.optionalText("state") == nil ? nil : DeliveryRecord(row))
    }
}

extension DeliveryGroup {
    fileprivate init(_ row: Row) throws(SQLiteError) {
        self.init(provider: try row.text("provider"), count: Int(try row.integer("n")))
        state = try row.optionalText("state")
        isFinal = try row.integer("is_final") == 1
        errorCode = try row.optionalText("error_code")
        detail = try row.optionalText("detail")
        cost = try row.optionalText("cost")
        currency = try row.optionalText("currency")
    }
}

/// Holds what a provider told of one message after it had accepted it.
package struct DeliveryRecord: Sendable, Hashable {
    package var campaign: CampaignID
    /// The recipient.
    package var number: PhoneNumber
    /// The provider's id of the message; what is told of an earlier message to the number does not
    /// count.
    package var messageID: String
    /// The word of the report's `delivery` column.
    package var state: String
    /// Whether no other state will follow.
    package var isFinal: Bool
    /// The provider's own error code.
    package var errorCode: String?
    /// A sentence for a person.
    package var detail: String?
    /// What the message really cost, as a decimal number; nil where the provider did not say.
    package var cost: String?
    /// The currency of `cost`.
    package var currency: String?
    /// When the provider told it, to the millisecond.
    package var checkedAt: Date

    /// Describes what a provider told of a message.
    package init(
        campaign: CampaignID, number: PhoneNumber, messageID: String, state: String, isFinal: Bool,
        errorCode: String? = nil, detail: String? = nil, cost: String? = nil,
        currency: String? = nil, checkedAt: Date
    ) {
        self.campaign = campaign
        self.number = number
        self.messageID = messageID
        self.state = state
        self.isFinal = isFinal
        self.errorCode = errorCode
        self.detail = detail
        self.cost = cost
        self.currency = currency
        self.checkedAt = checkedAt
    }
}

/// Counts the accepted messages of a campaign of which the same is known.
package struct DeliveryGroup: Sendable, Hashable {
    /// The provider entry that accepted them.
    package var provider: String
    /// The word of the report's `delivery` column; nil where the provider told nothing yet.
    package var state: String?
    /// Whether no other state will follow.
    package var isFinal = false
    /// The provider's own error code.
    package var errorCode: String?
    /// A sentence for a person.
    package var detail: String?
    /// What each of them really cost, as a decimal number.
    package var cost: String?
    /// The currency of `cost`.
    package var currency: String?
    /// How many they are.
    package var count: Int

    /// Describes messages of which nothing is known but who accepted them.
    package init(provider: String, count: Int) {
        self.provider = provider
        self.count = count
    }
}

/// Holds a message that a provider accepted, as far as it matters for asking what has become of it.
package struct AcceptedMessage: Sendable, Hashable {
    package var campaign: CampaignID
    /// The recipient.
    package var number: PhoneNumber
    /// The provider's id of the message.
    package var messageID: String
    /// The key of the provider entry that accepted it.
    package var provider: String
    /// When it was accepted; for a ledger that does not say so, when its row last changed.
    package var acceptedAt: Date
    /// What the provider told of it last; nil where nothing is known yet.
    package var latest: DeliveryRecord?

    /// Describes a message.
    package init(
        campaign: CampaignID, number: PhoneNumber, messageID: String, provider: String,
        acceptedAt: Date, latest: DeliveryRecord? = nil
    ) {
        self.campaign = campaign
        self.number = number
        self.messageID = messageID
        self.provider = provider
        self.acceptedAt = acceptedAt
        self.latest = latest
    }
}
