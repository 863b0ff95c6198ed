// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Systems that let a program open few files.
    @Suite struct OpenFileTests {
        private static let send = #""$SMS" send list.csv --template message.txt --yes"#

        @Test func `too few open files are told before anything is done`() async throws {
            let bench = try Bench()
            let before = try bench.files().keys.sorted()
            let run = try await bench.shell("ulimit -n 20; " + Self.send)
            #expect(run.status == 2 && run.errors.contains("only 20 files"), "\(run)")
            #expect(try bench.files().keys.sorted() == before && bench.provider.requests.isEmpty)
        }

        @Test func `a limit that may be raised is raised`() async throws {
            let run = try await Bench().shell("ulimit -S -n 20; " + Self.send)
            #expect(run.status == 0, "\(run)")
        }

        @Test func `the widest lanes fit into few open files, the practice provider among them`()
            async throws
        {
            let bench = try Bench()
            let lane = #"{ "ratePerSecond": 1000, "burst": 1000, "maxConcurrent": 1000 }"#
            try bench.folder.write(
                #"{ "provider": "sandbox", "from": "+12025550199", "lookup": \#(lane), "send": \#(lane) }"#,
                to: "config.json"
            )
            let rows = (0..<300).map { "A,+1202555\(3000 + $0)\n" }.joined()
            try bench.folder.write("first_name,phone\n" + rows, to: "list.csv")
            let run = try await bench.shell("ulimit -n 110; " + Self.send)
            #expect(run.status < 3, "\(run)")
            #expect(try bench.report()["status"].count == 300)
        }
    }
}
