// SPDX-License-Identifier: Apache-2.0

import Foundation
import LoopbackServer
import SQLite
import TestSupport
import Testing

extension EndToEnd {
    /// The command `status`.
    @Suite struct StatusTests {
        private static let status = ["status", "list"]

        /// A provider that accepts messages, and says this of them when it is asked.
        private static func makeBench(
            lookupMode: String = "never",
            _ state: @escaping @Sendable (_ id: String) -> ServerReply
        ) throws -> Bench {
            var configuration = Configuration()
            (configuration.lookupMode, configuration.more) = (
                lookupMode, #""skipLineTypes": ["fixed_line"],"#
            )
            let states = MessageStates(answer: state)
            return try Bench(
                configuration,
                provider: try PlivoServer { request, _ in states.reply(to: request) }
            )
        }

        /// Makes what was accepted an hour older, in place of waiting for it: then it is asked
        /// after once.
        private static func age(_ bench: Bench) throws {
            try Database(path: bench.folder.file("ledger.sqlite")).execute(
                "UPDATE messages SET sent_at = strftime('%Y-%m-%dT%H:%M:%fZ', sent_at, '-1 hour')"
            )
        }

        @Test func `the practice provider's messages are followed to their end`() async throws {
            var configuration = Configuration()
            (configuration.provider, configuration.lookupMode) = ("sandbox", "never")
            configuration.more = #""skipLineTypes": [],"#
            let bench = try Bench(configuration)
            let list =
                "first_name,phone\nAnn,2025550101\nBob,2025550180\nCyd,2025550181\n"
                + "Dan,2025550183\nEve,555\n"
            try bench.folder.write(list, to: "list.csv")
            #expect(try await bench.run(Bench.send).status == 0)
            let run = try await bench.run(Self.status + ["--json"])
            #expect(run.status == 0 && run.errors.contains("asking again in 5"), "\(run)")
            let json = try run.json()
            let counts = try #require(json["counts"] as? [String: Int])
            #expect(
                counts["delivered"] == 1 && counts["undelivered"] == 2 && counts["failed"] == 1,
                "\(counts)"
            )
            #expect(
                json["asked"] as? Int == 4 && json["open"] as? Int == 0
                    && json["cost"] as? Double == 0.0237
            )
            let report = try bench.report()
            #expect(
                report["delivery"] == ["delivered", "undelivered", "failed", "undelivered", ""]
            )
            #expect(report["delivery_detail"][2] == "30: taken for spam")
            #expect(report["cost"] == ["0.0079", "0.0079", "0", "0.0079", ""])
            #expect(report["first_name"] == ["Ann", "Bob", "Cyd", "Dan", "Eve"])

            let summary = try await bench.run(["report", "list-report.csv"])
            #expect(summary.output.contains("undelivered 2, delivered 1, failed 1"), "\(summary)")
            let optOuts = try await bench.run(["opt-outs", "list"])
            #expect(optOuts.output.contains("+12025550183"), "\(optOuts)")
        }

        @Test func `a later send keeps the columns, and the prices`() async throws {
            let bench = try Self.makeBench { _ in MessageStates.state("delivered", price: "0.01234")
            }
            #expect(try await bench.run(Bench.send).status == 0)
            try Self.age(bench)
            #expect(try await bench.run(Self.status).status == 0)
            let before = try bench.report()
            #expect(before["delivery"] == ["delivered", "delivered", "delivered"])
            #expect(try await bench.run(Bench.send).status == 0)
            let nothingNew = try bench.report()
            #expect(
                nothingNew.header == before.header && nothingNew["delivery"] == before["delivery"]
            )
            try bench.folder.write(Bench.list + "Dan,+12025550103\n", to: "list.csv")
            let run = try await bench.run(Bench.send + ["--include-messages", "--json"])
            #expect(run.status == 0, "\(run)")
            let after = try bench.report()
            #expect(after.header == before.header + ["message"])
            #expect(after["delivery"] == ["delivered", "delivered", "delivered", ""])
            #expect(after["cost"] == ["0.01234", "0.01234", "0.01234", ""])
            #expect(
                try run.json()["durationSeconds"] as? Double ?? 99 < 5,
                "no run waits for a sample"
            )
        }

        @Test
        func `a landline that delivery proved is skipped by the next campaign, who opted out too`()
            async throws
        {
            let bench = try Self.makeBench(lookupMode: "auto") { id in
                MessageStates.state("undelivered", code: id.hasSuffix("0101") ? "50" : "200")
            }
            #expect(try await bench.run(Bench.send).status == 0)
            let run = try await bench.run(Self.status)
            #expect(run.status == 0 && run.output.contains("or is a landline"), "\(run)")
            #expect(try bench.report()["delivery"] == ["undelivered", "", "undelivered"])
            let next = [
                "send", "list.csv", "--message", "Again", "--campaign", "next", "--report", "n.csv",
                "--yes",
            ]
            #expect(try await bench.run(next).status == 0)
            let report = try bench.report("n.csv")
            #expect(
                report.fates == ["skipped fixed_line", "skipped fixed_line", "skipped opted_out"]
            )
            #expect(report["line_type_source"].first == "cache")
            #expect(bench.provider.messages.count == 2)
        }

        @Test func `a provider that refuses the account ends it with exit 3`() async throws {
            let bench = try Self.makeBench { _ in
                .json(#"{"api_id": "a", "error": "no"}"#, status: 401)
            }
            #expect(try await bench.run(Bench.send).status == 0)
            let run = try await bench.run(Self.status)
            #expect(
                run.status == 3 && run.errors.contains("plivo refused the credentials"),
                "\(run)"
            )
            #expect(try bench.report()["delivery"] == ["unknown", "unknown", "unknown"])
            #expect(
                try bench.report()["delivery_detail"].allSatisfy {
                    $0.hasPrefix("not asked: plivo refused")
                }
            )
        }

        @Test func `no credit after acceptance is said, and is no failure of the command`()
            async throws
        {
            let bench = try Self.makeBench { _ in MessageStates.state("failed", code: "900") }
            #expect(try await bench.run(Bench.send).status == 0)
            let run = try await bench.run(Self.status)
            #expect(
                run.status == 0 && run.errors.contains("plivo says that the account has no credit"),
                "\(run)"
            )
        }

        @Test func `interrupted it keeps what it has learnt`() async throws {
            let bench = try Self.makeBench { id in
                MessageStates.state(id.hasSuffix("0101") ? "delivered" : "sent")
            }
            #expect(try await bench.run(Bench.send).status == 0)
            let running = try bench.start(Self.status)
            // Three messages, three questions, and three after five seconds' pause.
            await bench.provider.waitForRequests(8)
            running.signal(SIGINT)
            let run = await running.finish()
            #expect(
                run.status == 130 && run.errors.contains("Run the same command again"),
                "\(run)"
            )
            #expect(try bench.report()["delivery"] == ["delivered", "sent", "sent"])
        }

        @Test func `a gateway without states says so, and all are unknown`() async throws {
            let bench = try Bench()
            let configuration = """
                {
                  "provider": "gw", "from": "+12025550199", "defaultRegion": "US", "ledger": \
                "ledger.sqlite",
                  "lookup": { "mode": "never" },
                  "providers": { "gw": { "type": "custom", "send": {
                    "method": "POST", "url": "\(bench.provider.baseURL)/sms", "json": { "dst": \
                "{{to}}", "text": "{{text}}" },
                    "success": { "statuses": [202] }, "messageID": "message_uuid.0" } } }
                }
                """
            try bench.folder.write(configuration, to: "config.json")
            let send = try await bench.run(Bench.send)
            #expect(send.status == 0, "\(send)")
            let run = try await bench.run(Self.status)
            #expect(run.status == 0 && run.errors.contains("Nothing was asked: "), "\(run)")
            #expect(try bench.report()["delivery"] == ["unknown", "unknown", "unknown"])
            #expect(bench.provider.requests.count == 3)
        }

        @Test func `what cannot be asked is refused in a sentence`() async throws {
            let bench = try Self.makeBench { _ in MessageStates.state("delivered") }
            try await bench.expectRefusal(Self.status, saying: ["there is no ledger", "send"])
            #expect(try await bench.run(Bench.send).status == 0)
            try await bench.expectRefusal(
                ["status", "lst"],
                saying: ["there is no campaign \"lst\"", "did you mean list?"]
            )
            try await bench.expectRefusal(
                Self.status + ["--report", "list.csv"],
                saying: ["this is no report"]
            )
            var configuration = Configuration()
            configuration.provider = "second"
            try bench.write(configuration)
            try await bench.expectRefusal(
                Self.status,
                saying: ["“plivo”", "“second”", "set \"provider\" to \"plivo\""]
            )
        }

        @Test func `a missing report is no obstacle`() async throws {
            let bench = try Self.makeBench { _ in MessageStates.state("delivered") }
            #expect(try await bench.run(Bench.send).status == 0)
            try FileManager.default.removeItem(atPath: bench.folder.file("list-report.csv"))
            let run = try await bench.run(Self.status)
            #expect(run.status == 0 && run.errors.contains("is not there"), "\(run)")
            #expect(try await bench.run(Bench.send).status == 0)
            #expect(try bench.report()["delivery"] == ["delivered", "delivered", "delivered"])
        }
    }
}
