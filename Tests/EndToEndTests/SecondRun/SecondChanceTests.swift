// SPDX-License-Identifier: Apache-2.0

import Basics
import Foundation
import LoopbackServer
import TestSupport
import Testing

extension EndToEnd {
    /// `--retry-rejected` and `--resend-unconfirmed`.
    @Suite struct SecondChanceTests {
        /// The first message to one recipient meets this, later ones are accepted; the log has
        /// these messages.
        private static func makeBench(
            _ reply: ServerReply,
            log: [(String, String)] = [],
            lookups: String = "never"
        ) throws -> Bench {
            var configuration = Configuration()
            (configuration.lookupMode, configuration.timeout) = (lookups, 1)
            let list = MessageList(messages: log)
            let wasFirst = Guarded(false)
            let provider = try PlivoServer { request, _ in
                if let page = list.reply(to: request) { return page }
                guard request.message?.number == "+12025550102" else { return nil }
                return wasFirst.withLock { known in
                    defer { known = true }
                    return known ? nil : reply
                }
            }
            return try Bench(configuration, provider: provider)
        }

        @Test func `a refused row is tried again where the user says so`() async throws {
            let refusal = #"{"api_id": "a", "error": "dst parameter is not a valid phone number"}"#
            let bench = try Self.makeBench(.json(refusal, status: 400))
            #expect(try await bench.run(Bench.send).status == 1)
            let run = try await bench.run(Bench.send + ["--retry-rejected"])
            #expect(run.status == 0, "\(run)")
            #expect(run.errors.contains("1 row was refused before"), "\(run)")
            #expect(try bench.report().fates == ["sent", "sent", "sent"])
            #expect(bench.provider.messages.count == 4)
        }

        @Test func `what the provider's log has is not sent again`() async throws {
            let bench = try Self.makeBench(.never, log: [("12025550102", "m-1")])
            #expect(try await bench.run(Bench.send).status == 1)
            let run = try await bench.run(Bench.send + ["--resend-unconfirmed"])
            #expect(run.status == 0, "\(run)")
            #expect(run.errors.contains("1 of them were accepted"), "\(run)")
            #expect(try bench.report()["message_id"].last == "m-1")
            #expect(bench.provider.messages.count == 3)
        }

        @Test func `what the log leaves in doubt is not sent again, what it does not have is`()
            async throws
        {
            // The answer to its lookup tells the provider's time before the message leaves.
            let bench = try Self.makeBench(.hangUp, lookups: "always")
            #expect(try await bench.run(Bench.send).status == 1)
            let early = try await bench.run(Bench.send + ["--resend-unconfirmed"])
            #expect(early.status == 1 && early.errors.contains("1 stay in doubt"), "\(early)")
            #expect(bench.provider.messages.count == 2)
            try bench.ageUnconfirmed(in: "ledger.sqlite")
            let later = try await bench.run(Bench.send + ["--resend-unconfirmed"])
            #expect(later.status == 0, "\(later)")
            #expect(try bench.report().fates == ["sent", "skipped fixed_line", "sent"])
            #expect(bench.provider.messages.count == 3)
        }

        @Test func `a run that asked the log first still listens to signals`() async throws {
            var configuration = Configuration()
            (configuration.lookupMode, configuration.timeout) = ("never", 1)
            let list = MessageList(messages: [("12025550102", "m-1")])
            let provider = try PlivoServer { request, index in
                if let page = list.reply(to: request) { return page }
                return request.message?.number == "+12025550102" && index < 3 ? .hangUp : nil
            }
            let bench = try Bench(configuration, provider: provider)
            #expect(try await bench.run(Bench.send).status == 1)
            let more = (110...139).map { "N,+12025550\($0)\n" }.joined()
            let path = try #require(Bench.send.first { $0.hasSuffix(".csv") })
            try bench.folder.write(try bench.folder.read(path) + more, to: path)
            configuration.sendRate = 5
            try bench.write(configuration)
            let running = try bench.start(Bench.send + ["--resend-unconfirmed"])
            // Three messages of the first run, one question about the doubtful one, and the first
            // message of this run.
            await bench.provider.waitForRequests(5)
            running.signal(SIGINT)
            let run = await running.finish()
            #expect(run.status == 130 && run.errors.contains("Stopping"), "\(run)")
        }

        @Test func `a log that cannot be asked stops before anything is sent`() async throws {
            let bench = try Self.makeBench(.hangUp)
            #expect(try await bench.run(Bench.send).status == 1)
            bench.provider.stop()
            let run = try await bench.run(Bench.send + ["--resend-unconfirmed"])
            #expect(run.status == 3 && run.errors.contains("Nothing was sent"), "\(run)")
            #expect(try bench.report().fates.last == "unconfirmed connection_lost")
        }
    }
}
