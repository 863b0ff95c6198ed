// SPDX-License-Identifier: Apache-2.0

import Foundation
import LoopbackServer
import TestSupport
import Testing

extension EndToEnd {
    /// The token is in no output, no file and no command line, whatever the provider answers.
    @Suite struct SecretTests {
        /// The token as it may appear: plain, and in the header that HTTP Basic makes of it (RFC
        /// 7617).
        private static let forms = [
            Bench.token, Data("\(Bench.account):\(Bench.token)".utf8).base64EncodedString(),
            "Authorization",
        ]

        @Test(arguments: [200, 401, 402, 400, 403, 404, 429, 500], ["auto", "never"])
        func `the token is shown nowhere, even where the provider repeats it`(
            _ status: Int,
            _ mode: String
        ) async throws {
            let provider = try PlivoServer { request, _ in
                let header = request[header: "Authorization"] ?? ""
                let words = "no: \(Bench.token) in \(header), really"
                return .json(
                    #"{"api_id": "a", "error": "\#(words)", "message": "\#(words)"}"#,
                    status: status
                )
            }
            var configuration = Configuration()
            configuration.lookupMode = mode
            let bench = try Bench(configuration, provider: provider)
            let run = try await bench.run(Bench.send)
            #expect(run.status != 2 && !provider.requests.isEmpty, "\(run)")
            try expectNoSecret(in: bench, run)
            let lookup = try await bench.run(["lookup", "--json", "+12025550101"])
            try expectNoSecret(in: bench, lookup)
        }

        @Test func `the credentials did reach the provider, in the header alone`() async throws {
            let bench = try Bench()
            #expect(try await bench.run(Bench.send).status == 0)
            for request in bench.provider.requests {
                #expect(request[header: "Authorization"] == "Basic " + Self.forms[1])
                #expect(
                    !request.target.contains(Bench.token) && !request.text.contains(Bench.token)
                )
            }
        }

        @Test(
            .enabled(
                if: FileManager.default.fileExists(atPath: "/proc/self/cmdline"),
                "needs /proc"
            )
        )
        func `the command line that others can see has no token`() async throws {
            let provider = try PlivoServer { _, _ in
                var reply = ServerReply(status: 500)
                reply.delay = .milliseconds(100)
                return reply
            }
            let bench = try Bench(provider: provider)
            let running = try bench.start(Bench.send)
            await provider.waitForRequests(1)
            let line = try #require(
                FileManager.default.contents(atPath: "/proc/\(running.processID)/cmdline")
            )
            #expect(String(decoding: line, as: UTF8.self).contains("list.csv"))
            #expect(line.firstRange(of: Data(Bench.token.utf8)) == nil)
            _ = await running.finish()
        }

        private func expectNoSecret(in bench: Bench, _ run: FinishedRun) throws {
            for form in Self.forms {
                #expect(!run.output.contains(form) && !run.errors.contains(form), "\(run)")
                for (name, bytes) in try bench.files() {
                    #expect(bytes.firstRange(of: Data(form.utf8)) == nil, "\(name) has \(form)")
                }
            }
        }
    }
}
