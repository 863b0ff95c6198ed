// SPDX-License-Identifier: Apache-2.0

@testable import Basics
@testable import Ledger
import PhoneNumbers
import SQLite
import Testing

@Suite struct GroupCommitTests {
    let bench: LedgerBench

    init() throws {
        bench = try LedgerBench()
    }

    @Test
    func `500 intents at once share a few commits, and each is on the disk when its call returns`()
        async throws
    {
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

    @Test func `a row that breaks a rule fails alone`() async throws {
        let ledger = try bench.open()
        let campaign = try await ledger.begin(LedgerBench.campaign())
        let noCampaign = CampaignID(rawValue: 999)
        let failures = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<100 {
                group.addTask {
                    do {
                        let owner = index % 10 == 3 ? noCampaign : campaign
                        _ = try await ledger.recordIntent(try LedgerBench.intent(index, in: owner))
                        return false
                    } catch {
                        return (error as? LedgerError)?.isBrokenRule == true
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(failures == 10)
        #expect(try await ledger.counts(in: campaign) == [.intent: 90])
    }

    @Test
    func
        `a full disk fails each member of the batch before anything is sent, until there is room`()
        async throws
    {
        let ledger = try bench.open()
        let campaign = try await ledger.begin(LedgerBench.campaign())
        let pages = try await ledger.limitPages(to: 1)
        let refused = await withTaskGroup(of: LedgerError.Kind?.self) { group in
            for index in 0..<500 {
                group.addTask {
                    do {
                        _ = try await ledger.recordIntent(
                            try LedgerBench.intent(index, in: campaign)
                        )
                        return nil
                    } catch {
                        return (error as? LedgerError)?.kind
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let full = refused.filter { $0 == .diskFull }.count
        #expect(full > 0 && refused.allSatisfy { $0 == nil || $0 == .diskFull })
        #expect(try await ledger.counts(in: campaign)[.intent, default: 0] == 500 - full)
        _ = try await ledger.limitPages(to: pages + 1000)
        #expect(
            try await ledger.recordIntent(try LedgerBench.intent(600, in: campaign))
                == .recorded(attempt: 1)
        )
    }

    @Test func `after a failure of the disk nothing more is written`() async throws {
        let ledger = try bench.open()
        let campaign = try await ledger.begin(LedgerBench.campaign())
        let failure = LedgerError(
            path: bench.path,
            kind: .diskFailure("disk I/O error, SQLite 1034")
        )
        await #expect(throws: failure) {
            try await ledger.write { _ throws(SQLiteError) in
                throw SQLiteError(extendedCode: 1034, message: "disk I/O error")
            }
        }
        await #expect(throws: failure) {
            try await ledger.recordIntent(try LedgerBench.intent(1, in: campaign))
        }
        #expect(try await ledger.counts(in: campaign).isEmpty)
    }

    @Test func `a lost transaction fails the writes before and after the one that lost it`()
        async throws
    {
        let ledger = try bench.open()
        let failures = await ledger.commitWithSpoiler()
        #expect(failures == [.diskFull, .diskFull, .diskFull])
        #expect(try await ledger.optOuts().isEmpty)
        #expect(await ledger.commits == 0)
    }

    @Test func `a cancelled task records what happened all the same`() async throws {
        let ledger = try bench.open()
        let campaign = try await ledger.begin(LedgerBench.campaign())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<20 {
                let intent = try LedgerBench.intent(index, in: campaign)
                group.addTask {
                    withUnsafeCurrentTask { $0?.cancel() }
                    #expect(Task.isCancelled)
                    let receipt = try await ledger.recordIntent(intent)
                    #expect(receipt == .recorded(attempt: 1))
                }
            }
            try await group.waitForAll()
        }
        #expect(try await ledger.counts(in: campaign) == [.intent: 20])
    }

    @Test func `what is queued when the ledger is closed is committed first`() async throws {
        let ledger = try bench.open()
        let campaign = try await ledger.begin(LedgerBench.campaign())
        let intents = try (0..<50).map { try LedgerBench.intent($0, in: campaign) }
        let recorded = await withTaskGroup(of: Bool.self) { group in
            for intent in intents {
                group.addTask { (try? await ledger.recordIntent(intent)) == .recorded(attempt: 1) }
            }
            group.addTask {
                await ledger.close()
                return false
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        let found = try await bench.open().counts(in: campaign)[.intent, default: 0]
        #expect(found == recorded)
    }

    @Test func `a ledger that loses changes while it is open takes nothing more`() async throws {
        let ledger = try bench.open()
        let campaign = try await ledger.begin(LedgerBench.campaign())
        for index in 1...3 {
            _ = try await ledger.recordIntent(LedgerBench.intent(index, in: campaign))
        }
        // Another program that writes in between counts on.
        let other = try Database(path: bench.path)
        try other.execute("UPDATE identity SET counter = counter + 1")
        _ = try await ledger.recordIntent(LedgerBench.intent(4, in: campaign))
        try other.execute("UPDATE identity SET counter = counter - 1")
        for index in 5...6 {
            let intent = try LedgerBench.intent(index, in: campaign)
            let failure = await #expect(throws: LedgerError.self) {
                try await ledger.recordIntent(intent)
            }
            #expect(failure?.kind == .corrupt)
        }
        #expect(try await ledger.counts(in: campaign) == [.intent: 4])
    }

    @Test func `a write of another program is waited for`() async throws {
        let ledger = try bench.open()
        let campaign = try await ledger.begin(LedgerBench.campaign())
        let other = try Database(path: bench.path)
        try other.transaction { () throws(SQLiteError) in
            try other.run(
                "INSERT INTO opt_outs (number, provider, source, at) VALUES ('+12025550199', '', "
                    + "'user', '2026-11-22T16:35:00.000Z')"
            )
        }
        #expect(
            try await ledger.recordIntent(try LedgerBench.intent(1, in: campaign))
                == .recorded(attempt: 1)
        )
    }
}

extension LedgerError {
    fileprivate var isBrokenRule: Bool {
        if case .unexpected(let error) = kind { error.code == .constraint } else { false }
    }
}

extension Ledger {
    /// Makes the database full at so many pages, as a full disk would; returns how many it has.
    fileprivate func limitPages(to count: Int64) throws(LedgerError) -> Int64 {
        try read { database throws(SQLiteError) in
            try database.execute("PRAGMA max_page_count = \(count)")
            return try database.pragma("page_count")
        }
    }

    /// Commits one batch whose middle write finds the disk full; returns what each was told.
    fileprivate func commitWithSpoiler() -> [LedgerError.Kind?] {
        let told = Guarded<[LedgerError.Kind?]>([])
        let writes = ["+12025550101", "", "+12025550102"].map { number in
            PendingWrite<Void>(path: path, intent: nil) { database throws(SQLiteError) in
                guard !number.isEmpty else { throw SQLiteError(extendedCode: 13, message: "full") }
                try database.run(
                    "INSERT INTO opt_outs (number, provider, source, at) VALUES (:number, '', "
                        + "'user', '')",
                    ["number": .text(number)]
                )
            } answer: { result in
                told.withLock { told in
                    if case .failure(let error) = result {
                        told.append(error.kind)
                    } else {
                        told.append(nil)
                    }
                }
            }
        }
        batch.withLock { $0 = writes }
        commitBatch()
        return told.withLock { $0 }
    }
}
