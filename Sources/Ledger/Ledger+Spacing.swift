// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import PhoneNumbers
internal import SQLite

extension Ledger {
    /// Returns which messages of other campaigns are too near at this moment; those to the user's own number (tests) never are.
    ///
    /// - Parameters:
    ///   - begin: messages from this moment on are too near.
    ///   - campaign: the campaign whose own messages do not count; nil for one that has not begun.
    /// - Returns: what is too near; nil where nothing is.
    /// - Throws: `LedgerError` when the ledger cannot be read.
    package func spacing(since begin: Date, except campaign: CampaignID?) throws(LedgerError) -> Spacing? {
        let query = """
            SELECT DISTINCT campaign_id FROM messages
            WHERE intended_at >= :begin AND campaign_id IS NOT :campaign
                AND campaign_id NOT IN (SELECT id FROM campaigns WHERE list_hash = :noList)
            ORDER BY campaign_id
            """
        let values: KeyValuePairs<String, SQLiteValue> = [
            "begin": .text(Timestamp.text(begin)), "campaign": campaign.map { .integer($0.rawValue) } ?? .null,
            "noList": .text(CampaignDetails.noList),
        ]
        let others = try read { database throws(SQLiteError) in
            try database.rows(query, values) { row throws(SQLiteError) in
                CampaignID(rawValue: try row.integer("campaign_id"))
            }
        }
        return others.isEmpty ? nil : Spacing(campaigns: others, begin: begin)
    }

    /// Returns the latest message to a number that is too near.
    package func nearMessage(to number: PhoneNumber, _ spacing: Spacing) throws(LedgerError) -> NearMessage? {
        try read { database throws(SQLiteError) in try Self.nearMessage(to: number, spacing, in: database) }
    }

    /// Campaign by campaign, as the key of the table has it: those with messages of late are few.
    static func nearMessage(
        to number: PhoneNumber,
        _ spacing: Spacing,
        in database: Database
    ) throws(SQLiteError) -> NearMessage? {
        var latest: NearMessage?
        for campaign in spacing.campaigns {
            let key: KeyValuePairs<String, SQLiteValue> = [
                "campaign": .integer(campaign.rawValue), "number": .text(number.e164),
                "begin": .text(Timestamp.text(spacing.begin)),
            ]
            guard let near = try database.first(Self.near, key, decode: NearMessage.init) else { continue }
            if near.date > latest?.date ?? .distantPast { latest = near }
        }
        return latest
    }

    private static let near = """
        SELECT campaigns.name, messages.intended_at FROM messages JOIN campaigns ON campaigns.id = messages.campaign_id
        WHERE messages.campaign_id = :campaign AND messages.number = :number AND messages.intended_at >= :begin
            AND messages.state IN ('intent', 'sent', 'unconfirmed')
        """
}

extension NearMessage {
    fileprivate init(_ row: Row) throws(SQLiteError) {
        self.init(campaign: try row.text("name"), date: try row.date("intended_at"))
    }
}
