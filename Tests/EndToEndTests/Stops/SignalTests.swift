// SPDX-License-Identifier: Apache-2.0

import Foundation
import LoopbackServer
import TestSupport
import Testing

extension EndToEnd {
    /// Runs that are told to end: nobody is texted twice, and nobody is forgotten.
    @Suite struct SignalTests {
        private static let numbers = (101...112).map { "+12025550\($0)" }

        private static var slow: Configuration {
            var configuration = Configuration()
            configuration.lookupMode = "never"
            configuration.sendRate = 10
            return configuration
        }

        private func makeBench(_ script: @escaping PlivoServer.Script) throws -> Bench {
            let bench = try Bench(Self.slow, provider: try PlivoServer(script))
            let rows = Self.numbers.map { "N,\($0)\n" }.joined()
            try bench.folder.write("first_name,phone\n" + rows, to: "list.csv")
            return bench
        }

        /// Ends a campaign faster than it began.
        private func resume(_ bench: Bench) async throws -> FinishedRun {
            var configuration = Self.slow
            configuration.sendRate = 1000
            try bench.write(configuration)
            return try await bench.run(Bench.send)
        }

        @Test func `a run that is killed leaves no file with numbers but the ledger`() async throws
        {
            let bench = try makeBench { _, _ in nil }
            let before = try bench.files().keys
            let running = try bench.start(Bench.send)
            await bench.provider.waitForRequests(2)
            running.signal(SIGKILL)
            _ = await running.finish()
            let left = Set(try bench.files().keys).subtracting(before)
            #expect(left.allSatisfy { $0.hasPrefix("ledger.sqlite") }, "\(left)")
        }

        @Test(arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
        func `what is in flight is finished and recorded, and the next run sends the rest`(
            _ number: Int32,
            _ status: Int32
        ) async throws {
            // The second message is in flight when the signal comes, and answered well after it.
            let bench = try makeBench { request, index in
                guard index == 1, let message = request.message else { return nil }
                var reply = ServerReply.json(
                    #"{"api_id": "a", "message_uuid": ["late-\#(message.number)"]}"#,
                    status: 202
                )
                reply.delay = .milliseconds(300)
                return reply
            }
            let running = try bench.start(Bench.send)
            await bench.provider.waitForRequests(2)
            running.signal(number)
            let run = await running.finish()
            #expect(run.status == status, "\(run)")
            #expect(
                run.errors.contains("Stopping")
                    && run.errors.contains("Run the same command again"),
                "\(run)"
            )
            let report = try bench.report()
            let sent = report.rows.filter { $0["status"] == "sent" }
            #expect(sent.compactMap { $0["number"] }.sorted() == bench.provider.recipients)
            #expect(sent.contains { $0["message_id"]?.hasPrefix("late-") == true })
            #expect(
                report["reason"].filter { $0 == "interrupted" }.count == Self.numbers.count
                    - sent.count
            )
            #expect(sent.count < Self.numbers.count)
            let second = try await resume(bench)
            #expect(second.status == 0, "\(second)")
            #expect(bench.provider.recipients == Self.numbers)
            #expect(try bench.report().fates == Array(repeating: "sent", count: Self.numbers.count))
        }

        @Test func `a run that has stopped already can be left, too`() async throws {
            let bench = try makeBench { _, index in
                index == 0 ? .never : .json(#"{"api_id": "a", "error": "no"}"#, status: 401)
            }
            let running = try bench.start(Bench.send)
            await bench.provider.waitForRequests(2)
            running.signal(SIGTERM)
            try await running.waitFor("Once more leaves at once")
            running.signal(SIGTERM)
            #expect(await running.finish().status == 143)
        }

        @Test func `a second signal leaves at once, and the next run repeats no message`()
            async throws
        {
            let bench = try makeBench { _, index in index == 0 ? .never : nil }
            let running = try bench.start(Bench.send)
            await bench.provider.waitForRequests(2)
            running.signal(SIGINT)
            try await running.waitFor("Stopping")
            running.signal(SIGINT)
            let run = await running.finish()
            #expect(run.status == 130, "\(run)")
            #expect(try bench.files()["list-report.csv"] == nil)
            let unanswered = try #require(bench.provider.messages.first).number
            let second = try await resume(bench)
            #expect(second.status == 1, "\(second)")
            #expect(bench.provider.recipients == Self.numbers)
            let report = try bench.report()
            let row = try #require(report.rows.first { $0["number"] == unanswered })
            #expect(row["status"] == "unconfirmed" && row["reason"] == "crashed")
        }

        @Test func `a run that is killed repeats no message either`() async throws {
            let bench = try makeBench { _, _ in nil }
            let running = try bench.start(Bench.send)
            await bench.provider.waitForRequests(4)
            running.signal(SIGKILL)
            #expect(await running.finish().status == 128 + SIGKILL)
            let second = try await resume(bench)
            #expect([0, 1].contains(second.status), "\(second)")
            let report = try bench.report()
            #expect(Set(bench.provider.recipients).count == bench.provider.recipients.count)
            for row in report.rows {
                let isDelivered = bench.provider.recipients.contains(row["number"] ?? "")
                #expect(
                    row["status"] == "sent" && isDelivered || row["reason"] == "crashed",
                    "\(row)"
                )
            }
        }

        @Test func `a second run beside the first is refused, and the first goes on`() async throws
        {
            let bench = try makeBench { _, _ in nil }
            let first = try bench.start(Bench.send)
            await bench.provider.waitForRequests(1)
            let second = try await bench.run(Bench.send + ["--report", "other.csv"])
            #expect(second.status == 2, "\(second)")
            #expect(
                second.errors.contains("the campaign “list” is being sent")
                    && second.errors.contains("(process \(first.processID)); wait for it to end"),
                "\(second)"
            )
            #expect(await first.finish().status == 0)
            #expect(bench.provider.recipients == Self.numbers)
        }
    }
}
