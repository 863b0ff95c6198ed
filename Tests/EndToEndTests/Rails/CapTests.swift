// SPDX-License-Identifier: Apache-2.0

import Foundation
import LoopbackServer
import TestSupport
import Testing

extension EndToEnd {
    /// Caps, messages of other campaigns and other accounts, as a user meets them.
    @Suite struct CapTests {
        private func configuration(_ more: String) -> Configuration {
            var configuration = Configuration()
            configuration.more = more
            return configuration
        }

        @Test func `a cap stops the run with a sentence, and the configuration alone raises it`()
            async throws
        {
            let bench = try Bench(configuration(#""caps": { "messages": 1 },"#))
            let run = try await bench.run(Bench.send)
            #expect(
                run.status == 3
                    && run.errors.contains("the cap “caps.messages” is reached: 1 of 1 messages"),
                "\(run)"
            )
            #expect(run.errors.contains("only 1 of these 3 fit for certain"), "\(run)")
            #expect(try bench.report().fates == ["sent", "pending capped", "pending capped"])
            #expect(
                bench.provider.lookups == ["+12025550101"]
                    && bench.provider.recipients == ["+12025550101"]
            )
            #expect(try await bench.run(Bench.send).status == 3)
            #expect(bench.provider.recipients.count == 1)
            try bench.write(configuration(#""caps": { "messages": 2 },"#))
            #expect(try await bench.run(Bench.send).status == 0)
            #expect(try bench.report().fates == ["sent", "skipped fixed_line", "sent"])
        }

        @Test func `lookups are paid from the cap on costs`() async throws {
            let prices = #""prices": { "perLookup": 0.5, "perSegment": 1 }, "#
            let bench = try Bench(configuration(prices + #""caps": { "cost": 2 },"#))
            let run = try await bench.run(Bench.send)
            #expect(
                run.status == 3 && run.errors.contains("of 2 USD, lookups included, are used"),
                "\(run)"
            )
            #expect(try bench.report().fates == ["sent", "pending capped", "pending capped"])
        }

        @Test func `who was messaged by another campaign is left out for a while`() async throws {
            let bench = try Bench(configuration(#""minHoursBetweenCampaigns": 24,"#))
            #expect(try await bench.run(Bench.send).status == 0)
            let second = try await bench.run(
                Bench.send + ["--campaign", "other", "--again", "--report", "other.csv"]
            )
            #expect(second.status == 0, "\(second)")
            #expect(
                try bench.report("other.csv").fates == [
                    "skipped too_soon", "skipped fixed_line", "skipped too_soon",
                ]
            )
            #expect(bench.provider.recipients.count == 2)
        }

        @Test func `another account under the same name is noticed`() async throws {
            let bench = try Bench(configuration(#""caps": { "messages": 1 },"#))
            #expect(try await bench.run(Bench.send).status == 3)
            let text = try String(contentsOfFile: bench.folder.file("config.json"), encoding: .utf8)
            try bench.folder.write(
                text.replacing(Bench.account, with: "MAOTHEROTHEROTHER000"),
                to: "config.json"
            )
            let run = try await bench.run(Bench.send)
            #expect(
                run.status == 2 && run.errors.contains("another account")
                    && run.errors.contains("--accept-new-provider")
            )
            let status = try await bench.run(["status", "list"])
            #expect(status.status == 2 && status.errors.contains("another account"), "\(status)")
        }

        @Test(arguments: [
            ["reconcile", "list"], Bench.send + ["--resend-unconfirmed", "--accept-new-provider"],
        ])
        func `another account under the same name is not asked what became of messages`(
            words: [String]
        ) async throws {
            var configuration = Configuration()
            configuration.lookupMode = "never"
            let provider = try PlivoServer { request, _ in
                request.message?.number == "+12025550102" ? .hangUp : nil
            }
            let bench = try Bench(configuration, provider: provider)
            #expect(try await bench.run(Bench.send).status == 1)
            let report = try bench.folder.read("list-report.csv")
            #expect(report.contains("unconfirmed"))
            let text = try bench.folder.read("config.json")
            try bench.folder.write(
                text.replacing(Bench.account, with: "MAOTHEROTHEROTHER000"),
                to: "config.json"
            )
            let requests = bench.provider.requests.count
            let run = try await bench.run(words)
            #expect(
                run.status == 2 && run.errors.contains("were handed to another account"),
                "\(run)"
            )
            #expect(bench.provider.requests.count == requests)
            #expect(try bench.folder.read("list-report.csv") == report)
        }
    }
}
