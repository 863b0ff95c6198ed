// SPDX-License-Identifier: Apache-2.0

package import Foundation
internal import SQLite

/// What caps count: messages that were accepted or may have been, and lookups that were paid for or may have been.
extension Ledger {
    /// Counts a campaign's messages and lookups over all its runs.
    ///
    /// - Throws: `LedgerError` when the ledger cannot be read.
    package func spending(in campaign: CampaignID) throws(LedgerError) -> [SpendingGroup] {
        let key: KeyValuePairs<String, SQLiteValue> = ["campaign": .integer(campaign.rawValue)]
        return try read { database throws(SQLiteError) in
            let messages = try database.rows(
                try Self.messages(where: "campaign_id = :campaign", in: database),
                key,
                decode: SpendingGroup.init(messages:)
            )
            guard try database.countsSpending else { return messages }
            return try messages + database.rows(Self.lookups, key, decode: SpendingGroup.init(lookups:))
        }
    }

    /// Counts the messages that were handed to a provider entry since a moment, whatever campaign they belong to.
    ///
    /// Those count too that were under way at that moment: nobody knows on which side of it they arrived.
    ///
    /// - Throws: `LedgerError` when the ledger cannot be read.
    package func spending(at provider: String, since begin: Date) throws(LedgerError) -> [SpendingGroup] {
        let values: KeyValuePairs<String, SQLiteValue> = [
            "begin": .text(Timestamp.text(begin)), "provider": .text(provider),
            "earliest": .text(Timestamp.text(begin.addingTimeInterval(-Self.longestWay))),
        ]
        return try read { database throws(SQLiteError) in
            try database.rows(
                try Self.messages(where: Self.since, in: database),
                values,
                decode: SpendingGroup.init(messages:)
            )
        }
    }

    /// The most seconds from an intent to what came of it, generously: a request ends with its time-out.
    private static let longestWay = 3600.0

    /// The first comparison repeats the others for the index on the time.
    private static let since = """
        provider = :provider AND intended_at >= :earliest
            AND (intended_at >= :begin OR ifnull(sent_at, updated_at) >= :begin)
        """

    /// An intent without outcome counts: its message may have been accepted.
    private static func messages(where condition: String, in database: Database) throws(SQLiteError) -> String {
        let isKnown = try database.countsSpending
        let (price, further) = isKnown ? ("expected_cost", "second_messages") : ("NULL", "0")
        let weight = "((state IN ('intent', 'sent', 'unconfirmed')) + \(further))"
        return """
            SELECT \(price) AS price, cost, sum(\(weight)) AS messages, sum(segments * \(weight)) AS segments
            FROM messages WHERE \(condition) GROUP BY 1, 2
            """
    }

    private static let lookups = """
        SELECT nullif(price, '') AS price, sum(requests) AS lookups FROM lookup_requests
        WHERE campaign_id = :campaign GROUP BY 1
        """
}

extension Database {
    /// Whether the tables are those that count; a ledger of an earlier version that is only read has others.
    var countsSpending: Bool {
        get throws(SQLiteError) { try pragma("user_version") >= 4 }
    }
}

extension SpendingGroup {
    fileprivate init(messages row: Row) throws(SQLiteError) {
        self.init()
        messages = Int(try row.integer("messages"))
        segments = Int(try row.integer("segments"))
        price = try row.optionalText("price")
        cost = try row.optionalText("cost")
    }

    fileprivate init(lookups row: Row) throws(SQLiteError) {
        self.init()
        lookups = Int(try row.integer("lookups"))
        price = try row.optionalText("price")
    }
}
