// SPDX-License-Identifier: Apache-2.0

import Foundation
import LoopbackServer
import TestSupport
import Testing

/// The helpers of the other tests, tried with the shell in the program's place.
@Suite struct RunningBinaryTests {
    private let shell = BuiltBinary(path: "/bin/sh")

    @Test func `a run gives its status and both streams apart`() async throws {
        let run = try await shell.run(["-c", "echo out; echo err >&2; exit 7"])
        #expect(run.status == 7)
        #expect(run.output == "out\n")
        #expect(run.errors == "err\n")
        #expect(!run.wasKilledByLimit)
    }

    @Test func `more than a pipe holds comes whole from both streams`() async throws {
        let run = try await shell.run([
            "-c", "head -c 300000 /dev/zero >&2; head -c 300000 /dev/zero",
        ])
        #expect(run.output.utf8.count == 300_000)
        #expect(run.errors.utf8.count == 300_000)
    }

    @Test func `input, environment and directory reach the program`() async throws {
        let run = try await shell.run(
            ["-c", "cat; echo $GREETING; pwd"],
            environment: ["GREETING": "hello"],
            input: "typed\n",
            directory: "/"
        )
        #expect(run.output == "typed\nhello\n/\n")
    }

    @Test func `a program that leaves its input unread ends no test`() async throws {
        let run = try await shell.run(
            ["-c", "exit 0"],
            input: String(repeating: "x", count: 1_000_000)
        )
        #expect(run.status == 0)
    }

    @Test func `without input there is nothing to read`() async throws {
        #expect(try await shell.run(["-c", "cat"]).output.isEmpty)
    }

    @Test func `a signal is sent when the program is ready for it`() async throws {
        let running = try shell.start([
            "-c", "trap 'echo caught; exit 3' INT; echo ready >&2; while :; do sleep 0.01; done",
        ])
        try await running.waitFor("ready")
        running.signal(SIGINT)
        let run = await running.finish()
        #expect(run.status == 3)
        #expect(run.output == "caught\n")
    }

    @Test func `a program that takes too long is killed`() async throws {
        let run = try await shell.run(["-c", "exec sleep 60"], limit: .milliseconds(50))
        #expect(run.wasKilledByLimit)
        #expect(run.status == 128 + SIGKILL)
    }

    @Test func `waiting for what never comes says how the program ended`() async throws {
        let running = try shell.start(["-c", "echo other >&2; exit 4"])
        let error = await #expect(throws: RunningBinary.EndedBefore.self) {
            try await running.waitFor("ready")
        }
        #expect(error?.run.status == 4)
        #expect(error?.description.contains("other") == true)
    }

    @Test func `a scripted server keeps its requests and gives its replies in turn`() async throws {
        let server = try ScriptedServer(replies: [.text("one"), .text("two", status: 429)])
        defer { server.stop() }
        for status in ["200", "429", "429"] {
            let client = try RawClient(port: server.port)
            client.send("GET /x HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
            #expect(try client.receiveAll().contains("HTTP/1.1 \(status) "))
        }
        await server.waitForRequests(3)
        #expect(server.requests.map(\.path) == ["/x", "/x", "/x"])
    }
}
