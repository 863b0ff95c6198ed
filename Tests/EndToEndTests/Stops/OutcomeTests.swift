// SPDX-License-Identifier: Apache-2.0

import Foundation
import LoopbackServer
import TestSupport
import Testing

extension EndToEnd {
    /// How single messages end: what is clear is told, what is not clear is never tried again.
    @Suite struct OutcomeTests {
        /// What one recipient's message meets, and what the report says of it.
        struct Case: Sendable, CustomTestStringConvertible {
            let testDescription: String
            let reply: ServerReply
            let fate: String

            init(_ description: String, _ reply: ServerReply, as fate: String) {
                testDescription = description
                self.reply = reply
                self.fate = fate
            }
        }

        private static let receipt =
            #"{"api_id": "a", "message": "message(s) queued", "message_uuid": ["one"]}"#
        private static let page = "<html>It works!</html>"

        static let ambiguous = [
            Case("a hang-up", .hangUp, as: "unconfirmed connection_lost"),
            Case("no answer in time", .never, as: "unconfirmed timed_out"),
            Case(
                "a fault of the provider's own",
                .json("{}", status: 500),
                as: "unconfirmed server_error"
            ),
            Case(
                "a gateway that gives up",
                .text("Bad Gateway", status: 502),
                as: "unconfirmed server_error"
            ),
            Case("a page where a receipt should be", .text(page), as: "unconfirmed bad_response"),
            Case(
                "nothing where a receipt should be",
                ServerReply(status: 202),
                as: "unconfirmed bad_response"
            ),
            Case(
                "a receipt that breaks off",
                ServerReply(
                    status: 202,
                    body: Array(receipt.utf8),
                    behaviour: .truncate(after: 20)
                ),
                as: "unconfirmed connection_lost"
            ),
        ]

        @Test(arguments: ambiguous)
        func `what may have been accepted is unconfirmed, and no run tries it again`(
            _ meeting: Case
        ) async throws {
            let bench = try Self.makeBench { request, _ in
                request.message?.number == "+12025550102" ? meeting.reply : nil
            }
            for _ in 1...2 {
                let run = try await bench.run(Bench.send)
                #expect(run.status == 1, "\(run)")
                #expect(try bench.report().fates == ["sent", "sent", meeting.fate])
            }
            #expect(bench.provider.recipients == ["+12025550101", "+12025550102", "+12025550150"])
        }

        @Test func `a request that was refused for its haste is tried again, and is one message`()
            async throws
        {
            let busy = ServerReply(status: 429, headers: [ServerField("Retry-After", "0")])
            let bench = try Self.makeBench { _, index in index == 0 ? busy : nil }
            let run = try await bench.run(Bench.send)
            #expect(run.status == 0, "\(run)")
            #expect(bench.provider.messages.count == 4)
            let report = try bench.report()
            #expect(report.fates == ["sent", "sent", "sent"])
            #expect(report["attempts"].sorted() == ["1", "1", "2"])
        }

        @Test func `a row that met nothing but haste is pending, and the next run sends it`()
            async throws
        {
            let bench = try Self.makeBench { _, index in index < 6 ? ServerReply(status: 429) : nil
            }
            #expect(try await bench.run(Bench.send).status == 3)
            #expect(try bench.report().fates == Array(repeating: "pending rate_limited", count: 3))
            #expect(try await bench.run(Bench.send).status == 0)
            #expect(try bench.report().fates == ["sent", "sent", "sent"])
        }

        @Test
        func `an intent of a run that died is unconfirmed even where nothing is left to send`()
            async throws
        {
            let bench = try Self.makeBench { _, _ in .never }
            try bench.folder.write("first_name,phone\nAnn,2025550101\n", to: "list.csv")
            let running = try bench.start(Bench.send)
            await bench.provider.waitForRequests(1)
            running.signal(SIGKILL)
            _ = await running.finish()
            for _ in 1...2 {
                let run = try await bench.run(Bench.send)
                #expect(run.status == 1, "\(run)")
                #expect(try bench.report().fates == ["unconfirmed crashed"])
            }
            #expect(bench.provider.messages.count == 1)
        }

        @Test func `lookups that fail leave their rows for another run and say why`() async throws {
            let bench = try Bench(
                provider: try PlivoServer { request, _ in
                    request.lookedUpNumber == "+12025550101" ? .json("{}", status: 500) : nil
                }
            )
            let run = try await bench.run(Bench.send)
            #expect(run.status == 3 && run.output.contains("lookup.onFailure"), "\(run)")
            #expect(
                try bench.report().fates == ["pending lookup_failed", "skipped fixed_line", "sent"]
            )
            #expect(bench.provider.lookups.filter { $0 == "+12025550101" }.count == 2)
        }

        private static func makeBench(_ script: @escaping PlivoServer.Script) throws -> Bench {
            var configuration = Configuration()
            configuration.lookupMode = "never"
            configuration.timeout = 1
            return try Bench(configuration, provider: try PlivoServer(script))
        }
    }
}
