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

@Suite struct SendPipelineTests {
    private typealias Reply = ScriptedTransport.Reply
    private static let number = Sample.britishMobile

    /// Runs a list of one number that needs no lookup.
    private func run(
        _ pipeline: Pipeline,
        _ script: @escaping @Sendable (Int) -> ScriptedTransport.Reply
    ) async throws -> ReportRow {
        let rows = try await pipeline.run([Self.number]) { _, earlier in script(earlier) }
        return try #require(rows.first)
    }

    @Test func `the intent is durable before the request leaves, and the outcome follows`()
        async throws
    {
        var pipeline = Pipeline()
        pipeline.settings.prices.perSegment = Decimal(string: "0.0079")
        let row = try await run(pipeline) { _ in .accepted }
        let expected = [
            "intent \(Self.number)", "POST \(Self.number)", "outcome \(Self.number) sent",
        ]
        #expect(pipeline.log.words == expected)
        #expect(
            row.words == "sent" && row.delivery?.messageID == "an-id" && row.delivery?.attempts == 1
        )
        #expect(row.delivery?.cost == Decimal(string: "0.0079") && row.delivery?.currency == "USD")
        #expect(row.delivery?.sentAt == row.updatedAt && row.updatedAt != nil)
    }

    @Test func `that order holds for every message of a busy run`() async throws {
        let pipeline = Pipeline()
        let phones = Pipeline.british(300)
        let isRefused: @Sendable (String) -> Bool = { $0.hasSuffix("0") || $0.hasSuffix("5") }
        let rows = try await pipeline.run(phones) { ask, earlier in
            earlier == 0 && isRefused(ask.number) ? .refused(429, "slow") : .accepted
        }
        #expect(rows.allSatisfy { $0.words == "sent" })
        for phone in phones {
            let tries = isRefused(phone) ? "intent, POST, outcome not_accepted, " : ""
            // An intent that was taken back, because the schedule moved, changes nothing.
            let words = pipeline.log.words(about: phone).joined(separator: ", ")
            #expect(
                words.replacing("intent, outcome not_accepted, ", with: "")
                    == tries + "intent, POST, outcome sent")
        }
    }

    private static let unclear: [(ScriptedTransport.Reply, String)] = [
        (.refused(500, "x"), "server_error"), (.refused(503, "x", retryAfter: "1"), "server_error"),
        (.status(408, ""), "server_error"), (.status(202, "<html>"), "bad_response"),
        (.status(200, "{}"), "bad_response"),
        (.failure(.timedOut, .mayHaveBeenSent), "timed_out"),
        (.failure(.connectionLost, .mayHaveBeenSent), "connection_lost"),
        (.failure(.cancelled, .mayHaveBeenSent), "connection_lost"),
        (.failure(.tooLarge, .mayHaveBeenSent), "bad_response"),
        (.failure(.tlsHandshake, .mayHaveBeenSent), "connection_lost"),
    ]

    @Test(arguments: 0..<unclear.count)
    func `a message that may have been accepted is never handed over again`(index: Int) async throws
    {
        let pipeline = Pipeline()
        let (reply, reason) = Self.unclear[index]
        let row = try await run(pipeline) { _ in reply }
        #expect(row.words == "unconfirmed \(reason)" && pipeline.log.count("POST") == 1)
        #expect(pipeline.log.words.last == "outcome \(Self.number) unconfirmed")
        #expect(
            row.delivery?.attempts == 1 && row.delivery?.cost == nil && row.delivery?.sentAt == nil
        )
    }

    private static let rejected: [(ScriptedTransport.Reply, String)] = [
        (.refused(400, "invalid dst"), "failed rejected"),
        (.refused(400, "text is missing"), "failed rejected"),
        (.refused(422, "no"), "failed rejected"),
        (.refused(400, "opted out"), "skipped opted_out"),
        (.status(202, #"{"message_uuid":[]}"#), "failed rejected"),
    ]

    @Test(arguments: 0..<rejected.count)
    func `a refusal is final`(index: Int) async throws {
        let pipeline = Pipeline()
        let (reply, words) = Self.rejected[index]
        let row = try await run(pipeline) { _ in reply }
        #expect(
            row.words == words && pipeline.log.count("POST") == 1 && row.delivery?.errorCode != nil
        )
        #expect(pipeline.log.count("outcome \(Self.number) failed") == 1)
        #expect(pipeline.log.count("opt-out") == (words.hasSuffix("opted_out") ? 1 : 0))
    }

    @Test func `a pause that the provider asks for holds everybody back`() async throws {
        let pipeline = Pipeline()
        let first = Pipeline.british(1)[0]
        let rows = try await pipeline.run(Pipeline.british(30)) { ask, earlier in
            ask.number == first && earlier == 0
                ? .refused(429, "slow", retryAfter: "90") : .accepted
        }
        #expect(rows.allSatisfy { $0.words == "sent" })
        let times = pipeline.log.times("POST")
        let before = times.filter { $0 < times[0] + .seconds(90) }.count
        // Those that had left already, or were about to, when the answer came.
        #expect(before <= 20 && times.count == 31)
        #expect(
            pipeline.log.times("POST \(first)").last.map { $0 >= times[0] + .seconds(90) } == true
        )
    }

    @Test func `no intent waits for its request while a pause lasts`() async throws {
        let pipeline = Pipeline()
        let first = Pipeline.british(1)[0]
        _ = try await pipeline.run(Pipeline.british(30)) { ask, earlier in
            ask.number == first && earlier == 0
                ? .refused(429, "slow", retryAfter: "90") : .accepted
        }
        let begin = try #require(pipeline.log.times("POST").first)
        let isEarly: (Duration) -> Bool = { $0 < begin + .seconds(45) }
        #expect(
            pipeline.log.times("intent").count(where: isEarly)
                == pipeline.log.times("outcome").count(where: isEarly)
        )
    }

    @Test(arguments: ["0", "Sun, 06 Nov 1994 08:49:37 GMT"])
    func `a pause that is over already does not shorten the back-off`(
        retryAfter: String
    ) async throws {
        var pipeline = Pipeline()
        pipeline.settings.retry.base = .seconds(10)
        let row = try await run(pipeline) {
            $0 == 0 ? .refused(429, "slow", retryAfter: retryAfter) : .accepted
        }
        let times = pipeline.log.times("POST")
        #expect(row.words == "sent" && times.count == 2 && times[1] - times[0] >= .seconds(10))
    }

    @Test func `without a pause the third refusal in a row holds everybody back`() async throws {
        var pipeline = Pipeline()
        pipeline.settings.retry.base = .seconds(10)
        pipeline.settings.send.maxConcurrent = 1
        let rows = try await pipeline.run(Pipeline.british(3)) { _, earlier in
            earlier == 0 ? .refused(429, "slow") : .accepted
        }
        #expect(rows.allSatisfy { $0.words == "sent" })
        let times = pipeline.log.times("POST")
        try #require(times.count == 6)
        // On a busy machine the virtual clock may reach the first one's own pause before the third
        // has left: then there are no three in a row.
        if times[2] - times[0] < .seconds(10) { #expect(times[3] - times[2] >= .seconds(10)) }
    }

    @Test func `messages that are refused for the rate to the end stay pending`() async throws {
        let pipeline = Pipeline()
        let row = try await run(pipeline) { _ in .refused(429, "slow") }
        #expect(row.words == "pending rate_limited" && row.delivery?.attempts == 5)
        #expect(pipeline.log.count("POST") == 5 && pipeline.stop.cause == nil)
        #expect(pipeline.log.words.last == "outcome \(Self.number) not_accepted")
    }

    @Test(arguments: [1, 5])
    func `a pause that is too long stops the run, also after the last try`(
        attempts: Int
    ) async throws {
        var pipeline = Pipeline()
        pipeline.settings.retry.attempts = attempts
        let rows = try await pipeline.run(Pipeline.british(50)) { _, _ in
            .refused(429, "slow", retryAfter: "121")
        }
        #expect(pipeline.stop.cause == .retryAfter(.seconds(121)))
        #expect(
            rows.allSatisfy { $0.verdict.status == .pending } && pipeline.log.count("POST") <= 20
        )
    }

    @Test(arguments: [
        TransportFailure.Kind.connection, .nameResolution, .tlsHandshake, .proxy, .timedOut,
        .connectionLost,
    ])
    func `a provider that cannot be reached past the retries stops the run`(
        kind: TransportFailure.Kind
    ) async throws {
        let pipeline = Pipeline()
        let rows = try await pipeline.run(Pipeline.british(60)) { _, _ in .failure(kind, .notSent) }
        #expect(pipeline.stop.cause == .unreachable("the \(kind) failure"))
        let words = Set(rows.map(\.words))
        #expect(
            words.isSubset(of: ["pending unreachable", "pending stopped"])
                && words.contains("pending unreachable")
        )
        #expect(pipeline.log.count("outcome") == pipeline.log.count("intent"))
    }

    private static let stops: [(ScriptedTransport.Reply, String)] = [
        (.refused(401, "no"), "credentials"), (.status(401, "no"), "credentials"),
        (.refused(402, "no"), "no credit"),
        (.refused(400, "invalid src"), "the sender"),
        (.status(308, ""), "log in where the network asks"), (.status(407, ""), "HTTPS_PROXY"),
        (.status(402, "<html>"), "a login page"),
        (.failure(.certificate, .notSent), "certificate"),
        (.failure(.unsupported, .notSent), "unsupported"),
    ]

    @Test(arguments: 0..<stops.count)
    func `what every message would get stops the run, and its rows stay pending`(
        index: Int
    ) async throws {
        var pipeline = Pipeline()
        pipeline.settings.send.maxConcurrent = 1
        let (reply, part) = Self.stops[index]
        let rows = try await pipeline.run(Pipeline.british(50)) { _, _ in reply }
        #expect(pipeline.stop.cause?.sentence.contains(part) == true)
        #expect(rows.count == 50 && rows.allSatisfy { $0.words == "pending stopped" })
        #expect(rows.allSatisfy { $0.verdict.detail.contains(part) && $0.updatedAt != nil })
        #expect(pipeline.log.count("POST") == 1)
    }

    @Test
    func `five unexplained refusals in a row stop the run, and were not the recipients' fault`()
        async throws
    {
        var pipeline = Pipeline()
        pipeline.settings.send.maxConcurrent = 1
        let rows = try await pipeline.run(Pipeline.british(30)) { _, _ in .refused(422, "no") }
        #expect(rows.map(\.words) == Array(repeating: "pending stopped", count: 30))
        #expect(
            rows.count { $0.delivery?.attempts == 1 } == 5
                && rows.count { $0.delivery?.errorCode == "422" } == 5
        )
        #expect(
            pipeline.log.words.count { $0.hasPrefix("withdrawal") && $0.hasSuffix("not_accepted") }
                == 5
        )
    }

    @Test func `refusals that name each recipient's number were not their fault either`()
        async throws
    {
        var pipeline = Pipeline()
        pipeline.settings.send.maxConcurrent = 1
        let rows = try await pipeline.run(Pipeline.british(30)) { ask, _ in
            .refused(422, "The number \(ask.number) is unverified.")
        }
        #expect(rows.map(\.words) == Array(repeating: "pending stopped", count: 30))
        #expect(
            pipeline.log.words.count { $0.hasPrefix("withdrawal") && $0.hasSuffix("not_accepted") }
                == 5
        )
    }

    @Test func `a refusal between others is the recipient's own`() async throws {
        var pipeline = Pipeline()
        pipeline.settings.send.maxConcurrent = 1
        let rows = try await pipeline.run(Pipeline.british(10)) { ask, _ in
            "02468".contains(ask.number.suffix(1))
                ? .accepted : .refused(422, ask.number.hasSuffix("9") ? "other" : "no")
        }
        #expect(Set(rows.map(\.words)) == ["sent", "failed rejected"])
        #expect(!pipeline.log.words.contains { $0.hasPrefix("withdrawal") })
    }

    @Test func `ten outcomes in a row that are not known stop the run`() async throws {
        var pipeline = Pipeline()
        pipeline.settings.send.maxConcurrent = 1
        let rows = try await pipeline.run(Pipeline.british(30)) { _, _ in .refused(500, "no") }
        #expect(
            rows.count { $0.words == "unconfirmed server_error" } == 10
                && rows.count { $0.words == "pending stopped" } == 20
        )
    }

    @Test func `nothing leaves while the intent cannot be written`() async throws {
        var pipeline = Pipeline()
        pipeline.fault = { $0.hasPrefix("intent") }
        let rows = try await pipeline.run(Pipeline.british(40)) { _, _ in .accepted }
        #expect(rows.allSatisfy { $0.words == "pending stopped" } && pipeline.log.words.isEmpty)
        #expect(pipeline.stop.cause?.sentence.contains("the disk is full") == true)
    }

    @Test func `a row says sent even if its outcome cannot be written, and the run stops`()
        async throws
    {
        var pipeline = Pipeline()
        pipeline.settings.send.maxConcurrent = 1
        pipeline.fault = { $0.hasPrefix("outcome") }
        let rows = try await pipeline.run(Pipeline.british(10)) { _, _ in .accepted }
        #expect(rows.map(\.words) == ["sent"] + Array(repeating: "pending stopped", count: 9))
        #expect(rows[0].delivery?.messageID == "an-id" && pipeline.log.count("POST") == 1)
        guard case .ledger = pipeline.stop.cause else {
            Issue.record("no stop")
            return
        }
    }

    @Test(arguments: [MessageState.sent, .intent, .failed, .unconfirmed])
    func `a number that the ledger holds already is left alone`(state: MessageState) async throws {
        var pipeline = Pipeline()
        pipeline.held = [try Sample.number(Self.number): state]
        let row = try await run(pipeline) { _ in .accepted }
        #expect(
            row.words == "unconfirmed crashed" && pipeline.log.count("POST") == 0
                && pipeline.log.count("outcome") == 0
        )
    }

    @Test func `rows come back in the order of the list, whatever finishes first`() async throws {
        var pipeline = Pipeline()
        pipeline.settings.retry.attempts = 100_000
        let phones = Pipeline.american(60)
        let (others, refusals) = (pipeline.finished, Pipeline.Finished())
        let rows = try await pipeline.run(phones + [Sample.britishLandline, "n/a"]) { ask, _ in
            if case .message = ask { return .accepted }
            guard ask.number == phones[0] else { return .type("mobile") }
            // The first row waits until another has finished, and for one back-off more.
            guard others.rows.withLock({ $0.isEmpty }) else {
                let isFirst = refusals.rows.withLock { rows in
                    rows.append(1)
                    return rows.count == 1
                }
                return isFirst ? .refused(500, "later") : .type("mobile")
            }
            return .refused(500, "later")
        }
        #expect(
            rows.map(\.recipient.row) == Array(1...62)
                && rows.dropLast(2).allSatisfy { $0.words == "sent" }
        )
        let finished = pipeline.finished.rows.withLock { $0 }
        let first = try #require(finished.first)
        #expect(first != 1 && finished.sorted() == Array(1...62))
        // A row has the time of its own end, not that of its writing, which waits for the rows
        // before it.
        let times = rows.compactMap(\.updatedAt)
        #expect(times.count == 62 && times[first - 1] < times[0])
    }

    @Test
    func `a report that cannot be written ends the run, and what is in flight is recorded first`()
        async throws
    {
        var pipeline = Pipeline()
        pipeline.unwritableRow = 3
        await #expect(throws: FileFailure.self) {
            try await pipeline.run(Pipeline.british(200)) { _, _ in .accepted }
        }
        #expect(pipeline.log.count("POST") >= 3 && pipeline.log.count("POST") < 200)
        #expect(pipeline.log.count("outcome") == pipeline.log.count("intent"))
    }

    @Test func `a preview shows what would be sent, and sends nothing`() async throws {
        var pipeline = Pipeline()
        pipeline.isPreview = true
        let rows = try await pipeline.run(Pipeline.american(2) + [Self.number]) { ask, _ in
            ask.number.hasSuffix("0") ? .type("fixed") : .type("mobile")
        }
        #expect(rows.map(\.words) == ["skipped fixed_line", "would_send", "would_send"])
        #expect(pipeline.log.count("POST") == 0 && pipeline.log.count("intent") == 0)
        #expect(rows.map(\.lineDecision) == [.lookup, .lookup, .plan])
    }
}
