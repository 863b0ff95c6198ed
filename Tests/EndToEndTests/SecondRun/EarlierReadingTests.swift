// SPDX-License-Identifier: Apache-2.0

import Foundation
import SQLite
import TestSupport
import Testing

extension EndToEnd {
    /// Campaigns that an earlier version began, which read some rows in another way.
    @Suite struct EarlierReadingTests {
        private static let list = """
            first_name,phone
            Ann,(202) 555-0101
            Bob,+44 7400 123456
            Cyd,call the office
            Dan,+12025550102

            """

        /// A bench whose ledger version 0.1.0 wrote: it messaged Bob under another number, and Cyd
        /// under one that nobody would read in that cell today.
        private func makeBench() async throws -> Bench {
            let bench = try Bench()
            try bench.folder.write(Self.list, to: "list.csv")
            let first = try await bench.run(Bench.send + ["--limit", "2"])
            #expect(first.status == 0 || first.status == 3, "\(first)")
            try FileManager.default.removeItem(atPath: bench.folder.file("list-report.csv"))
            // That version wrote no mirrors.
            try FileManager.default.removeItem(atPath: bench.folder.file(".state"))
            let database = try Database(path: bench.folder.file("ledger.sqlite"))
            try database.execute(Self.firstVersion)
            try database.execute(
                """
                CREATE TEMP TABLE cyd AS SELECT * FROM messages WHERE row = 2;
                UPDATE messages SET number = '+447400999999' WHERE row = 2;
                UPDATE cyd SET number = '+12255622663', row = 3;
                INSERT INTO messages SELECT * FROM cyd;
                DROP TABLE cyd;
                """)
            return bench
        }

        /// Makes a ledger of version 1 of the present one.
        private static let firstVersion = """
            DROP VIEW message_report;
            DROP VIEW campaign_summary;
            DROP TABLE deliveries;
            DROP TABLE lookup_requests;
            DROP TABLE lost_rows;
            DROP TABLE identity;
            DROP INDEX messages_by_time;
            ALTER TABLE campaigns DROP COLUMN message_count;
            ALTER TABLE campaigns DROP COLUMN message_seal;
            ALTER TABLE messages DROP COLUMN expected_cost;
            ALTER TABLE messages DROP COLUMN second_messages;
            ALTER TABLE messages DROP COLUMN account;
            ALTER TABLE messages DROP COLUMN clock_offset_ms;
            DROP TABLE opt_outs;
            CREATE TABLE opt_outs (
                number TEXT NOT NULL, provider TEXT NOT NULL, source TEXT NOT NULL,
                at TEXT NOT NULL, PRIMARY KEY (number, provider)
            ) STRICT, WITHOUT ROWID;
            PRAGMA user_version = 1;
            """

        @Test func `rows that were messaged under another number stop the run, with a way on`()
            async throws
        {
            let bench = try await makeBench()
            let sent = bench.provider.recipients
            let refused = try await bench.run(Bench.send)
            #expect(refused.status == 2, "\(refused)")
            let words = refused.errors.replacing(#/\s+/#, with: " ")
            #expect(words.contains("2 numbers were messaged already in the campaign “list”"))
            #expect(words.contains("row 2 (line 3), “+44 7400 123456”, was +447400999999, now"))
            #expect(words.contains("row 3 (line 4), “call the office”, was +12255622663, now no"))
            #expect(words.contains("--keep-earlier"), "\(refused)")
            #expect(bench.provider.recipients == sent)
        }

        @Test func `kept, they are texted to nobody, and the report shows their messages`()
            async throws
        {
            let bench = try await makeBench()
            let run = try await bench.run(Bench.send + ["--keep-earlier"])
            #expect(run.status == 0, "\(run)")
            let report = try bench.report()
            #expect(report.fates == ["sent", "sent", "sent", "sent"])
            #expect(report["number"][1...2] == ["+447400999999", "+12255622663"])
            #expect(report["detail"][1].contains("which an earlier run read in this row"))
            // Ann and Bob in the first run, Dan in this one.
            #expect(
                bench.provider.recipients.sorted() == [
                    "+12025550101", "+12025550102", "+447400123456",
                ])
            let again = try await bench.run(Bench.send + ["--keep-earlier"])
            #expect(again.status == 0 && bench.provider.recipients.count == 3, "\(again)")
        }

        @Test func `a dry run says what a run would stop at`() async throws {
            let bench = try await makeBench()
            let run = try await bench.run(Bench.send + ["--dry-run"])
            #expect(run.status == 0, "\(run)")
            #expect(
                run.errors.replacing(#/\s+/#, with: " ").contains(
                    "2 numbers were messaged already"), "\(run)")
            #expect(
                try bench.report("list-preview.csv").fates == [
                    "sent", "sent", "sent", "would_send lookup_needed",
                ])
        }

        @Test func `a list that changed is another matter: its rows are those of today`()
            async throws
        {
            let bench = try await makeBench()
            try bench.folder.write(
                Self.list.replacing("+44 7400 123456", with: "+44 7400 999999"), to: "list.csv")
            let run = try await bench.run(Bench.send)
            #expect(run.status == 0, "\(run)")
            #expect(
                try bench.report().fates == ["sent", "sent", "skipped invalid_number", "sent"])
        }
    }
}
