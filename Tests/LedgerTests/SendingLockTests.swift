// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import Ledger
import TestSupport
import Testing

@Suite struct SendingLockTests {
    let bench: LedgerBench

    init() throws {
        bench = try LedgerBench()
    }

    private func refusal(of ledger: Ledger) async -> LedgerError.Kind? {
        do throws(LedgerError) {
            try await ledger.lockForRequests()
            return nil
        } catch {
            return error.kind
        }
    }

    @Test func `one sends at a time, and the other is told who`() async throws {
        let (first, second) = (try bench.open(), try bench.open())
        #expect(await refusal(of: first) == nil)
        let process = ProcessInfo.processInfo.processIdentifier
        #expect(await refusal(of: second) == .inUse(by: LockHolder(process: process)))
        await first.close()
        #expect(await refusal(of: second) == nil)
    }

    @Test func `the claim counts under every name of the ledger`() async throws {
        let first = try bench.open()
        #expect(await refusal(of: first) == nil)
        let link = bench.folder.file("link.sqlite")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: bench.path)
        let second = try Ledger(at: link, now: { .distantPast })
        #expect(await refusal(of: second) != nil)
    }

    @Test(arguments: ["", "-wal", ".lock"], [true, false])
    func `no intent is written once a file of the run is another one, or has a second name`(
        suffix: String, isReplaced: Bool
    ) async throws {
        let ledger = try bench.open()
        try await ledger.lockForRequests()
        let campaign = try await ledger.begin(LedgerBench.campaign())
        try await ledger.beginRun(of: campaign)
        let (file, other) = (bench.path + suffix, bench.path + suffix + ".other")
        if isReplaced {
            try FileManager.default.copyItem(atPath: file, toPath: other)
            try FileManager.default.removeItem(atPath: file)
            try FileManager.default.moveItem(atPath: other, toPath: file)
        } else {
            try FileManager.default.linkItem(atPath: file, toPath: other)
        }
        let error = await #expect(throws: LedgerError.self) {
            _ = try await ledger.recordIntent(LedgerBench.intent(2, in: campaign))
        }
        guard case .replaced(let path) = error?.kind else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(path.hasSuffix("ledger.sqlite" + suffix))
        await ledger.close()
    }

    @Test func `the file that a dead process left is no obstacle`() async throws {
        try bench.folder.write("4194304\n", to: "ledger.sqlite.lock")
        #expect(await refusal(of: try bench.open()) == nil)
        #expect(
            try bench.folder.read("ledger.sqlite.lock")
                == "\(ProcessInfo.processInfo.processIdentifier)\n"
        )
    }

    @Test func `reading goes on while another one sends`() async throws {
        let sender = try bench.open()
        try await sender.lockForRequests()
        let campaign = try await sender.begin(LedgerBench.campaign())
        #expect(try await bench.open(.readOnly).campaigns().map(\.id) == [campaign])
    }

    @Test func `a lock file that cannot be made is an error of its own`() async throws {
        let ledger = try bench.open()
        try FileManager.default.createDirectory(
            atPath: bench.folder.file("ledger.sqlite.lock"),
            withIntermediateDirectories: false
        )
        #expect(await refusal(of: ledger) == .cannotOpen("Is a directory"))
    }
}

@Suite struct CrashTests {
    @Test func `a killed run leaves its intents, its outcomes, and no claim`() async throws {
        let bench = try LedgerBench()
        let path = bench.path
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let ledger = try Ledger(at: path, now: { Date(timeIntervalSince1970: 1_800_000_000) })
            try await ledger.lockForRequests()
            let campaign = try await ledger.begin(LedgerBench.campaign())
            for index in 1...3 {
                _ = try await ledger.recordIntent(try LedgerBench.intent(index, in: campaign))
            }
            try await ledger.recordOutcome(try LedgerBench.outcome(1, in: campaign, .sent))
            kill(getpid(), SIGKILL)
        }

        let next = try bench.open()
        #expect(!next.wasCreated)
        try await next.lockForRequests()
        let campaign = try #require(try await next.campaign(named: "spring")).id
        #expect(try await next.counts(in: campaign) == [.intent: 2, .sent: 1])
        #expect(try await next.settleCrashedIntents(in: campaign) == 2)
        let receipt = try await next.recordIntent(try LedgerBench.intent(2, in: campaign))
        #expect(receipt == .refused(.unconfirmed))
    }

    @Test func `a running sender in another process keeps its claim until it dies`() async throws {
        let bench = try LedgerBench()
        let ledger = try bench.open()
        try await ledger.lockForRequests()
        let path = bench.path
        await #expect(processExitsWith: .exitCode(7)) { [path = path as String] in
            let second = try Ledger(at: path, now: { Date(timeIntervalSince1970: 0) })
            do throws(LedgerError) {
                try await second.lockForRequests()
            } catch {
                guard case .inUse(.some) = error.kind else { exit(8) }
                exit(7)
            }
        }
        await ledger.close()
    }
}
