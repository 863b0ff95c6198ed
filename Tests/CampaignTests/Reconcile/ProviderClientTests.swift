// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import HTTP
import Lists
import Pacing
import Providers
import Foundation
import Testing

@Suite struct ProviderClientTests {
    private let log = EventLog(JumpingTime())
    private let stop = StopSwitch()

    private func client(_ script: @escaping ScriptedTransport.Script) -> ProviderClient {
        let tools = RunTools(
            provider: Pipeline.provider,
            transport: ScriptedTransport(log, script),
            time: log.time,
            random: { 1 },
            retry: RetryPolicy(attempts: 3, base: .seconds(1), cap: .seconds(8)),
            stop: stop
        )
        let lane = RequestLane(ratePerSecond: 10, burst: 1, maxConcurrent: 5, time: log.time)
        return ProviderClient(tools: tools, lane: lane)
    }

    /// Asks after +1, and takes any 200 for the answer.
    private func ask(_ script: @escaping ScriptedTransport.Script) async -> Inquiry<String> {
        await ask(client(script))
    }

    private func ask(_ client: ProviderClient) async -> Inquiry<String> {
        await client.ask(HTTPRequest(method: .get, url: "http://127.0.0.1:1/+1")) { response in
            let word = ProviderWord(text: "status \(response.status)")
            return switch response.status {
            case 200: .answered(String(decoding: response.body, as: UTF8.self))
            case 401: .stop(.account(.credentials, provider: "plivo", word))
            case 400: .failed(word.text)
            default: .again(word, response)
            }
        }
    }

    @Test func `an answer comes back`() async {
        let inquiry = await ask { _, _ in .status(200, "hello") }
        guard case .answered("hello") = inquiry else {
            Issue.record("\(inquiry)")
            return
        }
    }

    @Test(arguments: [
        ScriptedTransport.Reply.status(500, ""), .status(429, ""),
        .failure(.timedOut, .mayHaveBeenSent),
        .failure(.connectionLost, .mayHaveBeenSent), .failure(.connection, .notSent),
        .failure(.nameResolution, .notSent),
    ])
    func `what passes is asked again`(reply: ScriptedTransport.Reply) async {
        let inquiry = await ask { _, earlier in earlier < 2 ? reply : .status(200, "late") }
        guard case .answered("late") = inquiry else {
            Issue.record("\(inquiry)")
            return
        }
        #expect(log.count("GET") == 3 && stop.cause == nil)
    }

    @Test func `a pause that is asked for is kept`() async {
        _ = await ask { _, earlier in
            earlier < 1 ? .status(429, "", retryAfter: "7") : .status(200, "")
        }
        let times = log.times("GET")
        #expect(times.count == 2 && times[1] - times[0] >= .seconds(7))
    }

    @Test func `a pause of hours stops the run`() async {
        let inquiry = await ask { _, _ in .status(503, "", retryAfter: "7200") }
        guard case .leftOver = inquiry else {
            Issue.record("\(inquiry)")
            return
        }
        #expect(stop.cause == .retryAfter(.seconds(7200)))
    }

    @Test(arguments: [(500, 3), (400, 1)])
    func `what does not pass is this question's failure`(status: Int, requests: Int) async {
        let inquiry = await ask { _, _ in .status(status, "") }
        guard case .failed("status \(status)", .answer) = inquiry else {
            Issue.record("\(inquiry)")
            return
        }
        #expect(log.count("GET") == requests && stop.cause == nil)
    }

    @Test func `an answer that is too large is not asked for again, and stops nobody`() async {
        let client = self.client { _, _ in .failure(.tooLarge, .mayHaveBeenSent) }
        for _ in 0..<12 {
            guard case .failed("the tooLarge failure", .size) = await ask(client) else {
                Issue.record("it is asked for again")
                return
            }
        }
        #expect(log.count("GET") == 12 && stop.cause == nil)
    }

    @Test func `ten failures in a row stop the run, fewer do not`() async {
        let client = self.client { _, earlier in .status(earlier == 8 ? 200 : 400, "") }
        for _ in 0..<18 { _ = await ask(client) }
        #expect(stop.cause == nil)
        _ = await ask(client)
        #expect(stop.cause == .questions(failed: 10, "status 400"))
        #expect(stop.cause?.sentence.contains("10 questions in a row") == true)
    }

    @Test func `a refused account stops the run at once`() async {
        let inquiry = await ask { _, _ in .status(401, "") }
        guard case .leftOver = inquiry else {
            Issue.record("\(inquiry)")
            return
        }
        #expect(
            stop.cause
                == .account(.credentials, provider: "plivo", ProviderWord(text: "status 401"))
        )
        #expect(log.count("GET") == 1)
    }

    @Test(arguments: [
        (
            ScriptedTransport.Reply.failure(.certificate, .notSent),
            StopCause.certificate("the certificate failure"), 1
        ),
        (.failure(.unsupported, .notSent), .address("the unsupported failure"), 1),
        (.failure(.connection, .notSent), .unreachable("the connection failure"), 3),
    ])
    func `a provider that cannot be reached stops the run`(
        reply: ScriptedTransport.Reply,
        cause: StopCause,
        requests: Int
    ) async {
        _ = await ask { _, _ in reply }
        #expect(stop.cause == cause && log.count("GET") == requests)
    }

    @Test func `after the end nothing is asked`() async {
        stop.raise(.signal(2))
        guard case .leftOver = await ask({ _, _ in .status(200, "") }) else {
            Issue.record("asked")
            return
        }
        #expect(log.words.isEmpty)
    }
}
