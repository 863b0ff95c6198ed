// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import HTTP
import Lists
import Pacing
import Providers
import PhoneNumbers
import Testing

@Suite struct LookupPipelineTests {
    private typealias Reply = ScriptedTransport.Reply
    private static let number = "+12025551000"

    /// Runs a list of one number whose lookups are answered by a script, and whose message is
    /// accepted.
    private func run(
        _ pipeline: Pipeline,
        _ phone: String = number,
        lookup: @escaping @Sendable (Int) -> ScriptedTransport.Reply
    ) async throws -> ReportRow {
        let rows = try await pipeline.run([phone]) { ask, earlier in
            if case .lookup = ask { lookup(earlier) } else { .accepted }
        }
        return try #require(rows.first)
    }

    @Test(arguments: [
        ("mobile", "sent", LineType.mobile), ("voip", "sent", .voip),
        ("fixed", "skipped fixed_line", .fixedLine),
        ("toll-free", "skipped toll_free", .tollFree), ("unknown", "sent", .unknown),
        ("satellite", "sent", .unknown),
    ])
    func `a lookup decides, and is remembered`(
        word: String,
        expected: String,
        type: LineType
    ) async throws {
        let pipeline = Pipeline()
        let row = try await run(pipeline) { _ in .type(word) }
        #expect(row.words == expected)
        #expect(
            row.line == LineKnowledge(type: type, source: .lookup, carrier: "Carrier")
                && row.lineDecision == .lookup
        )
        #expect(pipeline.log.count("lookup \(Self.number) \(type.rawValue)") == 1)
        #expect(pipeline.log.count("POST") == (expected == "sent" ? 1 : 0))
        #expect(word != "satellite" || row.verdict.detail.contains("“satellite”"))
    }

    @Test func `an unknown line type is left out where the configuration says so`() async throws {
        var pipeline = Pipeline()
        pipeline.settings.unknownLineType = .skip
        let row = try await run(pipeline) { _ in .type("unknown") }
        #expect(row.words == "skipped unknown_line_type" && pipeline.log.count("POST") == 0)
    }

    @Test func `what the plan knows is not looked up, unless everything is`() async throws {
        var pipeline = Pipeline()
        _ = try await pipeline.run([Sample.britishMobile, Sample.britishLandline]) { _, _ in
            .accepted
        }
        #expect(pipeline.log.count("GET") == 0 && pipeline.log.count("POST") == 1)
        pipeline = Pipeline()
        pipeline.settings.lookup.mode = .always
        _ = try await pipeline.run([Sample.britishMobile, Sample.britishLandline]) { ask, _ in
            if case .lookup = ask { .type("mobile") } else { .accepted }
        }
        #expect(pipeline.log.count("GET") == 2 && pipeline.log.count("POST") == 2)
    }

    @Test func `a number that does not exist is invalid, and not remembered`() async throws {
        let pipeline = Pipeline()
        let row = try await run(pipeline) { _ in
            .refused(404, "Phone number is invalid or does not exist.")
        }
        #expect(
            row.words == "skipped invalid_number" && row.line == nil && row.lineDecision == .lookup
        )
        #expect(row.verdict.detail.contains("does not exist"))
        #expect(pipeline.log.words == ["payment \(Self.number) soon", "GET \(Self.number)"])
    }

    private static let failures: [ScriptedTransport.Reply] = [
        .refused(500, "x"), .refused(503, "x", retryAfter: "2"), .status(200, "<html>"),
        .failure(.timedOut, .mayHaveBeenSent),
        .failure(.connectionLost, .mayHaveBeenSent), .failure(.badResponse, .mayHaveBeenSent),
        .failure(.timedOut, .notSent),
    ]

    private static let decisions: [SendOrSkip?] = [nil, .send, .skip]

    @Test(arguments: 0..<failures.count, decisions)
    func `a lookup that fails for good is no landline, and not remembered`(
        index: Int,
        onFailure: SendOrSkip?
    ) async throws {
        var pipeline = Pipeline()
        pipeline.settings.lookup.onFailure = onFailure
        let row = try await run(pipeline) { _ in Self.failures[index] }
        let words = [SendOrSkip.send: "sent", .skip: "skipped lookup_failed"]
        #expect(row.words == onFailure.flatMap { words[$0] } ?? "pending lookup_failed")
        #expect(row.line?.source == .plan && row.verdict.detail.contains("the lookup failed"))
        #expect(
            pipeline.log.count("GET") == 5 && pipeline.log.count("lookup") == 0
                && pipeline.stop.cause == nil
        )
    }

    /// What Plivo says for this number alone is not documented; only a gateway's own list does so.
    @Test(
        arguments: [
            (.refused(405, "no"), nil, "pending lookup_failed"),
            (.refused(422, "no"), nil, "pending lookup_failed"),
            (.refused(422, "no"), .skip, "skipped lookup_failed"),
            (.refused(422, "no"), .send, "sent"),
        ] as [(Reply, SendOrSkip?, String)])
    private func `an answer that is not known is no answer`(
        reply: Reply,
        onFailure: SendOrSkip?,
        words: String
    ) async throws {
        var pipeline = Pipeline()
        pipeline.settings.lookup.onFailure = onFailure
        let row = try await run(pipeline) { _ in reply }
        #expect(row.words == words && pipeline.log.count("GET") == 1)
        #expect(
            words != "pending lookup_failed" || row.verdict.detail.contains("lookup.onFailure")
        )
    }

    @Test(arguments: 0..<failures.count + 1, decisions)
    func `a service that fails for everybody stops the run, and leaves all rows for the next`(
        index: Int,
        onFailure: SendOrSkip?
    ) async throws {
        var pipeline = Pipeline()
        pipeline.settings.lookup.onFailure = onFailure
        let reply = (Self.failures + [.refused(422, "no")])[index]
        let rows = try await pipeline.run(Pipeline.american(40)) { ask, _ in
            if case .lookup = ask { reply } else { .accepted }
        }
        #expect(
            rows.count == 40 && rows.allSatisfy { $0.words == "pending stopped" },
            "\(rows.map(\.words))"
        )
        #expect(pipeline.log.count("POST") == 0)
        guard case .lookups(index == Self.failures.count ? 5 : 10, _) = pipeline.stop.cause else {
            Issue.record("\(String(describing: pipeline.stop.cause))")
            return
        }
    }

    @Test func `nine lookups that fail between others are left out`() async throws {
        var pipeline = Pipeline()
        pipeline.settings.lookup.onFailure = .skip
        let phones = Pipeline.american(60)
        let failing = Set(phones[20..<29])
        let rows = try await pipeline.run(phones) { ask, _ in
            guard case .lookup = ask else { return .accepted }
            return failing.contains(ask.number) ? .refused(500, "x") : .type("mobile")
        }
        #expect(
            rows.count { $0.words == "skipped lookup_failed" } == 9
                && rows.count { $0.words == "sent" } == 51
        )
        #expect(pipeline.stop.cause == nil)
    }

    @Test(arguments: 0..<failures.count)
    func `a lookup that succeeds after failures is like any other`(index: Int) async throws {
        let pipeline = Pipeline()
        let row = try await run(pipeline) { $0 < 4 ? Self.failures[index] : .type("mobile") }
        #expect(row.words == "sent" && pipeline.log.count("GET") == 5)
    }

    @Test(arguments: [Reply.refused(500, "x"), .type("unknown")])
    func `a landline of the plan is not texted because a lookup brought nothing`(
        reply: ScriptedTransport.Reply
    ) async throws {
        var pipeline = Pipeline()
        pipeline.settings.lookup.mode = .always
        pipeline.settings.lookup.onFailure = .send
        let row = try await run(pipeline, Sample.britishLandline) { _ in reply }
        #expect(row.words == "skipped fixed_line" && pipeline.log.count("POST") == 0)
    }

    @Test func `lookups that come too fast to the end stay pending`() async throws {
        var pipeline = Pipeline()
        pipeline.settings.lookup.onFailure = .send
        let row = try await run(pipeline) { _ in .refused(429, "slow down") }
        #expect(
            row.words == "pending rate_limited" && pipeline.log.count("GET") == 5
                && pipeline.log.count("POST") == 0
        )
    }

    @Test func `a lookup that came too fast holds all lookups back, if a pause was asked for`()
        async throws
    {
        let pipeline = Pipeline()
        let phones = Pipeline.american(40)
        let rows = try await pipeline.run(phones) { ask, earlier in
            guard case .lookup = ask else { return .accepted }
            let isRefused = ask.number == phones[0] && earlier == 0
            return isRefused ? .refused(429, "slow", retryAfter: "30") : .type("mobile")
        }
        #expect(rows.allSatisfy { $0.words == "sent" })
        let times = pipeline.log.times("GET")
        let early = times.filter { $0 < (times.first ?? .zero) + .seconds(30) }
        #expect(times.count == 41 && early.count <= 20)
    }

    private static let credentials = Sample.settings().provider.credentialNames

    private static let stops: [(ScriptedTransport.Reply, StopCause)] = [
        (
            .refused(401, "no"),
            .account(
                .credentials,
                provider: Sample.provider,
                ProviderWord(code: "401", text: "no"),
                credentials: credentials
            )
        ),
        (
            .refused(402, "no"),
            .account(
                .credit,
                provider: Sample.provider,
                ProviderWord(code: "402", text: "no"),
                credentials: credentials
            )
        ),
        (.failure(.certificate, .notSent), .certificate("the certificate failure")),
        (.failure(.unsupported, .notSent), .address("the unsupported failure")),
        (.failure(.connection, .notSent), .unreachable("the connection failure")),
        (.failure(.nameResolution, .notSent), .unreachable("the nameResolution failure")),
        (.refused(429, "no", retryAfter: "121"), .retryAfter(.seconds(121))),
        (.refused(503, "no", retryAfter: "3600"), .retryAfter(.seconds(3600))),
    ]

    @Test(arguments: 0..<stops.count)
    func `what every lookup would get stops the run, and its rows stay pending`(
        index: Int
    ) async throws {
        let pipeline = Pipeline()
        let (reply, cause) = Self.stops[index]
        let rows = try await pipeline.run(Pipeline.american(40) + [Sample.britishLandline]) {
            _,
            _ in reply
        }
        #expect(pipeline.stop.cause == cause)
        #expect(rows.count == 41 && rows.dropLast().allSatisfy { $0.words == "pending stopped" })
        #expect(rows.last?.words == "skipped fixed_line" && pipeline.log.count("POST") == 0)
    }

    @Test func `a ledger that cannot remember a lookup stops the run before anything is sent`()
        async throws
    {
        var pipeline = Pipeline()
        pipeline.fault = { $0.hasPrefix("lookup") }
        let row = try await run(pipeline) { _ in .type("mobile") }
        #expect(row.words == "pending stopped" && pipeline.log.count("POST") == 0)
        guard case .ledger = pipeline.stop.cause else {
            Issue.record("\(String(describing: pipeline.stop.cause))")
            return
        }
    }
}
