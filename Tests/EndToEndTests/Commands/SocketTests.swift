// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What the operating system sees of a preview.
    @Suite struct SocketTests {
        private static let canTrace = FileManager.default.isExecutableFile(
            atPath: "/usr/bin/strace"
        )
        private static let trace = #"strace -f -qq -e trace=socket,connect -o sockets.txt "#

        private func calls(_ bench: Bench, _ words: String) async throws -> [Substring] {
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
            #expect(try await calls(bench, "--dry-run") == [])
        }

        @Test(.enabled(if: canTrace, "needs strace"))
        func `the trace would show one`() async throws {
            let bench = try Bench()
            let calls = try await calls(bench, "--dry-run --lookup --yes")
            #expect(calls.contains { $0.contains("AF_INET") })
        }
    }
}
