// SPDX-License-Identifier: Apache-2.0

import Foundation
import LoopbackServer
import TestSupport
import Testing

extension EndToEnd {
    /// Runs that end before their time because of the provider: exit 3, the rest pending, and the
    /// next run goes on.
    @Suite struct ProviderStopTests {
        /// An answer that stops a run, and what the sentence about it says.
        struct Case: Sendable, CustomTestStringConvertible {
            let testDescription: String
            let reply: ServerReply
            let says: [String]
        }

        static let refusals = [
            Case(
                testDescription: "401 in Plivo's words",
                reply: .json(#"{"api_id": "a", "error": "authentication failed"}"#, status: 401),
                says: [
                    "plivo refused the credentials", "authentication failed",
                    "check “authID” and PLIVO_TOKEN of the provider entry “plivo”",
                ]
            ),
            Case(
                testDescription: "401 in plain text",
                reply: .text("Could not verify your access level for that URL.", status: 401),
                says: ["plivo refused the credentials", "the provider entry “plivo”"]
            ),
            Case(
                testDescription: "402",
                reply: .json(#"{"api_id": "a", "error": "insufficient credit"}"#, status: 402),
                says: ["plivo", "no credit", "insufficient credit"]
            ),
            Case(
                testDescription: "403 in Plivo's words",
                reply: .json(#"{"api_id": "a", "error": "not found"}"#, status: 403),
                says: ["check the provider entry and its base URL"]
            ),
            Case(
                testDescription: "a redirect of requests",
                reply: ServerReply(
                    status: 308,
                    headers: [ServerField("Location", "https://example.com/")]
                ),
                says: ["HTTP 308 without Plivo's JSON"]
            ),
        ]

        @Test(arguments: refusals, ["auto", "never"])
        func `an account that is refused leaves every row pending`(
            _ stop: Case,
            _ mode: String
        ) async throws {
            var configuration = Configuration()
            configuration.lookupMode = mode
            let bench = try Bench(configuration, provider: try PlivoServer { _, _ in stop.reply })
            let run = try await bench.run(Bench.send)
            #expect(run.status == 3, "\(run)")
            // A 403 or 404 may be meant for one recipient: only several would stop the run.
            let said =
                mode == "never" && [403, 404].contains(stop.reply.status)
                ? try bench.report()["detail"].joined() : run.errors
            for part in stop.says { #expect(said.contains(part), "\(said)") }
            #expect(try bench.report().fates == Array(repeating: "pending stopped", count: 3))
            try await expectNextRunSends(bench, mode)
        }

        @Test func `a page in the provider's place leaves the rows for another run`() async throws {
            var configuration = Configuration()
            configuration.lookupMode = "never"
            let page = ServerReply.text("<html>nothing here</html>", status: 404)
            let bench = try Bench(configuration, provider: try PlivoServer { _, _ in page })
            let run = try await bench.run(Bench.send)
            #expect(run.status == 3, "\(run)")
            #expect(try bench.report().fates == Array(repeating: "pending unreachable", count: 3))
            #expect(try bench.report()["detail"].allSatisfy { $0.contains("a login page") })
            try await expectNextRunSends(bench, "never")
        }

        @Test func `a page after an acceptance of any campaign leaves the rows in doubt`()
            async throws
        {
            var configuration = Configuration()
            configuration.lookupMode = "never"
            let page = ServerReply.text("<html>blocked by policy</html>", status: 403)
            let provider = try PlivoServer { _, index in index < 3 ? nil : page }
            let bench = try Bench(configuration, provider: provider)
            #expect(try await bench.run(Bench.send).status == 0)
            try bench.folder.write("first_name,phone\nEve,2025550104\n", to: "list.csv")
            for words in [["--retry-rejected"], []] {
                let run = try await bench.run(
                    Bench.send + ["--campaign", "next", "--report", "next.csv"] + words
                )
                #expect(run.status == 1, "\(run)")
                #expect(try bench.report("next.csv").fates == ["unconfirmed bad_response"])
            }
            #expect(bench.provider.messages.count == 4)
        }

        @Test(arguments: ["auto", "never"])
        func `a provider that is not there leaves every row pending`(_ mode: String) async throws {
            let gone = try PlivoServer()
            gone.stop()
            var configuration = Configuration()
            configuration.lookupMode = mode
            configuration.baseURL = gone.baseURL
            let bench = try Bench(configuration)
            let run = try await bench.run(Bench.send)
            #expect(run.status == 3, "\(run)")
            #expect(run.errors.contains("the provider cannot be reached"), "\(run)")
            #expect(try bench.report()["status"] == ["pending", "pending", "pending"])
            try await expectNextRunSends(bench, mode)
        }

        @Test(arguments: ["auto", "never"])
        func `a pause that is longer than a run waits for ends it at once`(
            _ mode: String
        ) async throws {
            let headers = [
                ServerField("Retry-After", "500"), ServerField("Content-Type", "application/json"),
            ]
            let reply = ServerReply(
                status: 429,
                headers: headers,
                body: Array(#"{"error": "slow down"}"#.utf8)
            )
            var configuration = Configuration()
            configuration.lookupMode = mode
            let bench = try Bench(configuration, provider: try PlivoServer { _, _ in reply })
            let run = try await bench.run(Bench.send)
            #expect(run.status == 3, "\(run)")
            #expect(run.errors.contains("a pause of 500 s"), "\(run)")
            #expect(try bench.report()["status"] == ["pending", "pending", "pending"])
            // The next run does not ask before the pause is over either.
            let healthy = try PlivoServer()
            configuration.baseURL = healthy.baseURL
            try bench.write(configuration)
            let next = try await bench.run(Bench.send)
            #expect(next.status == 3 && next.errors.contains("a pause of "), "\(next)")
            #expect(healthy.recipients.isEmpty)
            #expect(try bench.report()["status"] == ["pending", "pending", "pending"])
        }

        @Test func `what was sent before the credit ran out stays sent`() async throws {
            let provider = try PlivoServer { _, index in
                index < 2
                    ? nil : .json(#"{"api_id": "a", "error": "insufficient credit"}"#, status: 402)
            }
            var configuration = Configuration()
            configuration.lookupMode = "never"
            configuration.sendRate = 20
            let bench = try Bench(configuration, provider: provider)
            #expect(try await bench.run(Bench.send).status == 3)
            #expect(try bench.report().fates.sorted() == ["pending stopped", "sent", "sent"])
        }

        @Test func `the same refusal from five recipients in a row is not the recipients' fault`()
            async throws
        {
            let provider = try PlivoServer { _, _ in
                .json(#"{"api_id": "a", "error": "computer says no"}"#, status: 400)
            }
            var configuration = Configuration()
            configuration.lookupMode = "never"
            configuration.sendRate = 50
            let bench = try Bench(configuration, provider: provider)
            let rows = (101...120).map { "N,+12025550\($0)\n" }.joined()
            try bench.folder.write("first_name,phone\n" + rows, to: "list.csv")
            let run = try await bench.run(Bench.send)
            #expect(run.status == 3, "\(run)")
            #expect(run.errors.contains("5 recipients in a row"), "\(run)")
            #expect(run.errors.contains("computer says no"), "\(run)")
            #expect(try bench.report().fates == Array(repeating: "pending stopped", count: 20))
            #expect(try bench.report()["attempts"].filter { $0 == "1" }.count >= 5)
            try await expectNextRunSendsAll(20, bench)
        }

        private func expectNextRunSendsAll(_ count: Int, _ bench: Bench) async throws {
            let healthy = try PlivoServer()
            var configuration = Configuration()
            configuration.lookupMode = "never"
            configuration.baseURL = healthy.baseURL
            try bench.write(configuration)
            #expect(try await bench.run(Bench.send).status == 0)
            #expect(healthy.recipients.count == count)
        }

        /// Expects the same command to send the whole list once the provider is all right.
        private func expectNextRunSends(_ bench: Bench, _ mode: String) async throws {
            let healthy = try PlivoServer()
            var configuration = Configuration()
            configuration.lookupMode = mode
            configuration.baseURL = healthy.baseURL
            try bench.write(configuration)
            let run = try await bench.run(Bench.send)
            #expect(run.status == 0, "\(run)")
            let landline = mode == "never" ? ["+12025550150"] : []
            #expect(healthy.recipients == (["+12025550101", "+12025550102"] + landline).sorted())
        }
    }
}
