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

/// A campaign's open messages in a real ledger, compared with a scripted Plivo's log an hour later.
@Suite struct ReconcileRunTests {
    private let folder: ScratchFolder
    private let time = JumpingTime()
    private let log: EventLog
    private let ledger: Ledger
    private let campaign: CampaignRecord
    private let stop = StopSwitch()

    init() async throws {
        folder = try ScratchFolder()
        log = EventLog(time)
        ledger = try Ledger(at: folder.file("ledger.sqlite"), now: { [time] in time.date })
        campaign = try await Self.begin("spring", ledger)
    }

    private static func begin(_ name: String, _ ledger: Ledger) async throws -> CampaignRecord {
        _ = try await ledger.begin(
            CampaignDetails(
                name: name,
                provider: Sample.provider,
                sender: "+12025550100",
                templateHash: "t",
                listHash: name
            )
        )
        return try #require(try await ledger.campaign(named: name))
    }

    /// Leaves a message unconfirmed; its request took a second.
    private func leaveOpen(
        _ number: String,
        _ row: Int,
        in campaign: CampaignRecord? = nil,
        provider: String = Sample.provider,
        account: String? = nil,
        skew: Double? = 0
    ) async throws {
        let campaign = (campaign ?? self.campaign).id
        let number = try Sample.number(number)
        var intent = Intent(
            campaign: campaign,
            number: number,
            row: row,
            provider: provider,
            segments: 1,
            encoding: "GSM-7",
            textHash: ledger.textHash(of: "Hi")
        )
        intent.account = account.map { ledger.accountHash(of: $0) }
        intent.clockOffset = skew.map { Int($0 * 1000) }
        _ = try await ledger.recordIntent(intent)
        try await ledger.recordOutcome(
            Outcome(
                campaign: campaign,
                number: number,
                ending: .unconfirmed,
                reason: "timed_out",
                errorCode: "500"
            )
        )
    }

    /// Reconciles an hour later; an answer without a date gets the right one.
    private func run(
        seeing watch: @escaping @Sendable (HTTPRequest) -> Void = { _ in },
        _ script: @escaping ScriptedTransport.Script
    ) async throws -> ReconcileResult {
        try await time.sleep(until: time.now + .seconds(3600))
        let dated: ScriptedTransport.Script = { [time] ask, earlier in
            let reply = await script(ask, earlier)
            guard case .status(let status, let body, let pause, nil) = reply else { return reply }
            return .status(status, body, retryAfter: pause, date: HTTPDate.text(time.date))
        }
        let tools = RunTools(
            provider: Pipeline.provider,
            identity: Secret("own"),
            transport: WatchedTransport(base: ScriptedTransport(log, dated), watch: watch),
            time: time,
            random: { 1 },
            retry: RetryPolicy(attempts: 2, base: .seconds(1), cap: .seconds(1)),
            stop: stop
        )
        var settings = Sample.settings()
        settings.prices.perSegment = Decimal(string: "0.0079")
        let messages = try #require(Pipeline.provider.messageLog.service)
        let run = ReconcileRun(
            ledger: ledger,
            campaign: campaign,
            tools: tools,
            log: messages,
            settings: settings
        )
        return try await run.run()
    }

    /// A page with one message that was queued at the time of the requests.
    private static func page(
        _ number: String,
        id: String,
        _ more: String = ""
    ) -> ScriptedTransport.Reply {
        .status(200, page(number, id: id, at: "2023-11-14 22:13:21+00:00", more))
    }

    private static func page(
        _ number: String,
        id: String,
        at time: String,
        _ more: String = ""
    ) -> String {
        let object =
            #"{"message_uuid": "\#(id)", "message_state": "queued", "message_direction": "outbound", "#
            + #""from_number": "12025550100", "to_number": "\#(number)", "message_time": "\#(time)", "#
            + #""units": 1, "total_amount": "0.00000"}"#
        return #"{"meta": {"offset": 0, "next": null\#(more)}, "objects": [\#(object)]}"#
    }

    private static let nothing = ScriptedTransport.Reply.status(
        200,
        #"{"meta": {"offset": 0, "next": null}, "objects": []}"#
    )

    private func message(_ number: String) async throws -> MessageRecord {
        try #require(try await ledger.message(to: try Sample.number(number), in: campaign.id))
    }

    @Test func `what the log has is sent, what it has not is not accepted`() async throws {
        try await leaveOpen("+12025550101", 2)
        try await leaveOpen("+12025550102", 1)
        let result = try await run { ask, _ in
            ask.number == "12025550101" ? Self.page("12025550101", id: "m-1") : Self.nothing
        }
        #expect(result.settlements.map(\.record.row) == [1, 2])
        #expect(
            result.sent == 1 && result.notAccepted == 1 && result.inDoubt.isEmpty
                && result.ending == .settled
        )
        let sent = try await message("+12025550101")
        #expect(
            sent.state == .sent && sent.messageID == "m-1" && sent.reason == nil
                && sent.errorCode == nil
        )
        #expect(sent.cost == "0.0079" && sent.currency == "USD" && sent.attempts == 1)
        #expect(sent.sentAt == Sample.date + 1)
        let pending = try await message("+12025550102")
        #expect(
            pending.state == .notAccepted && pending.reason == "interrupted"
                && pending.messageID == nil
        )
        #expect(pending.detail?.contains("log does not have it") == true)
    }

    @Test func `a log of several pages is read to its end`() async throws {
        try await leaveOpen("+12025550101", 1)
        let result = try await run { _, earlier in
            let more = #", "total_count": \#(earlier < 2 ? 3 : 1)"#
            return Self.page("12025550101", id: "m-\(earlier)", more)
        }
        #expect(log.count("GET") == 3)
        #expect(
            result.settlements.first?.finding == .doubtful(.several(3))
                && result.ending == .someFailed
        )
        #expect(try await message("+12025550101").state == .unconfirmed)
    }

    @Test func `a log without end settles nothing`() async throws {
        try await leaveOpen("+12025550101", 1)
        let result = try await run { _, _ in
            Self.page("12025550101", id: "m-1", #", "total_count": 9"#)
        }
        #expect(
            result.settlements.first?.finding == .doubtful(.incomplete) && log.count("GET") == 100
        )
    }

    @Test
    func
        `a message of another campaign is not taken again, nor is one that may be another campaign's`()
        async throws
    {
        let other = try await Self.begin("summer", ledger)
        try await leaveOpen("+12025550101", 1)
        try await leaveOpen("+12025550102", 2)
        try await leaveOpen("+12025550101", 1, in: other)
        try await leaveOpen("+12025550102", 2, in: other)
        let number = try Sample.number("+12025550101")
        try await ledger.settleUnconfirmed(
            Outcome(campaign: other.id, number: number, ending: .sent, messageID: "12025550101")
        )
        let result = try await run { ask, _ in Self.page(ask.number, id: ask.number) }
        #expect(result.settlements.map(\.finding) == [.notAccepted, .doubtful(.rival)])
    }

    @Test func `a log that cannot be read leaves the message as it is`() async throws {
        try await leaveOpen("+12025550101", 1)
        let result = try await run { _, _ in .status(500, "") }
        guard case .doubtful(.unreadable) = result.settlements.first?.finding else {
            Issue.record("\(result)")
            return
        }
        #expect(result.ending == .someFailed && result.stopCause == nil && log.count("GET") == 2)
        #expect(try await message("+12025550101").reason == "timed_out")
    }

    @Test func `a refused account ends it`() async throws {
        for index in 1...40 { try await leaveOpen("+120255501\(index + 10)", index) }
        let result = try await run { _, _ in .status(401, "") }
        guard case .account(.credentials, _, _, _) = result.stopCause else {
            Issue.record("\(result)")
            return
        }
        #expect(
            result.ending == .incomplete && result.stillUnconfirmed == 40
                && result.settlements.count == 40
        )
        #expect(log.count("GET") <= 20)
    }

    @Test func `a signal ends it, and what was found is kept`() async throws {
        for index in 1...40 { try await leaveOpen("+120255501\(index + 10)", index) }
        let result = try await run { [stop] ask, _ in
            if ask.number.hasSuffix("20") { stop.raise(.signal(2)) }
            return Self.nothing
        }
        #expect(
            result.ending == .signal(2) && result.notAccepted > 0 && result.stillUnconfirmed > 0
        )
        #expect(try await ledger.counts(in: campaign.id)[.notAccepted] == result.notAccepted)
        #expect(try await ledger.counts(in: campaign.id)[.unconfirmed] == result.stillUnconfirmed)
    }

    @Test func `a message of another provider entry is not asked about`() async throws {
        try await leaveOpen("+12025550101", 1, provider: "second")
        let result = try await run { _, _ in Self.nothing }
        #expect(
            result.settlements.first?.finding == .doubtful(.otherProvider("second"))
                && log.words.isEmpty
        )
    }

    @Test func `a page that is too large is asked for in smaller ones, from the first on`()
        async throws
    {
        try await leaveOpen("+12025550101", 1)
        let urls = Guarded<[String]>([])
        let result = try await run { request in
            urls.withLock { $0.append(request.url) }
        } _: { _, earlier in
            earlier == 0
                ? .failure(.tooLarge, .mayHaveBeenSent) : Self.page("12025550101", id: "m-1")
        }
        let asked = urls.withLock { $0 }
        #expect(asked.count == 2 && result.sent == 1, "\(result)")
        #expect(asked.first?.contains("&limit=20&offset=0") == true)
        #expect(asked.last?.contains("&limit=5&offset=0") == true)
    }

    @Test func `a log whose smallest pages are too large leaves messages as they are, and goes on`()
        async throws
    {
        for index in 1...12 { try await leaveOpen("+120255501\(index + 10)", index) }
        let result = try await run { _, _ in .failure(.tooLarge, .mayHaveBeenSent) }
        #expect(result.stopCause == nil && result.stillUnconfirmed == 12 && log.count("GET") == 36)
    }

    @Test func `a message of another account is not touched, the account's own are settled`()
        async throws
    {
        try await leaveOpen("+12025550101", 1, account: "own")
        try await leaveOpen("+12025550102", 2, account: "other")
        try await leaveOpen("+12025550103", 3)
        let result = try await run { _, _ in Self.nothing }
        #expect(
            result.settlements.map(\.finding) == [
                .notAccepted, .doubtful(.otherAccount), .notAccepted,
            ]
        )
        #expect(try await message("+12025550102").state == .unconfirmed)
    }

    @Test func `all that the log has is asked for, whatever the clock showed at sending`()
        async throws
    {
        try await leaveOpen("+12025550101", 1, skew: nil)
        let answer = Self.page("12025550101", id: "m-1", at: "2023-09-01 00:00:00+00:00")
        let urls = Guarded<[String]>([])
        let result = try await run { request in
            urls.withLock { $0.append(request.url) }
        } _: { _, _ in
            .status(200, answer)
        }
        #expect(urls.withLock { $0.first?.contains("message_time__gte=2023-08-16") } == true)
        guard case .doubtful(.otherTime) = result.settlements.first?.finding else {
            Issue.record("\(result)")
            return
        }
    }

    @Test func `questions keep to the rate of lookups`() async throws {
        for index in 1...40 { try await leaveOpen("+120255501\(index + 10)", index) }
        _ = try await run { _, _ in Self.nothing }
        let times = log.times("GET").sorted()
        try #require(times.count == 40)
        // 100 a second; what is late by up to 50 ms is caught up.
        #expect(times[39] - times[0] >= .milliseconds(39 * 10 - 60))
    }

    @Test(arguments: [
        ("Tue, 14 Nov 2023 23:13:20 GMT", false), ("Wed, 15 Nov 2023 01:13:21 GMT", true),
    ])
    func `the answer's date tells how far the clocks are apart`(
        date: String,
        isHere: Bool
    ) async throws {
        try await leaveOpen("+12025550101", 1, skew: nil)
        let page = Self.page("12025550101", id: "m-1", at: "2023-11-15 00:13:21+00:00")
        let result = try await run { _, _ in .status(200, page, date: date) }
        let isAdopted = result.sent == 1
        #expect(isAdopted == isHere, "\(result)")
    }
}

/// A way to the provider on which somebody looks at the requests.
private struct WatchedTransport: HTTPTransport {
    let base: any HTTPTransport
    let watch: @Sendable (HTTPRequest) -> Void

    func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
        watch(request)
        return try await base.send(request)
    }
}
