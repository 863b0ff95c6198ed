// SPDX-License-Identifier: Apache-2.0

import Basics
import SQLite

/// Rows of a campaign's list that the ledger lost the memory of: each may have got a message.
struct LostRows: Sendable, Equatable {
    /// The ledger that wrote the mirror.
    let ledger: LedgerID
    /// The campaign as that mirror names it; nil where nobody knows it: whichever is sent next.
    let campaign: String?
    /// The highest row that a message was begun for; nil: any row.
    let highestRow: Int?

    /// Keeps it until the campaign is sent.
    func note(at time: String, in database: Database) throws(SQLiteError) {
        try database.run(
            """
            INSERT INTO lost_rows (ledger, campaign, highest_row, noted_at)
            VALUES (:ledger, :campaign, :row, :time)
            ON CONFLICT (ledger, campaign) DO UPDATE SET noted_at = excluded.noted_at,
                highest_row = CASE WHEN highest_row IS NULL OR excluded.highest_row IS NULL
                    THEN NULL ELSE max(highest_row, excluded.highest_row) END
            """,
            [
                "ledger": .text(ledger.text), "campaign": .text(campaign ?? Self.anyCampaign),
                "row": highestRow.map { .integer(Int64($0)) } ?? .null, "time": .text(time),
            ])
    }

    /// Stands for the campaign that is sent next.
    private static let anyCampaign = "*"

    /// Those of one campaign.
    static func read(
        of name: String, from database: Database
    ) throws(SQLiteError) -> [LostRows] {
        // A ledger of an earlier version that is only read has not been brought up to date.
        guard try database.pragma("user_version") >= Schema.firstWithIdentity else { return [] }
        return try database.rows("SELECT ledger, campaign, highest_row FROM lost_rows") {
            row throws(SQLiteError) -> LostRows? in
            guard let ledger = LedgerID(try row.text("ledger")) else { return nil }
            let token = try row.text("campaign")
            guard token == anyCampaign || token == ledger.token(of: name) else { return nil }
            return LostRows(
                ledger: ledger, campaign: token == anyCampaign ? nil : token,
                highestRow: try row.optionalInteger("highest_row").map(Int.init))
        }.compactMap(\.self)
    }

    func forget(in database: Database) throws(SQLiteError) {
        try database.run(
            "DELETE FROM lost_rows WHERE ledger = :ledger AND campaign = :campaign",
            ["ledger": .text(ledger.text), "campaign": .text(campaign ?? Self.anyCampaign)])
    }
}

extension Ledger {
    /// Says up to which row of its list a campaign may have messaged people whom the ledger does
    /// not know; nil where nothing was lost.
    package func lostRows(of campaign: String) throws(LedgerError) -> RowRange? {
        let lost = try read { database throws(SQLiteError) in
            try LostRows.read(of: campaign, from: database)
        }
        guard !lost.isEmpty else { return nil }
        return lost.contains { $0.highestRow == nil }
            ? .all : lost.compactMap(\.highestRow).max().map { .upTo($0) }
    }

    /// Forgets that rows of a campaign were lost: each of them is a message of the ledger now.
    package func settleLostRows(of campaign: String) async throws(LedgerError) {
        try await write { database throws(SQLiteError) in
            for lost in try LostRows.read(of: campaign, from: database) {
                try lost.forget(in: database)
            }
        }
    }
}

/// Rows of a list, from its first.
package enum RowRange: Sendable, Hashable {
    case all
    /// The number of the last one (1 = first data row).
    case upTo(Int)

    package func contains(_ row: Int) -> Bool {
        switch self {
        case .all: true
        case .upTo(let last): row <= last
        }
    }
}
