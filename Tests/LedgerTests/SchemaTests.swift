// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import SQLite
import Testing

@testable import Basics
@testable import Ledger

@Suite struct SchemaTests {
    let bench: LedgerBench

    init() throws {
        bench = try LedgerBench()
    }

    private func columns(of table: String) throws -> [String] {
        try bench.witness().rows(
            "SELECT name FROM pragma_table_info(:table)",
            ["table": .text(table)]
        ) {
            row throws(SQLiteError) in try row.text("name")
        }
    }

    /// A column more is a decision about privacy: no table may hold a message's text.
    @Test(arguments: [
        ("settings", "key value"),
        (
            "campaigns",
            "id name provider sender template_hash list_hash created_at updated_at report_path "
                + "message_count message_seal"
        ),
        (
            "messages",
            "campaign_id number row state reason detail provider message_id error_code attempts "
                + "segments encoding cost "
                + "currency text_hash idempotency_key intended_at sent_at updated_at expected_cost "
                + "second_messages account clock_offset_ms"
        ),
        ("lookups", "provider number line_type carrier raw_type looked_up_at"),
        ("opt_outs", "number provider source file at"),
        (
            "identity",
            "only id counter file is_behind run_campaign run_began_at campaign_seal"
        ),
        ("lost_rows", "ledger campaign highest_row noted_at"),
        ("lookup_requests", "campaign_id number price requests requested_at"),
        (
            "deliveries",
            "campaign_id number message_id state is_final error_code detail cost currency "
                + "checked_at"
        ),
    ])
    func `the tables have these columns and no others`(table: String, names: String) throws {
        _ = try bench.open()
        #expect(try columns(of: table).joined(separator: " ") == names)
    }

    @Test func `the file is marked as a ledger of this version`() throws {
        _ = try bench.open()
        #expect(try bench.witness().pragma("application_id") == 0x534D_5343)
        #expect(try bench.witness().pragma("user_version") == 5)
    }

    @Test func `every commit is synced, and readers are let in`() async throws {
        let ledger = try bench.open()
        let synchronous = try await ledger.read { database throws(SQLiteError) in
            try database.pragma("synchronous")
        }
        #expect(synchronous == 2)
        let mode = try bench.witness().first("PRAGMA journal_mode") { row throws(SQLiteError) in
            try row.text("journal_mode")
        }
        #expect(mode == "wal")
    }

    @Test func `the views tell a person how a campaign went`() async throws {
        let ledger = try bench.open()
        let campaign = try await ledger.begin(LedgerBench.campaign())
        _ = try await ledger.begin(LedgerBench.campaign("empty"))
        for index in 1...5 {
            _ = try await ledger.recordIntent(try LedgerBench.intent(index, in: campaign))
        }
        for (index, ending) in [
            (1, Outcome.Ending.sent), (2, .failed), (3, .unconfirmed), (4, .notAccepted),
        ] {
            try await ledger.recordOutcome(try LedgerBench.outcome(index, in: campaign, ending))
        }
        let sums = try bench.witness().rows("SELECT * FROM campaign_summary") {
            row throws(SQLiteError) in
            try [
                "messages", "sent", "failed", "unconfirmed", "not_accepted", "in_flight",
                "segments_sent",
            ]
            .map { name throws(SQLiteError) in try row.integer(name) }
        }
        #expect(sums == [[5, 1, 1, 1, 1, 1, 1], [0, 0, 0, 0, 0, 0, 0]])
        let report = try bench.witness().rows("SELECT * FROM message_report") {
            row throws(SQLiteError) in
            "\(try row.text("campaign")) \(try row.integer("row")) \(try row.text("state"))"
        }
        #expect(report.first == "spring 1 sent")
        #expect(report.count == 5)
    }
}
