// SPDX-License-Identifier: Apache-2.0

package import struct Foundation.Date
package import PhoneNumbers
internal import SQLite

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
        in campaign: CampaignID,
        after last: PhoneNumber?,
        limit: Int
    ) throws(LedgerError) -> [AcceptedMessage] {
        let query = """
            SELECT messages.campaign_id, messages.number, messages.message_id, messages.provider,
                ifnull(messages.sent_at, messages.updated_at) AS accepted_at, deliveries.state, deliveries.is_final,
                deliveries.error_code, deliveries.detail, deliveries.cost, deliveries.currency, deliveries.checked_at
            FROM messages \(Self.withDeliveries)
            WHERE messages.campaign_id = :campaign AND messages.number > :last AND messages.state = 'sent'
                AND messages.message_id IS NOT NULL AND ifnull(deliveries.is_final, 0) = 0
            ORDER BY messages.number LIMIT :limit
            """
        return try read { database throws(SQLiteError) in
            try database.rows(
                query,
                ["campaign": .integer(campaign.rawValue), "last": .text(last?.e164 ?? ""), "limit": .integer(limit)],
                decode: AcceptedMessage.init
            )
        }
    }

    /// Counts the accepted messages of a campaign by all that is known of them.
    ///
    /// - Parameters:
    ///   - campaign: the campaign.
    ///   - moment: only messages whose last intent was written then or later, to the millisecond; all where it is `nil`.
    /// - Returns: the groups, in no order.
    /// - Throws: `LedgerError` when the ledger cannot be read.
    package func deliveryGroups(
        in campaign: CampaignID,
        since moment: Date? = nil
    ) throws(LedgerError) -> [DeliveryGroup] {
        let query = """
            SELECT messages.provider, deliveries.state, ifnull(deliveries.is_final, 0) AS is_final,
                deliveries.error_code, deliveries.detail, deliveries.cost, deliveries.currency, count(*) AS n
            FROM messages \(Self.withDeliveries)
            WHERE messages.campaign_id = :campaign AND messages.state = 'sent'
                AND messages.intended_at >= :since
            GROUP BY 1, 2, 3, 4, 5, 6, 7
            """
        return try read { database throws(SQLiteError) in
            try database.rows(
                query,
                ["campaign": .integer(campaign.rawValue), "since": .text(moment.map(Timestamp.text) ?? "")],
                decode: DeliveryGroup.init
            )
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
            number: try row.number("number"),
            messageID: try row.text("message_id"),
            provider: try row.text("provider"),
            acceptedAt: try row.date("accepted_at"),
            latest: try row.optionalText("state") == nil ? nil : DeliveryRecord(row)
        )
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
