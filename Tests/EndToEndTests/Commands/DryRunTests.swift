// SPDX-License-Identifier: Apache-2.0

import Foundation
import LoopbackServer
import TestSupport
import Testing

extension EndToEnd {
    /// Previews.
    @Suite struct DryRunTests {
        private let preview = Bench.send.filter { $0 != "--yes" } + ["--dry-run"]

        @Test func `a preview opens no connection, makes no ledger and writes its report alone`()
            async throws
        {
            let bench = try Bench()
            let before = try bench.files().keys.sorted()
            let run = try await bench.run(preview)
            #expect(run.status == 0, "\(run)")
            #expect(try bench.files().keys.sorted() == (before + ["list-preview.csv"]).sorted())
            #expect(try await Self.connectionsSoFar(of: bench.provider) == 0)
        }

        @Test func `a preview shows every text, and what only a lookup can tell`() async throws {
            let bench = try Bench()
            #expect(try await bench.run(preview).status == 0)
            let report = try bench.report("list-preview.csv")
            #expect(report.fates == Array(repeating: "would_send lookup_needed", count: 3))
            #expect(report.header.last == "message")
            #expect(
                report["message"] == ["Hi Ann, see you.", "Hi Bob, see you.", "Hi Cyd, see you."]
            )
        }

        @Test
        func `a preview tells its own time in JSON, and how long sending would take in words`()
            async throws
        {
            var configuration = Configuration()
            configuration.sendRate = 1
            let bench = try Bench(configuration)
            try bench.folder.write(
                "first_name,phone\n" + (100...199).map { "N,+12025550\($0)\n" }.joined(),
                to: "list.csv"
            )
            let text = try await bench.run(preview)
            #expect(text.output.contains("at least 1 min 40 s at the configured rates"), "\(text)")
            let json = try await bench.run(preview + ["--json"]).json()
            #expect(try #require(json["durationSeconds"] as? Double) < 50)
        }

        @Test func `a preview says which characters cost segments`() async throws {
            let bench = try Bench()
            let text =
                "Hi {{first_name}}, we’ll see you at the harbour at noon, and bring the boat’s "
                + "papers with you."
            try bench.folder.write(text, to: "message.txt")
            let run = try await bench.run(preview)
            let sentence = "’ (U+2019) in 3 messages makes them UCS-2: 3 extra segments"
            #expect(
                run.status == 0
                    && run.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                        .contains(sentence),
                "\(run)"
            )
        }

        @Test func `a preview needs no credentials`() async throws {
            var bench = try Bench()
            bench.environment["PLIVO_TOKEN"] = nil
            #expect(try await bench.run(preview).status == 0)
        }

        @Test func `a preview with lookups is exact, pays, remembers, and sends nothing`()
            async throws
        {
            let bench = try Bench()
            let run = try await bench.run(preview + ["--lookup", "--yes"])
            #expect(run.status == 0, "\(run)")
            #expect(
                try bench.report("list-preview.csv").fates == [
                    "would_send", "skipped fixed_line", "would_send",
                ]
            )
            #expect(bench.provider.lookups.count == 3)
            #expect(bench.provider.messages.isEmpty)
            #expect(try await bench.run(Bench.send).status == 0)
            #expect(bench.provider.lookups.count == 3)
            #expect(try bench.report()["line_type_source"] == ["cache", "cache", "cache"])
        }

        @Test func `lookups cost money, so a preview with them asks first`() async throws {
            let bench = try Bench()
            let run = try await bench.run(preview + ["--lookup"])
            #expect(
                run.status == 2 && run.output.isEmpty && run.errors.contains("add --yes"),
                "\(run)"
            )
            #expect(run.errors.hasPrefix("Plan for campaign list\n"), "\(run)")
            #expect(
                bench.provider.requests.isEmpty && (try? bench.report("list-preview.csv")) == nil
            )
        }

        @Test func `a preview of a campaign that has begun shows what is left of it`() async throws
        {
            let bench = try Bench()
            #expect(try await bench.run(Bench.send + ["--limit", "1"]).status == 0)
            let sent = bench.provider.messages
            #expect(try await bench.run(preview).status == 0)
            #expect(
                try bench.report("list-preview.csv")["status"] == [
                    "sent", "would_send", "would_send",
                ]
            )
            #expect(bench.provider.messages == sent)
        }

        @Test func `a preview warns where sending would stop`() async throws {
            let bench = try Bench()
            #expect(try await bench.run(Bench.send).status == 0)
            let run = try await bench.run(["send", "list.csv", "--message", "Hello", "--dry-run"])
            #expect(run.status == 0, "\(run)")
            #expect(run.errors.contains("warning: send would stop here"), "\(run)")
            #expect(run.errors.contains("--accept-new-template"))
        }

        /// How many connections a server has seen: it numbers them, so one more tells.
        private static func connectionsSoFar(of provider: PlivoServer) async throws -> Int {
            let client = try RawClient(port: provider.port)
            client.send("GET /count HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
            _ = try client.receiveAll()
            return try #require(provider.requests.last).connection - 1
        }
    }
}
