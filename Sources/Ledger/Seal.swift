// SPDX-License-Identifier: Apache-2.0

import Basics
import SQLite

/// Adds up what must not change by itself, so that a digit that flips on the disk is noticed: the
/// numbers of each campaign's messages, and the names of the campaigns.
///
/// The sum is the exclusive or of keyed 64-bit hashes: it takes a member in and out alike, in any
/// order. SQLite has no such operator, but `(a | b) - (a & b)` is the same and never overflows.
struct Seal: Sendable {
    private let key: KeyedHash

    init(key: KeyedHash) { self.key = key }

    // MARK: Messages

    /// Takes in a message that a transaction added.
    func add(_ number: String, to campaign: CampaignID, in database: Database) throws(SQLiteError) {
        try change(campaign, by: 1, hash(number), in: database)
    }

    /// Takes out the messages of a number that a transaction removes.
    func remove(_ number: String, in database: Database) throws(SQLiteError) {
        let campaigns = try database.rows(
            "SELECT campaign_id FROM messages WHERE number = :number", ["number": .text(number)]
        ) { row throws(SQLiteError) in CampaignID(rawValue: try row.integer("campaign_id")) }
        for campaign in campaigns { try change(campaign, by: -1, hash(number), in: database) }
    }

    private func change(
        _ campaign: CampaignID, by count: Int, _ hash: Int64, in database: Database
    ) throws(SQLiteError) {
        try database.run(
            Self.changeCampaign,
            [
                "count": .integer(count), "hash": .integer(hash),
                "campaign": .integer(campaign.rawValue),
            ])
    }

    /// Whether a campaign's messages are those that were written.
    func holds(_ campaign: CampaignID, in database: Database) throws(SQLiteError) -> Bool {
        let parameters: KeyValuePairs<String, SQLiteValue> = [
            "campaign": .integer(campaign.rawValue)
        ]
        let sealed = try database.first(
            "SELECT message_count, message_seal FROM campaigns WHERE id = :campaign", parameters
        ) { row throws(SQLiteError) in
            Sum(count: try row.integer("message_count"), hash: try row.integer("message_seal"))
        }
        return try sealed == sum(of: campaign, in: database)
    }

    private struct Sum: Equatable {
        var count: Int64 = 0
        var hash: Int64 = 0
    }

    private func sum(of campaign: CampaignID, in database: Database) throws(SQLiteError) -> Sum {
        var sum = Sum()
        _ = try database.rows(
            "SELECT number FROM messages WHERE campaign_id = :campaign",
            ["campaign": .integer(campaign.rawValue)]
        ) { row throws(SQLiteError) in
            sum.count += 1
            sum.hash ^= hash(try row.text("number"))
        }
        return sum
    }

    func seal(_ campaign: CampaignID, in database: Database) throws(SQLiteError) {
        let whole = try sum(of: campaign, in: database)
        try database.run(
            "UPDATE campaigns SET message_count = :count, message_seal = :hash WHERE id = :id",
            [
                "count": .integer(whole.count), "hash": .integer(whole.hash),
                "id": .integer(campaign.rawValue),
            ])
    }

    // MARK: Campaigns

    /// Seals the names of the campaigns, which a transaction has changed.
    func sealCampaigns(in database: Database) throws(SQLiteError) {
        try database.run(
            "UPDATE identity SET campaign_seal = :hash",
            ["hash": .integer(try campaignSum(in: database))])
    }

    /// Whether the campaigns are those that were written.
    func holdsCampaigns(in database: Database) throws(SQLiteError) -> Bool {
        let sealed = try database.first("SELECT campaign_seal FROM identity") {
            row throws(SQLiteError) in try row.integer("campaign_seal")
        }
        return try sealed == campaignSum(in: database)
    }

    private func campaignSum(in database: Database) throws(SQLiteError) -> Int64 {
        try database.rows("SELECT id, name FROM campaigns") { row throws(SQLiteError) in
            hash("\(try row.integer("id")) \(try row.text("name"))")
        }.reduce(0, ^)
    }

    /// Seals all that a ledger holds, as an earlier version left it.
    func sealAll(in database: Database) throws(SQLiteError) {
        let campaigns = try database.rows("SELECT id FROM campaigns") { row throws(SQLiteError) in
            CampaignID(rawValue: try row.integer("id"))
        }
        for campaign in campaigns { try seal(campaign, in: database) }
        try sealCampaigns(in: database)
    }

    private func hash(_ text: String) -> Int64 {
        // No text of a message begins with a zero, so that no seal is a text's hash.
        let digest = key.digest(of: "\0seal\0" + text)
        return digest.bytes.prefix(8).reduce(0) { $0 << 8 | Int64($1) }
    }

    private static let changeCampaign = """
        UPDATE campaigns SET message_count = message_count + :count,
            message_seal = (message_seal | :hash) - (message_seal & :hash)
        WHERE id = :campaign
        """
}

extension Ledger {
    /// Makes sure that what the ledger holds of a campaign is what was written.
    ///
    /// - Throws: `LedgerError`; its kind is `altered` where it is not, unless an older ledger is
    ///   accepted: then all rows of its list count as lost, and it is sealed anew.
    package func verify(_ campaign: CampaignID) async throws(LedgerError) {
        let seal = seal
        let isWhole = try read { database throws(SQLiteError) in
            try seal.holds(campaign, in: database)
        }
        guard !isWhole else { return }
        let name = try campaignName(campaign) ?? ""
        guard trust.acceptsOlder, let id else {
            throw LedgerError(path: path, kind: .altered(campaign: name))
        }
        let time = Timestamp.text(now())
        try await write { database throws(SQLiteError) in
            try LostRows(ledger: id, campaign: id.token(of: name), highestRow: nil)
                .note(at: time, in: database)
            try seal.seal(campaign, in: database)
        }
    }

    /// Makes sure that no campaign lost its name.
    ///
    /// - Throws: `LedgerError`; its kind is `altered` where one did, unless an older ledger is
    ///   accepted, or nothing is to be sent.
    func verifyCampaigns() throws(LedgerError) {
        let seal = seal
        let isWhole = try read { database throws(SQLiteError) in
            try seal.holdsCampaigns(in: database)
        }
        guard !isWhole, !trust.acceptsOlder, trust.strictness == .refuses else { return }
        throw LedgerError(path: path, kind: .altered(campaign: nil))
    }
}
