// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What the program tells of itself.
    @Suite struct HelpRunTests {
        @Test(
            arguments: [
                ([], "usage: sms-campaign COMMAND"), (["send"], "usage: sms-campaign send"),
                (["report"], "usage: sms-campaign report"),
                (["lookup"], "usage: sms-campaign lookup"),
                (["sandbox"], "usage: sms-campaign sandbox"),
                (["reconcile"], "usage: sms-campaign reconcile"),
                (["status"], "usage: sms-campaign status"),
            ] as [([String], String)]
        )
        func `every command explains itself on standard output`(
            _ command: [String],
            _ usage: String
        ) async throws {
            let run = try await BuiltBinary.find().run(command + ["--help"])
            #expect(run.status == 0 && run.errors.isEmpty, "\(run)")
            #expect(run.output.hasPrefix(usage), "\(run.output)")
            #expect(
                run.output.split(separator: "\n").allSatisfy { $0.count <= 80 },
                "\(run.output)"
            )
        }

        @Test func `the version names the program's and the numbering plan's`() async throws {
            let run = try await BuiltBinary.find().run(["--version"])
            #expect(run.output == "sms-campaign 0.1.0 (numbering plan 9.0.43)\n")
            #expect(run.status == 0)
        }

        @Test(
            arguments: [
                ([], "which command?"), (["sned"], "did you mean send?"),
                (["--versio"], "did you mean --version?"),
                (["list.csv"], "sms-campaign send list.csv"),
                (["send", "a.csv", "b.csv", "--message", "Hi"], "one list at a time"),
                (["send", "a.csv", "--message"], "--message needs a value"),
                (["send", "a.csv", "--limit", "0"], "--limit"),
                (["send", "a.csv", "--dryrun"], "did you mean --dry-run?"),
                (["send", "a.csv", "--yes", "--yes"], "twice"),
            ] as [([String], String)]
        )
        func `a wrong command line is refused and points to the help`(
            _ words: [String],
            _ part: String
        ) async throws {
            let run = try await BuiltBinary.find().run(words)
            #expect(run.status == 2 && run.output.isEmpty, "\(run)")
            #expect(run.errors.contains(part) && run.errors.contains("--help"), "\(run.errors)")
        }
    }
}

extension EndToEnd {
    /// The built-in practice provider.
    @Suite struct SandboxCommandRunTests {
        @Test func `the sandbox answers with the credentials that it names, and ends when told to`()
            async throws
        {
            let bench = try Bench()
            let sandbox = try bench.start(["sandbox"])
            try await sandbox.waitFor("Press Ctrl-C", on: .output)
            let told = sandbox.textSoFar(on: .output)
            let address = try #require(told.firstMatch(of: /http:\/\/127\.0\.0\.1:(\d+)/)).1
            let user = try #require(told.firstMatch(of: /"authID": "([^"]+)"/)).1
            let password = try #require(told.firstMatch(of: /"authToken": "([^"]+)"/)).1
            let port = try #require(UInt16(address))
            #expect(try Self.status(of: "\(user):\(password)", port: port) == "200")
            #expect(try Self.status(of: "\(user):wrong", port: port) == "401")
            sandbox.signal(SIGTERM)
            let run = await sandbox.finish()
            #expect(run.status == 0, "\(run)")
            #expect(throws: RawClient.Failure.self) { try RawClient(port: port) }
        }

        @Test func `a port that is taken is named`() async throws {
            let bench = try Bench()
            let run = try await bench.run(["sandbox", "--port", "\(bench.provider.port)"])
            #expect(run.status == 2, "\(run)")
            #expect(run.errors.contains("\(bench.provider.port)"), "\(run)")
        }

        @Test func `a rehearsal keeps its own books and leaves the real ones alone`() async throws {
            var configuration = Configuration()
            configuration.provider = "sandbox"
            let bench = try Bench(configuration)
            let run = try await bench.run(Bench.send)
            #expect(run.status == 0, "\(run)")
            #expect(try bench.report().fates == ["sent", "skipped fixed_line", "sent"])
            #expect(try bench.report()["provider"] == ["sandbox", "", "sandbox"])
            #expect(try bench.files()["ledger.sqlite"] == nil)
            #expect(try bench.files()["ledger-sandbox.sqlite"] != nil)
            #expect(bench.provider.requests.isEmpty)
            try bench.write(Configuration())
            #expect(try await bench.run(Bench.send).status == 0)
            #expect(bench.provider.recipients == ["+12025550101", "+12025550102"])
        }

        private static func status(of credentials: String, port: UInt16) throws -> Substring? {
            let client = try RawClient(port: port)
            let basic = Data(credentials.utf8).base64EncodedString()
            client.send(
                "GET /v1/Number/+12025550101?type=carrier HTTP/1.1\r\nHost: "
                    + "127.0.0.1:\(port)\r\nAuthorization: Basic \(basic)\r\n"
                    + "Connection: close\r\n\r\n"
            )
            return try client.receiveAll().split(separator: " ").dropFirst().first
        }
    }
}
