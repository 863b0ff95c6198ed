// SPDX-License-Identifier: Apache-2.0

import Foundation
import PhoneNumbers
import SQLite
import TestSupport
import Testing

@testable import Basics
@testable import Ledger

/// Ledgers that earlier versions of the program wrote.
@Suite struct MigrationTests {
    let bench: LedgerBench

    init() throws {
        bench = try LedgerBench()
    }

    /// Writes a ledger of version 1: two campaigns, a message in each, an opt-out.
    private func writeFirstVersion() throws {
        try bench.folder.write("", to: "ledger.sqlite")
        let database = try Database(path: bench.path)
        try database.execute(Schema.migrations[0])
        try database.execute(
            """
            INSERT INTO settings VALUES ('hash_key', '\(String(repeating: "07", count: 32))');
            INSERT INTO campaigns VALUES (1, 'spring', 'plivo', 'S', 't', 'l', '\(time)', \
            '\(time)', '/r.csv');
            INSERT INTO campaigns VALUES (2, 'autumn', 'plivo', 'S', 't', 'l', '\(time)', \
            '\(time)', NULL);
            INSERT INTO messages SELECT id, '+12025550001', 1, 'sent', NULL, NULL, 'plivo', 'id', \
            NULL, 1, 1, 'GSM-7', '0.01',
                'USD', 'h', NULL, '\(time)', '\(time)', '\(time)' FROM campaigns;
            INSERT INTO opt_outs VALUES ('+12025550001', 'plivo', 'provider', '\(time)');
            PRAGMA application_id = \(Schema.applicationID);
            PRAGMA user_version = 1;
            """
        )
    }

    private var time: String { Timestamp.text(bench.date) }

    @Test func `a ledger of version 1 keeps all it holds`() async throws {
        try writeFirstVersion()
        let ledger = try bench.open()
        #expect(!ledger.wasCreated)
        #expect(try await ledger.campaigns().map(\.details.name) == ["spring", "autumn"])
        #expect(try await ledger.campaigns().first?.details.reportPath == "/r.csv")
        for campaign in try await ledger.campaigns() {
            #expect(try await ledger.messages(in: campaign.id).map(\.messageID) == ["id"])
        }
        #expect(try await ledger.optOuts().map(\.provider) == ["plivo"])
        #expect(try bench.witness().pragma("user_version") == 5)
    }

    @Test func `messages of earlier versions count, whether the ledger is migrated or only read`()
        async throws
    {
        try writeFirstVersion()
        for access in [Ledger.Access.readOnly, .readWrite] {
            let ledger = try bench.open(access)
            let groups = try await ledger.spending(in: CampaignID(rawValue: 1))
            #expect(
                groups.map(\.messages) == [1] && groups.map(\.segments) == [1]
                    && groups.map(\.cost) == ["0.01"]
            )
            #expect(groups.map(\.price) == [nil])
            #expect(
                try await ledger.spending(at: "plivo", since: bench.date).map(\.messages) == [2]
            )
            #expect(try await ledger.spending(at: "plivo", since: bench.date + 1).isEmpty)
            await ledger.close()
        }
    }

    @Test func `a migrated ledger has its views and its ties`() async throws {
        try writeFirstVersion()
        let ledger = try bench.open()
        let rows = try bench.witness().rows("SELECT campaign FROM message_report") {
            row throws(SQLiteError) in
            try row.text("campaign")
        }
        #expect(rows == ["spring", "autumn"])
        let orphan = try LedgerBench.intent(2, in: CampaignID(rawValue: 99))
        await #expect(throws: LedgerError.self) { try await ledger.recordIntent(orphan) }
    }

    @Test func `a ledger of version 1 can be read as it is`() async throws {
        try writeFirstVersion()
        let ledger = try bench.open(.readOnly)
        #expect(try await ledger.overview().campaigns.map(\.messages) == [1, 1])
        #expect(try await ledger.optOuts().map(\.provider) == ["plivo"])
        #expect(try Database(path: bench.path).pragma("user_version") == 1)
    }
}
