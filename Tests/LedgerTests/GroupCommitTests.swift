// SPDX-License-Identifier: Apache-2.0

import PhoneNumbers
import SQLite
import Testing

@testable import Ledger

@Suite struct GroupCommitTests {
    let bench: LedgerBench

    init() throws {
        bench = try LedgerBench()
    }

    @Test func `500 intents at once share a few commits, and each is on the disk when its call returns`() async throws {
        let ledger = try bench.open()
        let campaign = try await ledger.begin(LedgerBench.campaign())
        let before = await ledger.commits
        try await withThrowingTaskGroup { group in
            for index in 0..<500 {
                let intent = try LedgerBench.intent(index, in: campaign)
                group.addTask { [bench] in
                    #expect(try await ledger.recordIntent(intent) == .recorded(attempt: 1))
                    let found = try bench.witness().rows(
                        "SELECT 1 AS n FROM messages WHERE number = :number",
                        ["number": .text(intent.number.e164)]
                    ) { row throws(SQLiteError) in try row.integer("n") }
                    #expect(found == [1])
                }
            }
            try await group.waitForAll()
        }
        let commits = await ledger.commits - before
        #expect(commits >= 1 && commits < 100, "\(commits) commits")
        #expect(try await ledger.counts(in: campaign) == [.intent: 500])
    }
}
