// SPDX-License-Identifier: Apache-2.0

import Foundation
import Basics
import Ledger
import TestSupport
import Testing

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
