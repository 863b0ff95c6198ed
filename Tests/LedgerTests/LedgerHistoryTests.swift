// SPDX-License-Identifier: Apache-2.0

import Foundation
import SQLite
import TestSupport
import Testing

@testable import Basics
@testable import Ledger

/// What a ledger notices of what happened to it between two runs.
@Suite struct LedgerHistoryTests {
    let bench: LedgerBench

    init() throws {
        bench = try LedgerBench()
    }

    /// Opens the ledger with its mirror.
    private func open(_ trust: LedgerTrust = LedgerTrust()) throws(LedgerError) -> Ledger {
        try bench.open(trust: trust, mirrors: bench.mirrors)
    }

    private func refusal(_ trust: LedgerTrust = LedgerTrust()) async -> LedgerError.Kind? {
        do throws(LedgerError) {
            let ledger = try open(trust)
            await ledger.close()
            return nil
        } catch { return error.kind }
    }

    /// A run of “spring” with messages to the rows 1 to `count`.
    private func run(_ count: Int, ends: Bool = true) async throws -> Ledger {
        let ledger = try open()
        try await ledger.lockForRequests()
        let campaign = try await ledger.begin(LedgerBench.campaign())
        try await ledger.beginRun(of: campaign)
        for index in 1...count {
            guard
                case .recorded = try await ledger.recordIntent(
                    LedgerBench.intent(index, in: campaign))
            else { continue }
            try await ledger.recordOutcome(LedgerBench.outcome(index, in: campaign, .sent))
        }
        if ends { await ledger.close() }
        return ledger
    }

    private var older: LedgerTrust {
        var trust = LedgerTrust()
        trust.acceptsOlder = true
        return trust
    }

    private func keepCopy() throws {
        try FileManager.default.copyItem(atPath: bench.path, toPath: bench.path + ".copy")
    }

    /// Writes the kept copy over the file, which stays the same file.
    private func putCopyBack() throws {
        let bytes = try Data(contentsOf: URL(filePath: bench.path + ".copy"))
        let file = try FileHandle(forUpdating: URL(filePath: bench.path))
        try file.write(contentsOf: bytes)
        try file.truncate(atOffset: UInt64(bytes.count))
        try file.close()
    }

    @Test func `a copy put back over the file is older, and knows what it lost once accepted`()
        async throws
    {
        _ = try await run(2)
        try keepCopy()
        _ = try await run(5)
        try putCopyBack()
        // Three intents, three outcomes, and the beginning of the run.
        #expect(await refusal() == .older(changes: 7))
        #expect(await refusal() == .older(changes: 7))
        let ledger = try open(older)
        #expect(try await ledger.lostRows(of: "spring") == .upTo(5))
        #expect(try await ledger.lostRows(of: "autumn") == nil)
        await ledger.close()
        #expect(await refusal() == nil)
        let next = try open()
        #expect(try await next.lostRows(of: "spring") == .upTo(5))
        try await next.settleLostRows(of: "spring")
        #expect(try await next.lostRows(of: "spring") == nil)
    }

    @Test func `only campaigns with intents after the copy lost rows`() async throws {
        _ = try await run(3)
        let ledger = try open()
        try await ledger.lockForRequests()
        let autumn = try await ledger.begin(LedgerBench.campaign("autumn", list: "m"))
        await ledger.close()
        try keepCopy()
        let later = try open()
        try await later.lockForRequests()
        _ = try await later.recordIntent(LedgerBench.intent(4, in: autumn))
        await later.close()
        try putCopyBack()
        let found = try open(older)
        #expect(try await found.lostRows(of: "autumn") == .upTo(4))
        #expect(try await found.lostRows(of: "spring") == nil)
    }

    /// Opens the ledger after a loss, and writes an intent of a campaign.
    private func message(_ index: Int, in name: String) async throws {
        let ledger = try open(older)
        try await ledger.lockForRequests()
        let campaign = try await ledger.begin(LedgerBench.campaign(name, list: name))
        _ = try await ledger.recordIntent(LedgerBench.intent(index, in: campaign))
        await ledger.close()
    }

    @Test func `a mirror keeps a campaign's rows although another one got its id`() async throws {
        _ = try await run(2)
        try keepCopy()
        try await message(4, in: "autumn")
        try putCopyBack()
        try await message(1, in: "winter")
        try putCopyBack()
        let found = try open(older)
        #expect(try await found.lostRows(of: "autumn") == .upTo(4))
        #expect(try await found.lostRows(of: "winter") == .upTo(1))
    }

    @Test func `a mirror keeps the rows of a campaign that was forgotten and begun again`()
        async throws
    {
        _ = try await run(2)
        try keepCopy()
        let ledger = try await run(5)
        await ledger.close()
        let later = try open()
        try await later.lockForRequests()
        let campaign = try #require(try await later.campaign(named: "spring"))
        _ = try await later.forget(campaign.id)
        await later.close()
        try await message(1, in: "spring")
        try putCopyBack()
        #expect(try await open(older).lostRows(of: "spring") == .upTo(5))
    }

    @Test func `a mirror knows a campaign by the name that it has now`() async throws {
        let ledger = try await run(2, ends: false)
        await ledger.close()
        try keepCopy()
        let later = try open()
        try await later.lockForRequests()
        let campaign = try #require(try await later.campaign(named: "spring"))
        _ = try await later.recordIntent(LedgerBench.intent(3, in: campaign.id))
        try await later.update(campaign.id, to: LedgerBench.campaign("summer"))
        _ = try await later.recordIntent(LedgerBench.intent(4, in: campaign.id))
        await later.close()
        try putCopyBack()
        #expect(try await open(older).lostRows(of: "summer") == .upTo(4))
    }

    @Test func `what warns instead of refusing writes, and hides nothing from the next run`()
        async throws
    {
        _ = try await run(1)
        try keepCopy()
        _ = try await run(3)
        try putCopyBack()
        for _ in 1...3 {
            let ledger = try open(LedgerTrust(.warns))
            #expect(ledger.doubt?.kind != nil)
            for index in 10...30 {
                try await ledger.addOptOut(
                    OptOut(
                        number: LedgerBench.number(index), provider: nil, source: .user,
                        date: bench.date))
            }
            await ledger.close()
        }
        #expect(await refusal() == .older(changes: nil))
        let ledger = try open(older)
        #expect(try await ledger.lostRows(of: "spring") == .upTo(3))
    }

    @Test func `a ledger of an earlier version, put back, is older than the one that was here`()
        async throws
    {
        _ = try await run(2)
        try FileManager.default.removeItem(atPath: bench.path)
        try bench.folder.write("", to: "ledger.sqlite")
        let database = try Database(path: bench.path)
        for script in Schema.migrations.prefix(4) { try database.execute(script) }
        try database.execute(
            """
            INSERT INTO settings VALUES ('hash_key', '\(String(repeating: "07", count: 32))');
            PRAGMA application_id = \(Schema.applicationID);
            PRAGMA user_version = 4;
            """)
        guard case .older = await refusal() else {
            Issue.record("believed")
            return
        }
        #expect(await refusal(older) == nil)
    }

    @Test func `a ledger that is gone is noticed where its run never ended, and not else`()
        async throws
    {
        let open = try await run(2, ends: false)
        try FileManager.default.removeItem(atPath: bench.path)
        let since = Date(timeIntervalSince1970: 1_800_000_000)
        let log = bench.path + "-wal"
        #expect(await refusal() == .onlyLogLeft)
        try FileManager.default.removeItem(atPath: log)
        #expect(await refusal() == .gone(runSince: since))
        let next = try self.open(older)
        #expect(next.wasCreated)
        #expect(try await next.lostRows(of: "spring") == .upTo(2))
        await next.close()
        #expect(await refusal() == nil)
        await open.close()
    }

    @Test func `a log without its ledger is kept, and any row may be lost without a mirror`()
        async throws
    {
        let open = try await run(2, ends: false)
        try FileManager.default.removeItem(atPath: bench.path)
        try FileManager.default.removeItem(atPath: bench.folder.file("state"))
        let next = try self.open(older)
        #expect(try await next.lostRows(of: "spring") == .all)
        #expect(FileManager.default.fileExists(atPath: bench.path + "-wal.orphaned"))
        await next.close()
        await open.close()
    }

    @Test func `another file is a copy, accepted once`() async throws {
        _ = try await run(1)
        try keepCopy()
        try FileManager.default.removeItem(atPath: bench.path)
        try FileManager.default.moveItem(atPath: bench.path + ".copy", toPath: bench.path)
        #expect(await refusal() == .moved)
        var moved = LedgerTrust()
        moved.acceptsMoved = true
        #expect(await refusal(moved) == nil)
        #expect(await refusal() == nil)
    }

    @Test func `another ledger where that of the last run lay is noticed`() async throws {
        _ = try await run(2)
        let path = bench.path + ".other"
        let bench = bench
        let other = try Ledger(at: path, mirrors: bench.mirrors, now: { bench.date })
        try await other.lockForRequests()
        try await other.beginRun(of: try await other.begin(LedgerBench.campaign()))
        await other.close()
        try FileManager.default.removeItem(atPath: bench.path)
        try FileManager.default.moveItem(atPath: path, toPath: bench.path)
        #expect(await refusal() == .exchanged)
        var moved = LedgerTrust()
        moved.acceptsMoved = true
        #expect(await refusal(moved) == .exchanged)
        let accepted = try open(older)
        #expect(try await accepted.lostRows(of: "spring") == .upTo(2))
        await accepted.close()
        #expect(await refusal() == nil)
    }

    @Test(arguments: [Data(), Data("SQLite formas 3".utf8), Data(repeating: 0x41, count: 8192)])
    func `what lies where a ledger lay is a damaged one, and not another file`(
        contents: Data
    ) async throws {
        _ = try await run(1)
        try contents.write(to: URL(filePath: bench.path))
        // An empty one is made anew, as where none is.
        #expect(await refusal() == (contents.isEmpty ? nil : .corrupt))
    }

    @Test func `two copies of one ledger cannot both make requests`() async throws {
        let first = try await run(1, ends: false)
        try keepCopy()
        let other = bench.path + ".copy"
        for name in ["-wal", "-shm"] {
            try FileManager.default.copyItem(atPath: bench.path + name, toPath: other + name)
        }
        var trust = LedgerTrust()
        (trust.acceptsMoved, trust.acceptsOlder) = (true, true)
        let second = try Ledger(
            at: other, trust: trust, mirrors: bench.mirrors, now: { .distantPast })
        let error = await #expect(throws: LedgerError.self) { try await second.lockForRequests() }
        guard case .inUse(let holder?) = error?.kind else {
            Issue.record("not in use")
            return
        }
        #expect(holder.campaign == "spring")
        await first.close()
    }

    @Test(arguments: ["", "garbage", String(repeating: " ", count: 5000)])
    func `a mirror that cannot be read proves nothing`(contents: String) async throws {
        _ = try await run(2)
        let files = try FileManager.default.contentsOfDirectory(atPath: bench.mirrors.path)
        let mirror = try #require(files.first { $0.hasSuffix(".mirror") })
        try bench.folder.write(contents, to: "state/" + mirror)
        #expect(await refusal() == nil)
    }
}
