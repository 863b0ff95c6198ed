// SPDX-License-Identifier: Apache-2.0

import Foundation
import PhoneNumbers
import SQLite
import TestSupport
import Testing

@testable import Basics
@testable import Ledger

@Suite final class ForgettingTests: EmptyLedger {
    /// Begins a campaign with messages to some numbers, each with a lookup.
    private func begin(_ name: String, _ numbers: some Sequence<Int>) async throws -> CampaignID {
        let campaign = try await ledger.begin(LedgerBench.campaign(name))
        for index in numbers {
            _ = try await ledger.recordIntent(try LedgerBench.intent(index, in: campaign))
            try await ledger.recordOutcome(try LedgerBench.outcome(index, in: campaign, .sent))
            let lookup = CachedLookup(
                provider: "plivo",
                number: try LedgerBench.number(index),
                lineType: .mobile,
                lookedUpAt: bench.date
            )
            try await ledger.recordLookup(lookup)
        }
        return campaign
    }

    /// Whether a number stands anywhere in the bytes of the ledger's files.
    private func isInFiles(_ index: Int) throws -> Bool {
        let wanted = Data(try LedgerBench.number(index).e164.utf8)
        return try FileManager.default.contentsOfDirectory(atPath: bench.folder.path).contains {
            name in
            FileManager.default.contents(atPath: bench.folder.file(name))?.range(of: wanted) != nil
        }
    }

    @Test func `a forgotten campaign is gone with its messages, and only it`() async throws {
        let spring = try await begin("spring", 1...3)
        let autumn = try await begin("autumn", 2...4)
        #expect(try await ledger.forget(spring) == .complete)
        #expect(try await ledger.campaigns().map(\.id) == [autumn])
        #expect(try await ledger.messages(in: spring).isEmpty)
        #expect(try await ledger.messages(in: autumn).count == 3)
        #expect(try await ledger.overview().lookups == 4)
    }

    @Test func `a forgotten campaign's id is never given to another`() async throws {
        _ = try await begin("spring", 1...1)
        let autumn = try await begin("autumn", 1...1)
        _ = try await ledger.forget(autumn)
        let again = try await ledger.begin(LedgerBench.campaign("autumn"))
        #expect(again.rawValue > autumn.rawValue)
    }

    @Test func `a forgotten person is gone from all campaigns and lookups, and stays opted out`()
        async throws
    {
        let campaigns = [try await begin("spring", 1...3), try await begin("autumn", 2...4)]
        let number = try LedgerBench.number(2)
        try await ledger.addOptOut(
            OptOut(number: number, provider: "plivo", source: .provider, date: bench.date)
        )
        let traces = try await ledger.traces(of: number)
        #expect(
            traces.campaigns.map(\.name) == ["spring", "autumn"] && traces.lookups == 1
                && traces.isOptedOut
        )
        #expect(try await ledger.forget(number) == .complete)
        #expect(
            try await ledger.traces(of: number)
                == NumberTraces(campaigns: [], lookups: 0, isOptedOut: true)
        )
        for campaign in campaigns { #expect(try await ledger.messages(in: campaign).count == 2) }
        #expect(try await ledger.overview().lookups == 3)
    }

    @Test func `nothing of forgotten people is left in the bytes of the files`() async throws {
        // As most systems build SQLite. Out of order, so that pages are split, and keep copies of
        // the rows that moved.
        try await ledger.read { database throws(SQLiteError) in
            try database.execute("PRAGMA secure_delete = OFF")
        }
        let campaign = try await begin("spring", (1...400).map { $0 * 171 % 401 })
        #expect(try isInFiles(200) && isInFiles(230))
        for index in 200..<230 {
            #expect(try await ledger.forget(try LedgerBench.number(index)) == .complete)
        }
        for index in 200..<230 { #expect(try !isInFiles(index), "\(index)") }
        #expect(try isInFiles(230))
        await ledger.close()
        for index in 200..<230 { #expect(try !isInFiles(index), "\(index)") }
        #expect(try await bench.open(.readOnly).messages(in: campaign).count == 370)
    }

    @Test func `nothing of a forgotten campaign is left in the bytes of the files`() async throws {
        let campaign = try await ledger.begin(LedgerBench.campaign("secret-sale"))
        for index in 1...300 {
            _ = try await ledger.recordIntent(try LedgerBench.intent(index, in: campaign))
        }
        #expect(try await ledger.forget(campaign) == .complete)
        for index in [1, 150, 300] { #expect(try !isInFiles(index)) }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: bench.path))
        #expect(bytes.range(of: Data("secret-sale".utf8)) == nil)
    }

    @Test
    func `who cannot be erased because somebody reads is forgotten all the same, and it is said`()
        async throws
    {
        let campaign = try await begin("spring", 1...3)
        try await ledger.read { database throws(SQLiteError) in
            try database.execute("PRAGMA busy_timeout = 10")
        }
        let reader = try Database(path: bench.path, access: .readOnly)
        try reader.execute("BEGIN")
        _ = try reader.first("SELECT count(*) AS n FROM messages") { row throws(SQLiteError) in
            try row.integer("n")
        }
        #expect(
            try await ledger.forget(campaign)
                == .partial(LedgerError(path: bench.path, kind: .busy))
        )
        #expect(try await ledger.campaigns().isEmpty)
        try reader.execute("COMMIT")
    }
}
