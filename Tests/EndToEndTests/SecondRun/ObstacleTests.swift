// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Second runs that are not simply the first one resumed: they stop, name the way out, and the
    /// way out works.
    @Suite struct ObstacleTests {
        /// A campaign of which one message was sent and the rest is left.
        private func begun() async throws -> Bench {
            let bench = try Bench()
            #expect(try await bench.run(Bench.send + ["--limit", "1"]).status == 0)
            return bench
        }

        @Test
        func
            `a changed template stops, and goes on for the rows that are left when it is accepted`()
            async throws
        {
            let bench = try await begun()
            try bench.folder.write("New text, {{first_name}}.", to: "message.txt")
            try await bench.expectRefusal(
                Bench.send,
                saying: ["“list”", "--campaign", "--accept-new-template"]
            )
            let run = try await bench.run(Bench.send + ["--accept-new-template"])
            #expect(run.status == 0, "\(run)")
            #expect(bench.provider.messages.map(\.text) == ["Hi Ann, see you.", "New text, Cyd."])
        }

        @Test func `once a new template is accepted, the next run with it needs no word`()
            async throws
        {
            let bench = try await begun()
            try bench.folder.write("New text, {{first_name}}.", to: "message.txt")
            #expect(try await bench.run(Bench.send + ["--accept-new-template"]).status == 0)
            let again = try await bench.run(Bench.send + ["--accept-new-template"])
            #expect(again.status == 0, "\(again)")
            #expect(bench.provider.messages.count == 2)
        }

        @Test func `a changed template is sent to everybody under a name of its own`() async throws
        {
            let bench = try await begun()
            try bench.folder.write("New text, {{first_name}}.", to: "message.txt")
            #expect(try await bench.run(Bench.send + ["--campaign", "second"]).status == 0)
            #expect(
                bench.provider.messages.map(\.number).sorted() == [
                    "+12025550101", "+12025550101", "+12025550102",
                ]
            )
        }

        @Test
        func
            `texts that changed stop the run with their count, and may be kept`()
            async throws
        {
            let bench = try await begun()
            try bench.folder.write(Bench.list.replacing("Ann", with: "Anna"), to: "list.csv")
            try await bench.expectRefusal(
                Bench.send,
                saying: ["1 number was messaged", "--campaign", "--keep-earlier"]
            )
            let run = try await bench.run(Bench.send + ["--keep-earlier"])
            #expect(run.status == 0, "\(run)")
            #expect(
                bench.provider.messages.map(\.text) == ["Hi Ann, see you.", "Hi Cyd, see you."]
            )
        }

        @Test func `another provider entry stops, and goes on when it is accepted`() async throws {
            let bench = try await begun()
            var configuration = Configuration()
            configuration.provider = "second"
            try bench.write(configuration)
            try await bench.expectRefusal(
                Bench.send,
                saying: ["“plivo”", "“second”", "--accept-new-provider"]
            )
            let run = try await bench.run(Bench.send + ["--accept-new-provider"])
            #expect(run.status == 0, "\(run)")
            #expect(bench.provider.recipients == ["+12025550101", "+12025550102"])
            #expect(try bench.report()["provider"].filter { !$0.isEmpty } == ["plivo", "second"])
        }

        @Test func `the same list under another name stops, and is sent again on purpose only`()
            async throws
        {
            let bench = try Bench()
            #expect(try await bench.run(Bench.send).status == 0)
            try FileManager.default.copyItem(
                atPath: bench.folder.file("list.csv"),
                toPath: bench.folder.file("copy.csv")
            )
            let renamed = ["send", "copy.csv", "--template", "message.txt", "--yes"]
            try await bench.expectRefusal(renamed, saying: ["“list”", "--campaign", "--again"])
            #expect(try await bench.run(renamed + ["--campaign", "list"]).status == 0)
            #expect(bench.provider.messages.count == 2)
            #expect(try await bench.run(renamed + ["--again"]).status == 0)
            #expect(bench.provider.messages.count == 4)
        }
    }
}
