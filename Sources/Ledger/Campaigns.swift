// SPDX-License-Identifier: Apache-2.0

import Basics
package import Foundation
import SQLite

extension Ledger {
    package func campaign(named name: String) throws(LedgerError) -> CampaignRecord? {
        try read { database throws(SQLiteError) in
            try database.first(
                "SELECT * FROM campaigns WHERE name = :name", ["name": .text(name)],
                decode: CampaignRecord.init)
        }
    }

    /// Returns all campaigns, oldest first.
    package func campaigns() throws(LedgerError) -> [CampaignRecord] {
        try read { database throws(SQLiteError) in
            try database.rows("SELECT * FROM campaigns ORDER BY id", decode: CampaignRecord.init)
        }
    }

    /// Returns the campaigns with this list and template, oldest first.
    package func campaigns(
        withListHash listHash: String, templateHash: String
    ) throws(LedgerError) -> [CampaignRecord] {
        let query =
            "SELECT * FROM campaigns WHERE list_hash = :list AND template_hash = :template "
            + "ORDER BY id"
        return try read { database throws(SQLiteError) in
            try database.rows(
                query, ["list": .text(listHash), "template": .text(templateHash)],
                decode: CampaignRecord.init)
        }
    }

    /// Returns the campaign of this name, made with these details if there was none; an existing
    /// one is left as it is.
    package func begin(_ details: CampaignDetails) async throws(LedgerError) -> CampaignID {
        let (time, seal) = (Timestamp.text(now()), seal)
        return try await write { database throws(SQLiteError) in
            if let known = try Self.id(of: details.name, in: database) { return known }
            try database.run(Self.insertCampaign, details.values(at: time))
            try seal.sealCampaigns(in: database)
            return try Self.id(of: details.name, in: database) ?? CampaignID(rawValue: 0)
        }
    }

    private static func id(
        of name: String, in database: Database
    ) throws(SQLiteError) -> CampaignID? {
        try database.first("SELECT id FROM campaigns WHERE name = :name", ["name": .text(name)]) {
            row throws(SQLiteError) in CampaignID(rawValue: try row.integer("id"))
        }
    }

    /// Replaces a campaign's details, its name included.
    package func update(_ id: CampaignID, to details: CampaignDetails) async throws(LedgerError) {
        let (time, seal) = (Timestamp.text(now()), seal)
        try await write { database throws(SQLiteError) in
            try database.run(Self.updateCampaign, details.values(at: time, id: id))
            try seal.sealCampaigns(in: database)
        }
        campaignNames[id] = nil
    }

    private static let insertCampaign = """
        INSERT INTO campaigns
            (id, name, provider, sender, template_hash, list_hash, created_at, updated_at,
                report_path)
        VALUES (:id, :name, :provider, :sender, :template_hash, :list_hash, :time, :time,
            :report_path)
        """

    private static let updateCampaign = """
        UPDATE campaigns SET name = :name, provider = :provider, sender = :sender,
            template_hash = :template_hash,
            list_hash = :list_hash, updated_at = :time, report_path = :report_path
        WHERE id = :id
        """
}

extension CampaignDetails {
    /// The parameters of the statements that write a campaign; without an id SQLite chooses one.
    fileprivate func values(
        at time: String, id: CampaignID? = nil
    ) -> KeyValuePairs<String, SQLiteValue> {
        [
            "id": id.map { .integer($0.rawValue) } ?? .null, "name": .text(name),
            "provider": .text(provider), "sender": .text(sender),
            "template_hash": .text(templateHash), "list_hash": .text(listHash), "time": .text(time),
            "report_path": .text(reportPath),
        ]
    }
}

extension CampaignRecord {
    fileprivate init(_ row: Row) throws(SQLiteError) {
        id = CampaignID(rawValue: try row.integer("id"))
        details = CampaignDetails(
            name: try row.text("name"), provider: try row.text("provider"),
            sender: try row.text("sender"), templateHash: try row.text("template_hash"),
            listHash: try row.text("list_hash"), reportPath: try row.optionalText("report_path"))
        createdAt = try row.date("created_at")
        updatedAt = try row.date("updated_at")
    }
}

extension Ledger {
    /// Returns what the ledger holds, summed up.
    package func overview() throws(LedgerError) -> LedgerOverview {
        var overviews: [CampaignID: CampaignOverview] = [:]
        let records = try campaigns()
        for campaign in records { overviews[campaign.id] = CampaignOverview(campaign) }
        for sum in try read({ database throws(SQLiteError) in
            try database.rows(Self.sums, decode: MessageSum.init)
        }) { overviews[sum.campaign]?.add(sum) }
        return LedgerOverview(
            campaigns: records.compactMap { overviews[$0.id] },
            lookups: try count("SELECT count(*) AS n FROM lookups"),
            optOuts: try count("SELECT count(DISTINCT number) AS n FROM opt_outs"))
    }

    private func count(_ query: String) throws(LedgerError) -> Int {
        let count = try read { database throws(SQLiteError) in
            try database.first(query) { row throws(SQLiteError) in try row.integer("n") }
        }
        return Int(count ?? 0)
    }

    /// Prices are few, so grouping by them leaves the adding of decimals to the caller at little
    /// cost.
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
    let status: CampaignOverview.MessageStatus
    let count: Int
    let cost: Decimal?
    let currency: String
    let changedAt: Date

    init(_ row: Row) throws(SQLiteError) {
        campaign = CampaignID(rawValue: try row.integer("campaign_id"))
        status = try row.word("standing")
        count = Int(try row.integer("n"))
        cost = try row.optionalText("cost").flatMap { DecimalText.decimal(in: $0) }
        currency = try row.text("currency")
        changedAt = try row.date("changed_at")
    }
}

extension CampaignOverview {
    fileprivate mutating func add(_ sum: MessageSum) {
        counts[sum.status, default: 0] += sum.count
        if let cost = sum.cost { costs[sum.currency, default: 0] += cost * Decimal(sum.count) }
        changedAt = max(changedAt, sum.changedAt)
    }
}

/// Says what a campaign is made of, as far as the ledger keeps it: hashes, not contents.
package struct CampaignDetails: Sendable, Equatable {
    /// The campaign's name, unique in the ledger.
    package var name: String
    /// The key of the provider entry that it is sent through.
    package var provider: String
    /// The sender as configured.
    package var sender: String
    /// A hash of the template, in hexadecimal digits.
    package var templateHash: String
    /// A hash of the recipients file, in hexadecimal digits.
    package var listHash: String
    /// Where the report was last written, as an absolute path.
    package var reportPath: String?

    /// The list's hash of a campaign that was one message to the user's own number, and so has no
    /// list.
    package static let noList = ""

    package var isTest: Bool { listHash == Self.noList }

    /// Describes a campaign.
    package init(
        name: String, provider: String, sender: String, templateHash: String, listHash: String,
        reportPath: String? = nil
    ) {
        self.name = name
        self.provider = provider
        self.sender = sender
        self.templateHash = templateHash
        self.listHash = listHash
        self.reportPath = reportPath
    }
}

/// Names a campaign inside one ledger.
package struct CampaignID: Hashable, Sendable {
    /// The row's key in the table `campaigns`.
    package let rawValue: Int64

    /// Wraps a row's key.
    package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// Sums a campaign up: how its messages stand, and what they cost.
package struct CampaignOverview: Sendable, Equatable {
    /// Says how a message stands, in the report's sense; the raw value is the word that users see.
    package enum MessageStatus: String, Sendable, Hashable, CaseIterable {
        /// The provider accepted it.
        case sent
        /// The provider refused it.
        case failed
        /// It may or may not have been accepted; messages in flight, or left so by a crash, are
        /// among these.
        case unconfirmed
        /// It was certainly not accepted; a further run tries again.
        case notAccepted = "not_accepted"
        /// The provider refused it because the person has opted out.
        case skipped
    }

    package let campaign: CampaignRecord
    /// How many messages stand how; what does not occur is left out.
    package internal(set) var counts: [MessageStatus: Int] = [:]
    /// What the provider charged, or was expected to, by currency.
    package internal(set) var costs: [String: Decimal] = [:]
    /// When the campaign or one of its messages last changed, to the millisecond.
    package internal(set) var changedAt: Date

    init(_ campaign: CampaignRecord) {
        self.campaign = campaign
        changedAt = campaign.updatedAt
    }

    /// The numbers that a message was made for, whatever came of it.
    package var messages: Int { counts.values.reduce(0, +) }
}

/// Holds what the ledger knows of a campaign.
package struct CampaignRecord: Sendable, Equatable {
    /// Its key, which the other calls take.
    package let id: CampaignID
    /// What it is made of.
    package let details: CampaignDetails
    /// When it was begun, to the millisecond.
    package let createdAt: Date
    /// When its details were last changed, to the millisecond.
    package let updatedAt: Date

    /// Describes a campaign, for ledgers that are not a file.
    package init(id: CampaignID, details: CampaignDetails, createdAt: Date, updatedAt: Date) {
        self.id = id
        self.details = details
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}
