// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// One message to the user's own number.
    @Suite struct TestMessageTests {
        private static let own = "+12025550109"
        private static let test = Bench.send + ["--test-to", own]

        @Test func `the first message that can be sent goes to the user, and to nobody else`()
            async throws
        {
            let bench = try Bench()
            let run = try await bench.run(Self.test)
            #expect(run.status == 0, "\(run)")
            #expect(run.output.hasPrefix("+12025550109: sent, message id "), "\(run)")
            #expect(
                run.errors.contains("row 1 (line 2), 1 segment")
                    && run.errors.contains("Hi Ann, see you."),
                "\(run)"
            )
            #expect(bench.provider.messages.map(\.number) == [Self.own])
            #expect(bench.provider.messages.map(\.text) == ["Hi Ann, see you."])
            #expect(try !bench.files().keys.contains("list-report.csv"))
        }

        @Test func `a test can be repeated, and is no message of the campaign`() async throws {
            var configuration = Configuration()
            configuration.more = #""minHoursBetweenCampaigns": 24,"#
            let bench = try Bench(configuration)
            try bench.folder.write(Bench.list + "Me,\(Self.own)\n", to: "list.csv")
            for _ in 1...2 { #expect(try await bench.run(Self.test).status == 0) }
            #expect(try await bench.run(Bench.send).status == 0)
            #expect(bench.provider.recipients.filter { $0 == Self.own }.count == 3)
            let campaigns = try await bench.run(["campaigns"])
            #expect(campaigns.output.contains("list (test of 20"), "\(campaigns)")
        }

        @Test(arguments: [#""perDay": 1"#, #""segmentsPerDay": 1"#])
        func `a test counts under the daily caps, and does not exceed them`(
            cap: String
        ) async throws {
            var configuration = Configuration()
            configuration.more = #""caps": { "messages": 0, \#(cap) },"#
            let bench = try Bench(configuration)
            #expect(try await bench.run(Self.test).status == 0)
            let run = try await bench.run(Self.test)
            #expect(run.status == 3 && run.errors.contains("is reached: 1 of 1 "), "\(run)")
            #expect(bench.provider.messages.count == 1)
        }

        @Test func `another account is not asked about a test`() async throws {
            let bench = try Bench()
            #expect(try await bench.run(Self.test).status == 0)
            let name = try #require(
                try await bench.run(["campaigns"]).output.firstMatch(
                    of: #/list \(test of [0-9T:.Z-]+\)/#
                )
            )
            let text = try bench.folder.read("config.json")
            try bench.folder.write(
                text.replacing(Bench.account, with: "MAOTHEROTHEROTHER000"),
                to: "config.json"
            )
            let requests = bench.provider.requests.count
            let run = try await bench.run(["status", String(name.output)])
            #expect(run.status == 2 && run.errors.contains("another account"), "\(run)")
            #expect(bench.provider.requests.count == requests)
        }

        @Test func `a test does not hide that the ledger is lost`() async throws {
            let bench = try Bench()
            #expect(try await bench.run(Bench.send).status == 0)
            for name in try bench.files().keys where name.hasPrefix("ledger.sqlite") {
                try FileManager.default.removeItem(atPath: bench.folder.file(name))
            }
            #expect(try await bench.run(Self.test).status == 0)
            try await bench.expectRefusal(Bench.send, saying: ["--new-ledger"])
        }

        @Test(arguments: [
            (["--test-to", "12"], "is no phone number"),
            (["--test-to", "+18005550100"], "toll free"),
        ])
        func `a number that cannot get it is refused`(
            words: [String],
            sentence: String
        ) async throws {
            try await Bench().expectRefusal(Bench.send + words, saying: ["--test-to", sentence])
        }

        @Test func `who opted out gets no test either`() async throws {
            let bench = try Bench()
            #expect(try await bench.run(["opt-outs", "add", Self.own]).status == 0)
            let run = try await bench.run(Self.test + ["--json"])
            #expect(run.status == 1, "\(run)")
            #expect(try run.json()["reason"] as? String == "opted_out")
            #expect(bench.provider.messages.isEmpty)
        }
    }
}
