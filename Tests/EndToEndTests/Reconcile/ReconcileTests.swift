// SPDX-License-Identifier: Apache-2.0

import Foundation
import LoopbackServer
import TestSupport
import Testing

extension EndToEnd {
    /// The command `reconcile`.
    @Suite struct ReconcileTests {
        private static let reconcile = ["reconcile", "list"]

        /// Numbers of the practice provider: 74, 76 and 78 are accepted, 73, 75 and 77 are not;
        /// none gets an answer that says so.
        private static let practice = """
            first_name,phone,note
            Ann,2025550101,=1+1
            Bob,2025550173,"a ""q"", b"
            Cyd,2025550174,x
            Dan,2025550175,y
            Eve,2025550176,z
            Fay,2025550177,
            Gus,2025550178,"two
            lines"
            Hal,2025550174,again

            """

        private static func rehearsal() throws -> Bench {
            var configuration = Configuration()
            (configuration.provider, configuration.lookupMode, configuration.timeout) = (
                "sandbox", "never", 1
            )
            // The first answer tells how far the clocks are apart before the next request leaves.
            configuration.sendRate = 10
            let bench = try Bench(configuration)
            try bench.folder.write(practice, to: "list.csv")
            return bench
        }

        /// One recipient's message meets this, and the log has these messages.
        private static func makeBench(
            _ reply: ServerReply,
            log: [(String, String)] = []
        ) throws -> Bench {
            var configuration = Configuration()
            (configuration.lookupMode, configuration.timeout) = ("never", 1)
            configuration.sendRate = 10
            let list = MessageList(messages: log)
            let provider = try PlivoServer { request, _ in
                if let page = list.reply(to: request) { return page }
                return request.message?.number == "+12025550102" ? reply : nil
            }
            return try Bench(configuration, provider: provider)
        }

        @Test func `the practice provider's log tells what was accepted from what was not`()
            async throws
        {
            let bench = try Self.rehearsal()
            #expect(try await bench.run(Bench.send).status == 1)
            let before = try bench.report()
            let run = try await bench.run(Self.reconcile)
            #expect(run.status == 1, "\(run)")
            let after = try bench.report()
            #expect(
                after.fates == [
                    "sent", "unconfirmed server_error", "sent", "unconfirmed connection_lost",
                    "sent",
                    "unconfirmed timed_out", "sent", "skipped duplicate",
                ]
            )
            #expect(
                after.header == before.header && after["note"] == before["note"]
                    && after["phone"] == before["phone"]
            )
            #expect(after["row"] == before["row"] && after["segments"] == before["segments"])
            #expect(Set(after["message_id"]).count == 5, "\(after["message_id"])")
            #expect(run.output.contains("ask again in 10 min"), "\(run)")

            try bench.ageUnconfirmed(in: "ledger-sandbox.sqlite")
            let later = try await bench.run(Self.reconcile)
            #expect(later.status == 0, "\(later)")
            #expect(try bench.report().fates.count { $0 == "pending interrupted" } == 3)
            #expect(
                try await bench.run(Self.reconcile).output
                    == "Campaign list: nothing is unconfirmed.\n"
            )
        }

        @Test func `what was not accepted is sent by the next run, what was is not sent again`()
            async throws
        {
            let bench = try Self.makeBench(.hangUp)
            #expect(try await bench.run(Bench.send).status == 1)
            #expect(try await bench.run(Self.reconcile).status == 1)
            try bench.ageUnconfirmed(in: "ledger.sqlite")
            let run = try await bench.run(Self.reconcile + ["--json"])
            #expect(run.status == 0, "\(run)")
            let json = try run.json()
            #expect(
                json["unconfirmed"] as? Int == 1 && json["notAccepted"] as? Int == 1
                    && json["sent"] as? Int == 0
            )
            #expect(json["stillUnconfirmed"] as? Int == 0 && json["exit"] as? Int == 0)
            #expect((json["report"] as? String)?.hasSuffix("list-report.csv") == true)
            #expect(try bench.report().fates == ["sent", "sent", "pending interrupted"])

            #expect(try await bench.run(Bench.send).status == 1)
            #expect(
                bench.provider.recipients == [
                    "+12025550101", "+12025550102", "+12025550102", "+12025550150",
                ]
            )
        }

        @Test func `a message that the log has is never sent again`() async throws {
            let bench = try Self.makeBench(.never, log: [("12025550102", "m-1")])
            #expect(try await bench.run(Bench.send).status == 1)
            #expect(try await bench.run(Self.reconcile).status == 0)
            #expect(try bench.report().fates == ["sent", "sent", "sent"])
            #expect(try bench.report()["message_id"].last == "m-1")
            #expect(try await bench.run(Bench.send).status == 0)
            #expect(bench.provider.messages.count == 3)
        }

        @Test func `two messages that may be it leave it unconfirmed, and say so`() async throws {
            let bench = try Self.makeBench(
                .hangUp,
                log: [("12025550102", "m-1"), ("12025550102", "m-2")]
            )
            #expect(try await bench.run(Bench.send).status == 1)
            let run = try await bench.run(Self.reconcile)
            #expect(run.status == 1 && run.output.contains("the log has 2 messages"), "\(run)")
            #expect(try bench.report().fates.last == "unconfirmed connection_lost")
        }

        @Test func `intents of a run that was killed are settled too`() async throws {
            let bench = try Self.makeBench(.never, log: [("12025550102", "m-1")])
            let running = try bench.start(Bench.send)
            await bench.provider.waitForRequests(3)
            running.signal(SIGKILL)
            _ = await running.finish()
            let run = try await bench.run(Self.reconcile)
            #expect(run.errors.contains("An earlier run ended unexpectedly"), "\(run)")
            #expect(run.errors.contains("list-report.csv is not there"), "\(run)")
            #expect(run.output.contains("+12025550102  sent"), "\(run)")
        }

        @Test func `a report that was left behind the ledger catches up`() async throws {
            let bench = try Self.makeBench(.hangUp, log: [("12025550102", "m-1")])
            #expect(try await bench.run(Bench.send).status == 1)
            let old = try bench.folder.read("list-report.csv")
            #expect(try await bench.run(Self.reconcile).status == 0)
            try bench.folder.write(old, to: "list-report.csv")
            let run = try await bench.run(Self.reconcile)
            #expect(run.status == 0, "\(run)")
            #expect(try bench.report().fates.last == "sent")
        }

        @Test func `another report can be named, and one that is missing is no obstacle`()
            async throws
        {
            let bench = try Self.makeBench(.hangUp, log: [("12025550102", "m-1")])
            #expect(try await bench.run(Bench.send).status == 1)
            try bench.folder.write(try bench.folder.read("list-report.csv"), to: "copy.csv")
            let run = try await bench.run(Self.reconcile + ["--report", "none.csv"])
            #expect(run.status == 0 && run.errors.contains("none.csv is not there"), "\(run)")
            #expect(try await bench.run(Self.reconcile + ["--report", "copy.csv"]).status == 0)
            #expect(try bench.report("copy.csv").fates.last == "sent")
            #expect(try bench.report().fates.last == "unconfirmed connection_lost")
        }

        @Test func `a file that is no report is refused before anything is asked`() async throws {
            let bench = try Self.makeBench(.hangUp)
            #expect(try await bench.run(Bench.send).status == 1)
            try await bench.expectRefusal(
                Self.reconcile + ["--report", "list.csv"],
                saying: ["list.csv", "no report"]
            )
        }

        @Test func `a campaign that the ledger does not know is refused with the nearest name`()
            async throws
        {
            let bench = try Self.makeBench(.hangUp)
            try await bench.expectRefusal(Self.reconcile, saying: ["there is no ledger"])
            #expect(try await bench.run(Bench.send).status == 1)
            try await bench.expectRefusal(
                ["reconcile", "lst"],
                saying: ["no campaign \"lst\"", "did you mean list?"]
            )
            try await bench.expectRefusal(["reconcile", "elephants"], saying: ["it holds list"])
        }

        @Test func `a campaign of another provider entry is refused`() async throws {
            let bench = try Self.makeBench(.hangUp)
            #expect(try await bench.run(Bench.send).status == 1)
            var configuration = Configuration()
            configuration.provider = "second"
            try bench.write(configuration)
            try await bench.expectRefusal(Self.reconcile, saying: ["“plivo”", "“second”"])
        }

        /// A log that never answers the first question about the last recipient; all others have
        /// what was accepted.
        private static func slowBench() async throws -> Bench {
            var configuration = Configuration()
            (configuration.lookupMode, configuration.timeout, configuration.attempts) = (
                "never", 2, 1
            )
            let list = MessageList(messages: [("12025550101", "m-1"), ("12025550102", "m-2")])
            let provider = try PlivoServer { request, index in
                // The first three requests are the messages, the next three the first questions.
                guard let page = list.reply(to: request) else { return .hangUp }
                return index < 6 && request[query: "to_number"] == "12025550102" ? .never : page
            }
            let bench = try Bench(configuration, provider: provider)
            #expect(try await bench.run(Bench.send).status == 1)
            return bench
        }

        @Test func `killed in the middle it goes on where it was`() async throws {
            let bench = try await Self.slowBench()
            let running = try bench.start(Self.reconcile)
            await bench.provider.waitForRequests(6)
            running.signal(SIGKILL)
            _ = await running.finish()
            let run = try await bench.run(Self.reconcile)
            #expect(run.status == 1, "\(run)")
            #expect(try bench.report().fates == ["sent", "unconfirmed connection_lost", "sent"])
            #expect(try bench.report()["message_id"] == ["m-1", "", "m-2"])
        }

        @Test func `interrupted it keeps what it has found, and says how to go on`() async throws {
            let bench = try await Self.slowBench()
            let running = try bench.start(Self.reconcile)
            await bench.provider.waitForRequests(6)
            running.signal(SIGINT)
            let run = await running.finish()
            #expect(
                run.status == 130 && run.errors.contains("Run the same command again"),
                "\(run)"
            )
            #expect(try bench.report()["message_id"] == ["m-1", "", ""], "\(run)")
            #expect(try await bench.run(Self.reconcile).status == 1)
            #expect(try bench.report()["message_id"] == ["m-1", "", "m-2"])
        }

        @Test func `a provider without a log is no reason to call anything settled`() async throws {
            let bench = try Bench(provider: try PlivoServer { _, _ in .hangUp })
            let configuration = """
                {
                  "provider": "telnyx", "from": "+12025550199", "ledger": "ledger.sqlite", \
                "lookup": { "mode": "never" },
                  "providers": { "telnyx": { "apiKey": "KEY", "baseURL": \
                "\(bench.provider.baseURL)" } }
                }
                """
            try bench.folder.write(configuration, to: "config.json")
            try bench.folder.write("first_name,phone\nAnn,+12025550101\n", to: "list.csv")
            #expect(try await bench.run(Bench.send).status == 1)
            let run = try await bench.run(Self.reconcile)
            #expect(run.status == 1 && run.errors.contains("Nothing was asked"), "\(run)")
            #expect(try bench.report().fates == ["unconfirmed connection_lost"])
            #expect(bench.provider.requests.count == 1)
        }

        @Test func `refused credentials end it with exit 3 and change nothing`() async throws {
            var configuration = Configuration()
            (configuration.lookupMode, configuration.timeout) = ("never", 1)
            let provider = try PlivoServer { request, _ in
                if request.method == "GET" {
                    return .json(#"{"api_id": "a", "error": "no"}"#, status: 401)
                }
                return request.message?.number == "+12025550102" ? .hangUp : nil
            }
            let bench = try Bench(configuration, provider: provider)
            #expect(try await bench.run(Bench.send).status == 1)
            let before = try bench.folder.read("list-report.csv")
            let run = try await bench.run(Self.reconcile)
            #expect(
                run.status == 3 && run.errors.contains("plivo refused the credentials"),
                "\(run)"
            )
            #expect(try bench.folder.read("list-report.csv") == before)
        }
    }
}
