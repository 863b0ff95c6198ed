// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Basics
@testable import Ledger

@Suite struct OptOutTests {
    let bench: LedgerBench
    let ledger: Ledger

    init() throws {
        bench = try LedgerBench()
        ledger = try bench.open()
    }

    private func optOut(_ index: Int, _ provider: String?, age: TimeInterval = 0) throws -> OptOut {
        OptOut(
            number: try LedgerBench.number(index),
            provider: provider,
            source: provider == nil ? .user : .provider,
            date: bench.date - age
        )
    }

    @Test(arguments: [nil, "plivo"])
    func `an opt-out counts, whoever reported it`(provider: String?) async throws {
        try await ledger.addOptOut(try optOut(1, provider))
        #expect(try await ledger.isOptedOut(try LedgerBench.number(1)))
        #expect(try await !ledger.isOptedOut(try LedgerBench.number(2)))
        #expect(try await ledger.optOuts() == [try optOut(1, provider)])
    }

    @Test func `an opt-out that comes again keeps its first time`() async throws {
        try await ledger.addOptOut(try optOut(1, "plivo", age: 60))
        try await ledger.addOptOut(try optOut(1, "plivo"))
        #expect(try await ledger.optOuts() == [try optOut(1, "plivo", age: 60)])
    }

    @Test(arguments: [true, false])
    func `an outcome that tells of an opt-out brings it along`(isOptOut: Bool) async throws {
        let campaign = try await ledger.begin(LedgerBench.campaign())
        var outcome = try LedgerBench.outcome(1, in: campaign, .failed)
        outcome.isOptOut = isOptOut
        await #expect(throws: LedgerError.self) { try await ledger.recordOutcome(outcome) }
        #expect(try await ledger.optOuts().isEmpty)
        _ = try await ledger.recordIntent(try LedgerBench.intent(1, in: campaign))
        let commits = await ledger.commits
        try await ledger.recordOutcome(outcome)
        #expect(await ledger.commits == commits + 1)
        #expect(
            try await ledger.optOuts() == (isOptOut ? [try optOut(1, "plivo")] : [])
        )
    }

    @Test func `many are added at once, and those are counted who had not opted out`() async throws
    {
        try await ledger.addOptOut(try optOut(1, "plivo"))
        let imported = try (1...3).map { index in
            OptOut(
                number: try LedgerBench.number(index),
                provider: nil,
                source: .list,
                file: "stop.csv",
                date: bench.date
            )
        }
        #expect(try await ledger.addOptOuts(imported) == 2)
        #expect(try await ledger.addOptOuts(imported) == 0)
        #expect(try await ledger.optOuts(of: try LedgerBench.number(2)) == [imported[1]])
        #expect(try await ledger.optOuts().count == 4)
    }

    @Test(arguments: [Intent.Replacement.nothing, .failed, .unconfirmed])
    func `who has opted out meanwhile gets no intent`(replacing: Intent.Replacement) async throws {
        let campaign = try await ledger.begin(LedgerBench.campaign())
        let endings: [Outcome.Ending] = [.sent, .failed, .unconfirmed, .notAccepted]
        for (index, ending) in endings.enumerated() {
            _ = try await ledger.recordIntent(try LedgerBench.intent(index, in: campaign))
            try await ledger.recordOutcome(try LedgerBench.outcome(index, in: campaign, ending))
        }
        for index in 0...4 { try await ledger.addOptOut(try optOut(index, nil)) }
        var receipts: [IntentReceipt] = []
        for index in 0...4 {
            receipts.append(
                try await ledger.recordIntent(
                    try LedgerBench.intent(index, in: campaign, replacing: replacing)
                )
            )
        }
        let failed = replacing == .failed ? IntentReceipt.optedOut : .refused(.failed)
        let unconfirmed =
            replacing == .unconfirmed ? IntentReceipt.optedOut : .refused(.unconfirmed)
        #expect(receipts == [.refused(.sent), failed, unconfirmed, .optedOut, .optedOut])
        #expect(
            try await ledger.counts(in: campaign) == [
                .sent: 1, .failed: 1, .unconfirmed: 1, .notAccepted: 1,
            ]
        )
    }

    @Test func `who changes their mind is removed from every source`() async throws {
        try await ledger.addOptOut(try optOut(1, "plivo", age: 2))
        try await ledger.addOptOut(try optOut(1, nil, age: 1))
        try await ledger.addOptOut(try optOut(2, nil))
        #expect(try await ledger.removeOptOut(try LedgerBench.number(1)))
        #expect(try await !ledger.removeOptOut(try LedgerBench.number(1)))
        #expect(try await ledger.optOuts() == [try optOut(2, nil)])
    }
}
