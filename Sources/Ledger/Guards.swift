// SPDX-License-Identifier: Apache-2.0

import Basics
package import Foundation
package import PhoneNumbers
import SQLite

extension Ledger {
    /// Returns which messages of other campaigns are too near at this moment; those to the user's
    /// own number (tests) never are.
    ///
    /// - Parameters:
    ///   - begin: messages from this moment on are too near.
    ///   - campaign: the campaign whose own messages do not count; nil for one that has not begun.
    /// - Returns: what is too near; nil where nothing is.
    /// - Throws: `LedgerError` when the ledger cannot be read.
    package func spacing(
        since begin: Date, except campaign: CampaignID?
    ) throws(LedgerError) -> Spacing? {
        let query = """
            SELECT DISTINCT campaign_id FROM messages
            WHERE intended_at >= :begin AND campaign_id IS NOT :campaign
                AND campaign_id NOT IN (SELECT id FROM campaigns WHERE list_hash = :noList)
            ORDER BY campaign_id
            """
        let values: KeyValuePairs<String, SQLiteValue> = [
            "begin": .text(Timestamp.text(begin)),
            "campaign": campaign.map { .integer($0.rawValue) } ?? .null,
            "noList": .text(CampaignDetails.noList),
        ]
        let others = try read { database throws(SQLiteError) in
            try database.rows(query, values) { row throws(SQLiteError) in
                CampaignID(rawValue: try row.integer("campaign_id"))
            }
        }
        return others.isEmpty ? nil : Spacing(campaigns: others, begin: begin)
    }

    /// Returns the latest message to a number, in any spelling of its handset's, that is too near.
    package func nearMessage(
        to number: PhoneNumber, _ spacing: Spacing
    ) throws(LedgerError) -> NearMessage? {
        try read { database throws(SQLiteError) in
            try Self.nearMessage(to: number, spacing, in: database)
        }
    }

    static func nearMessage(
        to number: PhoneNumber, _ spacing: Spacing, in database: Database
    ) throws(SQLiteError) -> NearMessage? {
        var latest = try nearMessage(toExactly: number, spacing, in: database)
        for other in number.otherSpellings {
            guard let near = try nearMessage(toExactly: other, spacing, in: database) else {
                continue
            }
            if near.date > latest?.date ?? .distantPast { latest = near }
        }
        return latest
    }

    /// Campaign by campaign, as the key of the table has it: those with messages of late are few.
    private static func nearMessage(
        toExactly number: PhoneNumber, _ spacing: Spacing, in database: Database
    ) throws(SQLiteError) -> NearMessage? {
        var latest: NearMessage?
        for campaign in spacing.campaigns {
            let key: KeyValuePairs<String, SQLiteValue> = [
                "campaign": .integer(campaign.rawValue), "number": .text(number.e164),
                "begin": .text(Timestamp.text(spacing.begin)),
            ]
            guard let near = try database.first(Self.near, key, decode: NearMessage.init) else {
                continue
            }
            if near.date > latest?.date ?? .distantPast { latest = near }
        }
        return latest
    }

    private static let near = """
        SELECT campaigns.name, messages.intended_at FROM messages JOIN campaigns
            ON campaigns.id = messages.campaign_id
        WHERE messages.campaign_id = :campaign AND messages.number = :number
            AND messages.intended_at >= :begin
            AND messages.state IN ('intent', 'sent', 'unconfirmed')
        """
}

extension NearMessage {
    fileprivate init(_ row: Row) throws(SQLiteError) {
        self.init(campaign: try row.text("name"), date: try row.date("intended_at"))
    }
}

/// What caps count: messages that were accepted or may have been, and lookups that were paid for or
/// may have been.
extension Ledger {
    /// Counts a campaign's messages and lookups over all its runs.
    ///
    /// - Throws: `LedgerError` when the ledger cannot be read.
    package func spending(in campaign: CampaignID) throws(LedgerError) -> [SpendingGroup] {
        let key: KeyValuePairs<String, SQLiteValue> = ["campaign": .integer(campaign.rawValue)]
        return try read { database throws(SQLiteError) in
            let messages = try database.rows(
                try Self.messages(where: "campaign_id = :campaign", in: database), key,
                decode: SpendingGroup.init(messages:))
            guard try database.countsSpending else { return messages }
            return try messages
                + database.rows(Self.lookups, key, decode: SpendingGroup.init(lookups:))
        }
    }

    /// Counts the messages that were handed to a provider entry since a moment, whatever campaign
    /// they belong to.
    ///
    /// Those count too that were under way at that moment: nobody knows on which side of it they
    /// arrived.
    ///
    /// - Throws: `LedgerError` when the ledger cannot be read.
    package func spending(
        at provider: String, since begin: Date
    ) throws(LedgerError) -> [SpendingGroup] {
        let values: KeyValuePairs<String, SQLiteValue> = [
            "begin": .text(Timestamp.text(begin)), "provider": .text(provider),
            "earliest": .text(Timestamp.text(begin.addingTimeInterval(-Self.longestWay))),
        ]
        return try read { database throws(SQLiteError) in
            try database.rows(
                try Self.messages(where: Self.since, in: database), values,
                decode: SpendingGroup.init(messages:))
        }
    }

    /// The most seconds from an intent to what came of it, generously: a request ends with its
    /// time-out.
    private static let longestWay = 3600.0

    /// The first comparison repeats the others for the index on the time.
    private static let since = """
        provider = :provider AND intended_at >= :earliest
            AND (intended_at >= :begin OR ifnull(sent_at, updated_at) >= :begin)
        """

    /// An intent without outcome counts: its message may have been accepted.
    private static func messages(
        where condition: String, in database: Database
    ) throws(SQLiteError) -> String {
        let isKnown = try database.countsSpending
        let (price, further) = isKnown ? ("expected_cost", "second_messages") : ("NULL", "0")
        let weight = "((state IN ('intent', 'sent', 'unconfirmed')) + \(further))"
        return """
            SELECT \(price) AS price, cost, sum(\(weight)) AS messages, sum(segments * \(weight))
                AS segments
            FROM messages WHERE \(condition) GROUP BY 1, 2
            """
    }

    private static let lookups = """
        SELECT nullif(price, '') AS price, sum(requests) AS lookups FROM lookup_requests
        WHERE campaign_id = :campaign GROUP BY 1
        """
}

extension Database {
    /// Whether the tables are those that count; a ledger of an earlier version that is only read
    /// has others.
    var countsSpending: Bool { get throws(SQLiteError) { try pragma("user_version") >= 4 } }
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

/// Which accounts messages were handed to; messages of earlier versions name none.
extension Ledger {
    /// Returns the fingerprint of the account that the latest message of a campaign through a
    /// provider entry was handed to.
    package func latestAccount(
        in campaign: CampaignID, at provider: String
    ) throws(LedgerError) -> String? {
        try accounts(
            "SELECT account FROM messages WHERE \(Self.ofEntry) ORDER BY intended_at DESC LIMIT 1",
            in: campaign, at: provider
        ).first
    }

    /// Returns the fingerprints of the accounts whose log alone can tell what became of a
    /// campaign's unconfirmed messages.
    package func accountsInDoubt(
        in campaign: CampaignID, at provider: String
    ) throws(LedgerError) -> [String] {
        try accounts(
            "SELECT DISTINCT account FROM messages "
                + "WHERE \(Self.ofEntry) AND state IN ('intent', 'unconfirmed')", in: campaign,
            at: provider)
    }

    /// Returns the fingerprints of the accounts that alone can tell the states of a campaign's
    /// accepted messages.
    package func openAccounts(
        in campaign: CampaignID, at provider: String
    ) throws(LedgerError) -> [String] {
        let query = """
            SELECT DISTINCT account FROM messages
            WHERE \(Self.ofEntry) AND state = 'sent' AND NOT EXISTS (SELECT 1 FROM deliveries
                WHERE deliveries.campaign_id = messages.campaign_id
                    AND deliveries.number = messages.number
                    AND deliveries.message_id = messages.message_id AND deliveries.is_final = 1)
            """
        return try accounts(query, in: campaign, at: provider)
    }

    private static let ofEntry =
        "messages.campaign_id = :campaign AND provider = :provider AND account IS NOT NULL"

    private func accounts(
        _ query: String, in campaign: CampaignID, at provider: String
    ) throws(LedgerError) -> [String] {
        try read { database throws(SQLiteError) in
            guard try database.countsSpending else { return [] }
            return try database.rows(
                query, ["campaign": .integer(campaign.rawValue), "provider": .text(provider)]
            ) { row throws(SQLiteError) in try row.text("account") }
        }
    }
}

/// Counts messages or lookups with the same price, as caps count them.
package struct SpendingGroup: Sendable, Hashable {
    /// How many messages were accepted or may have been; 0 for lookups.
    package var messages = 0
    package var segments = 0
    /// How many lookups were paid for, or may have been; 0 for messages.
    package var lookups = 0
    /// What each was expected to cost when it was made, as a decimal number; nil where that was not
    /// recorded.
    package var price: String?
    /// What each message really cost, as a decimal number; nil where it is not known.
    package var cost: String?

    /// Counts nothing.
    package init() {}
}

/// A message of another campaign to the same number that is too near for a further one.
package struct NearMessage: Sendable, Hashable {
    /// The other campaign's name.
    package let campaign: String
    /// When the message was handed over, to the millisecond.
    package let date: Date

    /// Describes a message.
    package init(campaign: String, date: Date) {
        self.campaign = campaign
        self.date = date
    }
}

/// Which messages of other campaigns are too near for another message to the same number.
package struct Spacing: Sendable, Hashable {
    /// The campaigns that have messages since `begin`.
    package var campaigns: [CampaignID]
    /// Messages from this moment on are too near.
    package var begin: Date

    /// Describes what is too near.
    package init(campaigns: [CampaignID], begin: Date) {
        self.campaigns = campaigns
        self.begin = begin
    }
}
