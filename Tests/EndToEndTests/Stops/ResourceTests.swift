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
                #"{ "provider": "sandbox", "from": "+12025550199", "lookup": \#(lane), "send": "#
                    + #"\#(lane) }"#,
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

extension EndToEnd {
    /// What the operating system sees of a preview.
    @Suite struct SocketTests {
        private static let canTrace = FileManager.default.isExecutableFile(
            atPath: "/usr/bin/strace"
        )
        private static let trace = #"strace -f -qq -e trace=socket,connect -o sockets.txt "#

        private func traced(_ bench: Bench, _ words: String) async throws -> [Substring] {
            let run = try await bench.shell(
                Self.trace + #""$SMS" send list.csv --template message.txt "# + words
            )
            #expect(run.status == 0, "\(run)")
            return try bench.folder.read("sockets.txt").split(separator: "\n").filter {
                $0.contains("(")
            }
        }

        @Test(.enabled(if: canTrace, "needs strace"), arguments: ["plivo", "sandbox"])
        func `a preview opens no socket at all`(provider: String) async throws {
            var configuration = Configuration()
            configuration.provider = provider
            let bench = try Bench(configuration)
            #expect(try await traced(bench, "--dry-run") == [])
        }

        @Test(.enabled(if: canTrace, "needs strace"))
        func `the trace would show one`() async throws {
            let bench = try Bench()
            let calls = try await traced(bench, "--dry-run --lookup --yes")
            #expect(calls.contains { $0.contains("AF_INET") })
        }
    }
}

extension EndToEnd {
    /// Runs that would share the account's rate with another.
    @Suite struct ClaimTests {
        @Test(arguments: [
            #"send list.csv --template message.txt --yes"#,
            #"send list.csv --template message.txt --yes --dry-run --lookup"#,
            #"lookup +12025550101"#,
        ])
        func `whatever makes requests stops while another run makes some`(
            words: String
        ) async throws {
            let bench = try Bench()
            let run = try await bench.shell("exec 9>ledger.sqlite.lock; flock 9; \"$SMS\" " + words)
            #expect(run.status == 2, "\(run)")
            #expect(
                run.errors.contains("is making requests with this ledger; wait for it to end"),
                "\(run)"
            )
            #expect(bench.provider.requests.isEmpty)
        }
    }
}
