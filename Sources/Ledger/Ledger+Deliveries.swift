// SPDX-License-Identifier: Apache-2.0

internal import Foundation
package import PhoneNumbers
internal import SQLite

extension Ledger {
    /// Remembers what a provider told of a message, in place of what it told before; a price it told is the message's from now on.
    ///
    /// It joins the next commit, and the call returns before that when others are about to commit: a crash may lose it, and it is
    /// asked again then.
    package func recordDelivery(_ delivery: DeliveryRecord) async throws(LedgerError) {
        try await writeSoon { database throws(SQLiteError) in
            try database.run(Self.insertDelivery, delivery.values)
            if delivery.cost != nil { try database.run(Self.updateCost, delivery.price) }
        }
    }

    /// Returns what is known of a campaign's messages; what was told of a message that another one has replaced is left out.
    package func deliveries(in campaign: CampaignID) throws(LedgerError) -> [PhoneNumber: DeliveryRecord] {
        let query = """
            SELECT deliveries.* FROM deliveries JOIN messages USING (campaign_id, number)
            WHERE campaign_id = :campaign AND deliveries.message_id = messages.message_id
            """
        let records = try read { database throws(SQLiteError) in
            try database.rows(query, ["campaign": .integer(campaign.rawValue)], decode: DeliveryRecord.init)
        }
        return Dictionary(records.map { ($0.number, $0) }) { _, last in last }
    }

    /// Returns what is known of some of a campaign's messages; numbers of which nothing is known are left out.
    package func deliveries(
        in campaign: CampaignID,
        of numbers: [PhoneNumber]
    ) throws(LedgerError) -> [PhoneNumber: DeliveryRecord] {
        let query = """
            SELECT deliveries.* FROM deliveries JOIN messages USING (campaign_id, number)
            WHERE campaign_id = :campaign AND number = :number AND deliveries.message_id = messages.message_id
            """
        return try read { database throws(SQLiteError) in
            var found: [PhoneNumber: DeliveryRecord] = [:]
            for number in numbers {
                let key: KeyValuePairs<String, SQLiteValue> = [
                    "campaign": .integer(campaign.rawValue), "number": .text(number.e164),
                ]
                if let record = try database.first(query, key, decode: DeliveryRecord.init) { found[number] = record }
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
            (campaign_id, number, message_id, state, is_final, error_code, detail, cost, currency, checked_at)
        VALUES (:campaign, :number, :message_id, :state, :is_final, :error_code, :detail, :cost, :currency, :checked_at)
        ON CONFLICT (campaign_id, number) DO UPDATE SET message_id = excluded.message_id, state = excluded.state,
            is_final = excluded.is_final, error_code = excluded.error_code, detail = excluded.detail,
            cost = excluded.cost, currency = excluded.currency, checked_at = excluded.checked_at
        """
}

extension DeliveryRecord {
    /// Creates a record from its row, which may have further columns.
    init(_ row: Row) throws(SQLiteError) {
        self.init(
            campaign: CampaignID(rawValue: try row.integer("campaign_id")),
            number: try row.number("number"),
            messageID: try row.text("message_id"),
            state: try row.text("state"),
            isFinal: try row.integer("is_final") == 1,
            errorCode: try row.optionalText("error_code"),
            detail: try row.optionalText("detail"),
            cost: try row.optionalText("cost"),
            currency: try row.optionalText("currency"),
            checkedAt: try row.date("checked_at")
        )
    }

    fileprivate var price: KeyValuePairs<String, SQLiteValue> {
        [
            "campaign": .integer(campaign.rawValue), "number": .text(number.e164), "message_id": .text(messageID),
            "cost": .text(cost), "currency": .text(currency),
        ]
    }

    fileprivate var values: KeyValuePairs<String, SQLiteValue> {
        [
            "campaign": .integer(campaign.rawValue),
            "number": .text(number.e164),
            "message_id": .text(messageID),
            "state": .text(state),
            "is_final": .integer(isFinal ? 1 : 0),
            "error_code": .text(errorCode),
            "detail": .text(detail),
            "cost": .text(cost),
            "currency": .text(currency),
            "checked_at": .text(Timestamp.text(checkedAt)),
        ]
    }
}
