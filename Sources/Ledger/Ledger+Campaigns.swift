// SPDX-License-Identifier: Apache-2.0

internal import Foundation
internal import SQLite

extension Ledger {
    /// Returns the campaign of that name.
    package func campaign(named name: String) throws(LedgerError) -> CampaignRecord? {
        try read { database throws(SQLiteError) in
            try database.first(
                "SELECT * FROM campaigns WHERE name = :name",
                ["name": .text(name)],
                decode: CampaignRecord.init
            )
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
        withListHash listHash: String,
        templateHash: String
    ) throws(LedgerError) -> [CampaignRecord] {
        let query = "SELECT * FROM campaigns WHERE list_hash = :list AND template_hash = :template ORDER BY id"
        return try read { database throws(SQLiteError) in
            try database.rows(
                query,
                ["list": .text(listHash), "template": .text(templateHash)],
                decode: CampaignRecord.init
            )
        }
    }

    /// Returns the campaign of this name, made with these details if there was none; an existing one is left as it is.
    package func begin(_ details: CampaignDetails) async throws(LedgerError) -> CampaignID {
        let time = Timestamp.text(now())
        return try await write { database throws(SQLiteError) in
            try database.run(Self.insertCampaign, details.values(at: time))
            let id = try database.first("SELECT id FROM campaigns WHERE name = :name", ["name": .text(details.name)]) {
                row throws(SQLiteError) in try row.integer("id")
            }
            return CampaignID(rawValue: id ?? 0)
        }
    }

    /// Replaces a campaign's details, its name included.
    package func update(_ id: CampaignID, to details: CampaignDetails) async throws(LedgerError) {
        let time = Timestamp.text(now())
        try await write { database throws(SQLiteError) in
            try database.run(Self.updateCampaign, details.values(at: time, id: id))
        }
    }

    private static let insertCampaign = """
        INSERT INTO campaigns
            (id, name, provider, sender, template_hash, list_hash, created_at, updated_at, report_path)
        VALUES (:id, :name, :provider, :sender, :template_hash, :list_hash, :time, :time, :report_path)
        ON CONFLICT (name) DO NOTHING
        """

    private static let updateCampaign = """
        UPDATE campaigns SET name = :name, provider = :provider, sender = :sender, template_hash = :template_hash,
            list_hash = :list_hash, updated_at = :time, report_path = :report_path
        WHERE id = :id
        """
}

extension CampaignDetails {
    /// The parameters of the statements that write a campaign; without an id SQLite chooses one.
    fileprivate func values(at time: String, id: CampaignID? = nil) -> KeyValuePairs<String, SQLiteValue> {
        [
            "id": id.map { .integer($0.rawValue) } ?? .null,
            "name": .text(name),
            "provider": .text(provider),
            "sender": .text(sender),
            "template_hash": .text(templateHash),
            "list_hash": .text(listHash),
            "time": .text(time),
            "report_path": .text(reportPath),
        ]
    }
}

extension CampaignRecord {
    fileprivate init(_ row: Row) throws(SQLiteError) {
        id = CampaignID(rawValue: try row.integer("id"))
        details = CampaignDetails(
            name: try row.text("name"),
            provider: try row.text("provider"),
            sender: try row.text("sender"),
            templateHash: try row.text("template_hash"),
            listHash: try row.text("list_hash"),
            reportPath: try row.optionalText("report_path")
        )
        createdAt = try row.date("created_at")
        updatedAt = try row.date("updated_at")
    }
}
