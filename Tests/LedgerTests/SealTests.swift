// SPDX-License-Identifier: Apache-2.0

import Foundation
import SQLite
import TestSupport
import Testing

@testable import Basics
@testable import Ledger

/// What adds up in a ledger, and what is kept where it cannot be written.
@Suite struct SealTests {
    let bench: LedgerBench

    init() throws {
        bench = try LedgerBench()
    }

    private func kind(_ body: () async throws -> Void) async -> LedgerError.Kind? {
        do {
            try await body()
            return nil
        } catch { return (error as? LedgerError)?.kind }
    }

    @Test(arguments: [
        "UPDATE messages SET number = '+12025559999' WHERE row = 2",
        "DELETE FROM messages WHERE row = 1",
        "UPDATE campaigns SET message_count = 7", "UPDATE campaigns SET message_seal = 7",
    ])
    func `a campaign whose messages changed by themselves is altered`(change: String) async throws {
        let ledger = try bench.open()
        let campaign = try await ledger.begin(LedgerBench.campaign())
        for index in 1...3 {
            _ = try await ledger.recordIntent(LedgerBench.intent(index, in: campaign))
        }
        #expect(await kind { try await ledger.verify(campaign) } == nil)
        try Database(path: bench.path).execute(change)
        #expect(
            await kind { try await ledger.verify(campaign) } == .altered(campaign: "spring"))
    }

    @Test func `all that a run does to messages keeps the seal`() async throws {
        let ledger = try bench.open()
        let campaign = try await ledger.begin(LedgerBench.campaign())
        for index in 1...4 {
            _ = try await ledger.recordIntent(LedgerBench.intent(index, in: campaign))
        }
        try await ledger.recordOutcome(LedgerBench.outcome(1, in: campaign, .notAccepted))
        try await ledger.recordOutcome(LedgerBench.outcome(2, in: campaign, .failed))
        _ = try await ledger.recordIntent(LedgerBench.intent(1, in: campaign))
        _ = try await ledger.recordIntent(LedgerBench.intent(2, in: campaign, replacing: .failed))
        _ = try await ledger.settleCrashedIntents(in: campaign)
        #expect(try await ledger.recordLost([LedgerBench.intent(9, in: campaign)]) == 1)
        #expect(try await ledger.recordLost([LedgerBench.intent(9, in: campaign)]) == 0)
        _ = try await ledger.forget(LedgerBench.number(3))
        try await ledger.update(campaign, to: LedgerBench.campaign("summer"))
        #expect(await kind { try await ledger.verify(campaign) } == nil)
        #expect(await kind { try await ledger.verifyCampaigns() } == nil)
        #expect(try await ledger.messages(in: campaign).count == 4)
    }

    @Test func `a campaign that lost its name is noticed before a run`() async throws {
        let ledger = try bench.open()
        _ = try await ledger.begin(LedgerBench.campaign())
        try Database(path: bench.path).execute("UPDATE campaigns SET name = 'sprinf'")
        #expect(await kind { try await ledger.lockForRequests() } == .altered(campaign: nil))
        await ledger.close()
        var trust = LedgerTrust()
        trust.acceptsOlder = true
        let accepted = try bench.open(trust: trust)
        try await accepted.lockForRequests()
        // Whichever is sent next may be the one that lost its name.
        #expect(try await accepted.lostRows(of: "spring") == .all)
        await accepted.close()
        let next = try bench.open()
        try await next.lockForRequests()
        #expect(try await next.lostRows(of: "summer") == .all)
    }

    /// A run with two messages in flight, the first of which was accepted and could not be written.
    private func runThatKeepsAnOutcome() async throws -> CampaignID {
        let ledger = try bench.open()
        try await ledger.lockForRequests()
        let campaign = try await ledger.begin(LedgerBench.campaign())
        try await ledger.beginRun(of: campaign)
        for index in 1...2 {
            _ = try await ledger.recordIntent(LedgerBench.intent(index, in: campaign))
        }
        await ledger.close()
        let closed = await kind {
            try await ledger.recordOutcome(LedgerBench.outcome(1, in: campaign, .sent))
        }
        #expect(closed == .closed)
        return campaign
    }

    private var keptOutcomes: URL { URL(filePath: bench.path + ".outcomes") }

    @Test(arguments: [
        ("\n", "\n", true), ("0001\"", "0002\"", false), ("\"sent\"", "\"failed\"", false),
        ("{", "{ ", false), (" {", "{", false), ("\"run\"", "\"ran\"", false),
    ])
    func `a kept outcome that is damaged leaves its message in doubt`(
        words: String, others: String, isTaken: Bool
    ) async throws {
        let campaign = try await runThatKeepsAnOutcome()
        let text = try String(contentsOf: keptOutcomes, encoding: .utf8)
        #expect(text.contains(words))
        try text.replacing(words, with: others)
            .write(to: keptOutcomes, atomically: false, encoding: .utf8)
        let next = try bench.open()
        try await next.lockForRequests()
        #expect(try await next.settleCrashedIntents(in: campaign) == (isTaken ? 1 : 2))
    }

    @Test func `a kept outcome of an earlier run, put back, says nothing`() async throws {
        let campaign = try await runThatKeepsAnOutcome()
        let kept = try Data(contentsOf: keptOutcomes)
        bench.date += 60
        let next = try bench.open()
        try await next.beginRun(of: campaign)
        await next.close()
        try kept.write(to: keptOutcomes)
        let last = try bench.open()
        try await last.lockForRequests()
        #expect(try await last.settleCrashedIntents(in: campaign) == 2)
    }

    @Test func `an outcome that cannot be written is taken by the next run`() async throws {
        let ledger = try bench.open()
        try await ledger.lockForRequests()
        let campaign = try await ledger.begin(LedgerBench.campaign())
        for index in 1...2 {
            _ = try await ledger.recordIntent(LedgerBench.intent(index, in: campaign))
        }
        var outcome = try LedgerBench.outcome(1, in: campaign, .sent)
        (outcome.messageID, outcome.clockOffset) = ("an-id", -1500)
        await ledger.close()
        let closed = await kind { try await ledger.recordOutcome(outcome) }
        #expect(closed == .closed)
        let next = try bench.open()
        try await next.lockForRequests()
        let message = try await next.message(to: LedgerBench.number(1), in: campaign)
        #expect(message?.state == .sent && message?.messageID == "an-id")
        #expect(message?.clockOffset == -1500)
        #expect(try await next.settleCrashedIntents(in: campaign) == 1)
        #expect(!FileManager.default.fileExists(atPath: bench.path + ".outcomes"))
    }
}
