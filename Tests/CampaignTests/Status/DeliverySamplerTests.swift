// SPDX-License-Identifier: Apache-2.0

import Foundation
@testable import Basics
@testable import Campaign
@testable import Configuration
import HTTP
import Ledger
@testable import Lists
import Pacing
import Providers
import PhoneNumbers
import TestSupport
import Testing

/// Asking now and then what has become of a message, by a clock that the test moves.
@Suite struct DeliverySamplerTests {
    private let folder: ScratchFolder
    private let time = ManualTime()
    private let log: EventLog
    private let ledger: Ledger
    private let campaign: CampaignID
    private let stop = StopSwitch()

    init() async throws {
        folder = try ScratchFolder()
        log = EventLog(time)
        ledger = try Ledger(at: folder.file("ledger.sqlite"), now: { [time] in time.date })
        campaign = try await ledger.begin(
            CampaignDetails(
                name: "c",
                provider: "plivo",
                sender: "+12025550100",
                templateHash: "t",
                listHash: "l"
            )
        )
    }

    private func sampler(_ reply: ScriptedTransport.Reply) throws -> DeliverySampler {
        let tools = RunTools(
            provider: Pipeline.provider,
            transport: ScriptedTransport(log) { _, _ in reply },
            time: time,
            retry: RetryPolicy(attempts: 3, base: .seconds(1), cap: .seconds(1)),
            stop: stop
        )
        return try #require(DeliverySampler(tools: tools, ledger: ledger, campaign: campaign))
    }

    /// The provider accepts a message, whose id is `m-` and the row.
    private func accept(_ row: Int, _ sampler: DeliverySampler) async throws {
        let number = try Sample.number("+1202555\(1000 + row)")
        let intent = Intent(
            campaign: campaign,
            number: number,
            row: row,
            provider: "plivo",
            segments: 1,
            encoding: "GSM-7",
            textHash: "h"
        )
        _ = try await ledger.recordIntent(intent)
        try await ledger.recordOutcome(
            Outcome(campaign: campaign, number: number, ending: .sent, messageID: "m-\(row)")
        )
        sampler.note(number, "m-\(row)")
    }

    /// Lets ten seconds pass, as soon as the sampler sleeps.
    private func pass(_ times: Int = 1) async {
        for _ in 0..<times {
            await time.waitUntilSleepers(count: 1)
            time.advance(by: .seconds(10))
        }
        await time.waitUntilSleepers(count: 1)
    }

    private func states() async throws -> [String] {
        try await ledger.deliveries(in: campaign).values.map(\.state)
    }

    @Test func `a message is asked after when it is 20 s old, and its state is remembered`()
        async throws
    {
        let sampler = try sampler(.state("delivered", price: "0.01"))
        try await accept(1, sampler)
        async let running: Void = sampler.run()
        await pass()
        #expect(log.words.isEmpty)
        await pass()
        #expect(log.words == ["GET m-1"])
        #expect(try await states() == ["delivered"])
        await pass(5)
        #expect(log.words == ["GET m-1"], "what is final is not asked after again")
        stop.raise(.signal(2))
        time.advance(by: .seconds(10))
        await running
    }

    @Test func `one question in ten seconds, after the latest message that is old enough`()
        async throws
    {
        let sampler = try sampler(.state("sent"))
        async let running: Void = sampler.run()
        for row in 1...6 {
            try await accept(row, sampler)
            await pass()
        }
        #expect(log.words == (1...5).map { "GET m-\($0)" })
        await pass(2)
        #expect(log.words.suffix(2) == ["GET m-6", "GET m-6"])
        let times = log.times("GET")
        #expect(zip(times.dropFirst(), times).allSatisfy { $0 - $1 >= .seconds(10) }, "\(times)")
        stop.raise(.signal(2))
        time.advance(by: .seconds(10))
        await running
    }

    @Test func `an account that is refused after acceptance stops the run`() async throws {
        let sampler = try sampler(.state("failed", code: "900"))
        try await accept(1, sampler)
        async let running: Void = sampler.run()
        await pass()
        time.advance(by: .seconds(10))
        await running
        guard case .account(.credit, provider: "plivo", _, _) = stop.cause else {
            Issue.record("\(String(describing: stop.cause))")
            return
        }
        #expect(try await states() == ["failed"])
    }

    @Test func `what a sample proves is remembered, and stops nothing`() async throws {
        let sampler = try sampler(.state("undelivered", code: "50"))
        try await accept(1, sampler)
        async let running: Void = sampler.run()
        await pass(2)
        let number = try Sample.number("+12025551001")
        let lookup = try await ledger.cachedLookup(
            number,
            provider: "plivo",
            notBefore: .distantPast
        )
        #expect(lookup?.lineType == .fixedLine && stop.cause == nil)
        stop.raise(.signal(2))
        time.advance(by: .seconds(10))
        await running
    }

    @Test(arguments: [
        ScriptedTransport.Reply.status(500, ""), .refused(401, "no"), .refused(404, "not found"),
        .failure(.timedOut, .mayHaveBeenSent), .failure(.connection, .notSent),
    ])
    func `a question without an answer is none of the run's business`(
        reply: ScriptedTransport.Reply
    ) async throws {
        let sampler = try sampler(reply)
        try await accept(1, sampler)
        async let running: Void = sampler.run()
        await pass(3)
        #expect(log.words == ["GET m-1", "GET m-1"] && stop.cause == nil)
        #expect(try await states().isEmpty)
        stop.raise(.signal(2))
        time.advance(by: .seconds(10))
        await running
    }

    @Test func `when the work is done nobody waits for it`() async throws {
        let sampler = try sampler(.state("sent"))
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await sampler.run() }
            await time.waitUntilSleepers(count: 1)
            group.cancelAll()
        }
        #expect(time.sleeperCount == 0 && log.words.isEmpty)
    }

    /// The clock of this one jumps on whenever anything takes time, so nobody can tell how many are
    /// sent before.
    @Test func `in a long run the rest stays pending for the next`() async throws {
        let campaign = try LedgerCampaign()
        campaign.settings.send.ratePerSecond = 1
        campaign.samplesStates = true
        campaign.script = { ask, _ in
            switch ask {
            case .lookup: .type("mobile")
            case .status: .state("failed", code: "900")
            case .message, .log: .accepted
            }
        }
        let list = "name,phone\n" + Pipeline.american(300).map { "Ann,\($0)\n" }.joined()
        let run = try await campaign.send(list)
        #expect(
            run.result.ending == .incomplete
                && run.result.stopCause?.sentence.contains("no credit") == true
        )
        #expect(run.result.tally[.sent] >= 1 && run.result.tally.count(of: .stopped) >= 1)
        #expect(run.result.tally.rows == 300 && run.column("status").count == 300)
    }
}
