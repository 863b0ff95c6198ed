// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import HTTP
import Ledger
import Lists
import Pacing
import Providers
import Foundation
import PhoneNumbers
import TestSupport
import Testing

/// A campaign's accepted messages in a real ledger, asked after at a scripted Plivo's.
@Suite struct StatusRunTests {
    private let folder: ScratchFolder
    private let time = JumpingTime()
    private let log: EventLog
    private let ledger: Ledger
    private let campaign: CampaignID

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

    /// Lets the provider accept a message, whose id is `m-` and the row.
    private func accept(
        _ row: Int,
        id: String? = nil,
        provider: String = "plivo",
        age: TimeInterval = 0
    ) async throws {
        let number = try number(row)
        let intent = Intent(
            campaign: campaign,
            number: number,
            row: row,
            provider: provider,
            segments: 1,
            encoding: "GSM-7",
            textHash: "h"
        )
        _ = try await ledger.recordIntent(intent)
        var outcome = Outcome(
            campaign: campaign,
            number: number,
            ending: .sent,
            messageID: id ?? "m-\(row)"
        )
        outcome.sentAt = time.date - age
        try await ledger.recordOutcome(outcome)
    }

    private func number(_ row: Int) throws -> PhoneNumber {
        try Sample.number("+1202555\(1000 + row)")
    }

    private func run(
        stop: StopSwitch = StopSwitch(),
        pauses: @escaping @Sendable (Int, Duration) -> Void = { _, _ in },
        _ script: @escaping @Sendable (String, Int) async -> ScriptedTransport.Reply
    ) async throws -> StatusInquiries {
        let tools = RunTools(
            provider: Pipeline.provider,
            transport: ScriptedTransport(log) { ask, earlier in await script(ask.number, earlier) },
            time: time,
            random: { 1 },
            retry: RetryPolicy(attempts: 2, base: .seconds(1), cap: .seconds(1)),
            stop: stop
        )
        let service = try #require(Pipeline.provider.deliveryStatus.service)
        let settings = Sample.settings()
        return await StatusRun(
            ledger: ledger,
            campaign: campaign,
            tools: tools,
            service: service,
            settings: settings
        )
        .run(pauses)
    }

    private func known(_ row: Int) async throws -> DeliveryRecord? {
        try await ledger.deliveries(in: campaign)[try number(row)]
    }

    @Test func `every state is remembered, with its price and the meaning of its code`()
        async throws
    {
        for row in 1...3 { try await accept(row, age: 3600) }
        let inquiries = try await run { id, _ in
            switch id {
            case "m-1": .state("delivered", code: "000", price: "0.00250")
            case "m-2": .state("undelivered", code: "80", price: "0.00250")
            default: .state("sent")
            }
        }
        #expect(inquiries == StatusInquiries(asked: 3))
        let delivered = try #require(try await known(1))
        #expect(delivered.state == "delivered" && delivered.isFinal && delivered.cost == "0.0025")
        #expect(delivered.currency == "USD" && delivered.errorCode == nil)
        let undelivered = try #require(try await known(2))
        #expect(
            undelivered.errorCode == "80"
                && undelivered.detail == "the handset is unavailable for now"
        )
        #expect(try await known(3)?.isFinal == false)
        #expect(log.count("GET") == 3, "what was accepted an hour ago is asked after once")
        _ = try await run { _, _ in .state("delivered") }
        #expect(log.count("GET") == 4, "what is final is not asked after again")
    }

    @Test(arguments: ["..", "a/b", "%2e"])
    func `a message whose id could lead to another address is never asked after`(
        id: String
    )
        async throws
    {
        try await accept(1, id: id)
        try await accept(2, age: 3600)
        let inquiries = try await run { _, _ in .state("delivered") }
        #expect(inquiries == StatusInquiries(asked: 1) && log.count("GET") == 1)
        let unknown = try #require(try await known(1))
        #expect(unknown.state == "unknown" && !unknown.isFinal)
        #expect(unknown.detail?.hasPrefix("the provider cannot be asked: the message’s id") == true)
    }

    @Test func `a fresh message is asked after again, ever later, for two minutes`() async throws {
        try await accept(1)
        let pauses = Guarded([Duration]())
        let inquiries = try await run(pauses: { _, pause in pauses.withLock { $0.append(pause) } })
        { _, _ in
            .state("sent")
        }
        let times = log.times("GET")
        #expect(zip(times.dropFirst(), times).map { $0 - $1 } == AskingRounds.pauses)
        #expect(pauses.withLock { $0 } == AskingRounds.pauses)
        #expect(inquiries.asked == 1 && inquiries.ending == .settled)
    }

    @Test func `as soon as all states are final nobody waits any longer`() async throws {
        for row in 1...2 { try await accept(row) }
        let inquiries = try await run { id, earlier in
            earlier == (id == "m-1" ? 0 : 2) ? .state("delivered") : .state("queued")
        }
        // Which of the two is asked after first is up to the tasks.
        #expect(
            inquiries.asked == 2
                && log.words.sorted() == ["GET m-1", "GET m-2", "GET m-2", "GET m-2"]
        )
        #expect(try await known(2)?.state == "delivered")
    }

    @Test func `after a week nobody asks, and nothing more will be known`() async throws {
        for row in 1...2 { try await accept(row, age: 7 * 86_400 - 60) }
        _ = try await run { id, _ in id == "m-1" ? .state("sent", price: "0.01") : .status(400, "")
        }
        try await time.sleep(until: time.now + .seconds(3600))
        let requests = log.words.count
        #expect(try await run { _, _ in .state("delivered") } == StatusInquiries(asked: 0))
        #expect(log.words.count == requests)
        let first = try #require(try await known(1))
        #expect(first.state == "unknown" && first.isFinal && first.cost == "0.01")
        #expect(first.detail == "no final state came within 7 days; the last was “sent”")
        #expect(try await known(2)?.detail == "no final state came within 7 days")
    }

    @Test func `a message that the provider does not know any more stays unknown`() async throws {
        try await accept(1, age: 86_400)
        let inquiries = try await run { _, _ in .refused(404, "not found") }
        #expect(inquiries.asked == 1 && inquiries.ending == .settled && log.count("GET") == 1)
        let record = try #require(try await known(1))
        #expect(
            record.state == "unknown" && record.isFinal
                && record.detail?.contains("does not know the message (any more)") == true
        )
    }

    @Test func `a message that the provider does not know yet is asked after again`() async throws {
        try await accept(1)
        let inquiries = try await run { _, earlier in
            earlier < 3 ? .refused(404, "not found") : .state("delivered")
        }
        #expect(inquiries.asked == 1 && log.count("GET") == 4)
        #expect(try await known(1)?.state == "delivered")
    }

    @Test func `what is not known yet is not given up, and takes nothing away`() async throws {
        try await accept(1)
        _ = try await run { _, _ in .refused(404, "not found") }
        let record = try #require(try await known(1))
        #expect(log.count("GET") == 6 && record.state == "unknown" && !record.isFinal)
        #expect(record.detail == "the provider does not know the message yet: not found")
        // Within a day it is asked after in each run.
        try await accept(2, age: 3600)
        _ = try await run { _, _ in .state("sent") }
        _ = try await run { _, _ in .refused(404, "not found") }
        #expect(try await known(2)?.state == "sent")
    }

    @Test func `an answer of no use changes nothing that is known`() async throws {
        for row in 1...2 { try await accept(row, age: 3600) }
        _ = try await run { id, _ in id == "m-1" ? .state("sent") : .status(500, "") }
        #expect(
            try await known(2)?.detail?.hasPrefix("the provider gave no answer that can be used")
                == true
        )
        let inquiries = try await run { _, _ in .status(500, "") }
        #expect(inquiries.asked == 0 && inquiries.ending == .settled)
        #expect(try await known(1)?.state == "sent")
    }

    @Test func `a proven landline is in the lookup cache, whoever opted out has opted out`()
        async throws
    {
        for row in 1...2 { try await accept(row) }
        _ = try await run { id, _ in .state("undelivered", code: id == "m-1" ? "50" : "200") }
        let lookup = try await ledger.cachedLookup(
            try number(1),
            provider: "plivo",
            notBefore: .distantPast
        )
        #expect(
            lookup?.lineType == .fixedLine && lookup?.rawType == "delivery undelivered, code 50"
        )
        #expect(lookup?.lookedUpAt == Sample.date)
        let optOuts = try await ledger.optOuts()
        #expect(optOuts.map(\.number) == [try number(2)] && optOuts.map(\.provider) == ["plivo"])
        #expect(optOuts.map(\.source) == [.provider])
    }

    @Test func `that the account was refused afterwards is told, and all are asked after`()
        async throws
    {
        for row in 1...3 { try await accept(row) }
        let inquiries = try await run { _, _ in .state("failed", code: "900") }
        #expect(inquiries.asked == 3 && inquiries.ending == .settled)
        #expect(inquiries.refusal?.sentence.contains("no credit") == true)
    }

    @Test func `messages of another provider entry are left alone`() async throws {
        try await accept(1, provider: "second")
        try await accept(2)
        let inquiries = try await run { _, _ in .state("delivered") }
        #expect(inquiries.asked == 1 && log.words == ["GET m-2"])
        #expect(try await known(1) == nil)
    }

    @Test func `a refused account ends it`() async throws {
        for row in 1...40 { try await accept(row) }
        let inquiries = try await run { _, _ in .status(401, "") }
        guard case .account(.credentials, _, _, _) = inquiries.stopCause else {
            Issue.record("\(inquiries)")
            return
        }
        #expect(inquiries.ending == .incomplete && inquiries.asked == 0 && log.count("GET") <= 20)
    }

    @Test func `a signal ends it in the middle of a pause, and what was learnt is kept`()
        async throws
    {
        for row in 1...2 { try await accept(row) }
        let stop = StopSwitch()
        let inquiries = try await run(stop: stop) { _, pause in
            if pause > .seconds(5) { stop.raise(.signal(2)) }
        } _: { id, _ in
            .state(id == "m-1" ? "delivered" : "sent")
        }
        #expect(inquiries.ending == .signal(2) && inquiries.asked == 2 && log.count("GET") == 3)
        #expect(try await known(1)?.state == "delivered")
        #expect(try await known(2)?.state == "sent")
    }

    @Test func `more messages than a page are all asked after, within the rate of lookups`()
        async throws
    {
        for row in 1...700 { try await accept(row, age: 3600) }
        let inquiries = try await run { _, _ in .state("delivered") }
        #expect(inquiries.asked == 700 && Set(log.words).count == 700)
        let times = log.times("GET").sorted()
        // 100 a second; what is late by up to 50 ms is caught up.
        #expect(times[699] - times[0] >= .milliseconds(699 * 10 - 60))
    }
}

extension StatusInquiries {
    fileprivate init(asked: Int) {
        self.init()
        self.asked = asked
    }
}
