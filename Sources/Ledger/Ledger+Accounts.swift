// SPDX-License-Identifier: Apache-2.0

internal import SQLite

/// Which accounts messages were handed to; messages of earlier versions name none.
extension Ledger {
    /// Returns the fingerprint of the account that the latest message of a campaign through a provider entry was handed to.
    package func latestAccount(in campaign: CampaignID, at provider: String) throws(LedgerError) -> String? {
        try accounts(
            "SELECT account FROM messages WHERE \(Self.ofEntry) ORDER BY intended_at DESC LIMIT 1",
            campaign,
            provider
        ).first
    }

    /// Returns the fingerprints of the accounts whose log alone can tell what became of a campaign's unconfirmed messages.
    package func accountsInDoubt(in campaign: CampaignID, at provider: String) throws(LedgerError) -> [String] {
        try accounts(
            "SELECT DISTINCT account FROM messages WHERE \(Self.ofEntry) AND state IN ('intent', 'unconfirmed')",
            campaign,
            provider
        )
    }

    /// Returns the fingerprints of the accounts that alone can tell the states of a campaign's accepted messages.
    package func openAccounts(in campaign: CampaignID, at provider: String) throws(LedgerError) -> [String] {
        let query = """
            SELECT DISTINCT account FROM messages
            WHERE \(Self.ofEntry) AND state = 'sent' AND NOT EXISTS (SELECT 1 FROM deliveries
                WHERE deliveries.campaign_id = messages.campaign_id AND deliveries.number = messages.number
                    AND deliveries.message_id = messages.message_id AND deliveries.is_final = 1)
            """
        return try accounts(query, campaign, provider)
    }

    private static let ofEntry = "messages.campaign_id = :campaign AND provider = :provider AND account IS NOT NULL"

    private func accounts(
        _ query: String,
        _ campaign: CampaignID,
        _ provider: String
    ) throws(LedgerError) -> [String] {
        try read { database throws(SQLiteError) in
            guard try database.countsSpending else { return [] }
            return try database.rows(
                query,
                ["campaign": .integer(campaign.rawValue), "provider": .text(provider)]
            ) { row throws(SQLiteError) in try row.text("account") }
        }
    }
}
