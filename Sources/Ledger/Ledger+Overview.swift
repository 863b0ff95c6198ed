// SPDX-License-Identifier: Apache-2.0

internal import Foundation
internal import SQLite

extension Ledger {
    /// Returns what the ledger holds, summed up.
    package func overview() throws(LedgerError) -> LedgerOverview {
        var overviews: [CampaignID: CampaignOverview] = [:]
        let campaigns = try campaigns()
        for campaign in campaigns { overviews[campaign.id] = CampaignOverview(campaign) }
        for sum in try read({ database throws(SQLiteError) in try database.rows(Self.sums, decode: MessageSum.init) }) {
            overviews[sum.campaign]?.add(sum)
        }
        return LedgerOverview(
            campaigns: campaigns.compactMap { overviews[$0.id] },
            lookups: try count("SELECT count(*) AS n FROM lookups"),
            optOuts: try count("SELECT count(DISTINCT number) AS n FROM opt_outs")
        )
    }

    private func count(_ query: String) throws(LedgerError) -> Int {
        let count = try read { database throws(SQLiteError) in
            try database.first(query) { row throws(SQLiteError) in try row.integer("n") }
        }
        return Int(count ?? 0)
    }

    /// Prices are few, so grouping by them leaves the adding of decimals to the caller at little cost.
    private static let sums = """
        SELECT campaign_id,
            CASE WHEN state = 'intent' THEN 'unconfirmed'
                WHEN state = 'failed' AND reason = 'opted_out' THEN 'skipped'
                ELSE state END AS standing,
            cost, currency, count(*) AS n, max(updated_at) AS changed_at
        FROM messages GROUP BY 1, 2, 3, 4
        """
}

/// Messages of one campaign that stand alike and cost the same.
private struct MessageSum {
    let campaign: CampaignID
    let standing: CampaignOverview.Standing
    let count: Int
    let cost: Decimal?
    let currency: String
    let changedAt: Date

    init(_ row: Row) throws(SQLiteError) {
        campaign = CampaignID(rawValue: try row.integer("campaign_id"))
        standing = try row.word("standing")
        count = Int(try row.integer("n"))
        cost = try row.optionalText("cost").flatMap { Decimal(string: $0) }
        currency = try row.text("currency")
        changedAt = try row.date("changed_at")
    }
}

extension CampaignOverview {
    fileprivate mutating func add(_ sum: MessageSum) {
        counts[sum.standing, default: 0] += sum.count
        if let cost = sum.cost { costs[sum.currency, default: 0] += cost * Decimal(sum.count) }
        changedAt = max(changedAt, sum.changedAt)
    }
}
