// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// What only the real process can show.
@Suite struct BuiltBinaryTests {
    @Test func `standard output carries the result and the exit code is the process's own`()
        async throws
    {
        let binary = try BuiltBinary.find()
        let version = try await binary.run(["--version"])
        #expect(version.output == "sms-campaign 0.1.0 (numbering plan 9.0.43)\n")
        #expect(version.errors.isEmpty && version.status == 0)
        let wrong = try await binary.run(["send"])
        #expect(wrong.output.isEmpty && wrong.status == 2)
    }

    #if os(Linux)
    @Test func `a crash writes no memory into a file`() async throws {
        let running = try BuiltBinary.find().start(["sandbox"])
        try await running.waitFor("listens on", on: .output)
        let limits = try String(
            contentsOfFile: "/proc/\(running.processID)/limits", encoding: .utf8)
        running.signal(SIGINT)
        _ = await running.finish()
        let core = limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") }
        #expect(core?.split(separator: " ").suffix(3) == ["0", "0", "bytes"])
    }
    #endif

    @Test func `a closed pipe does not end a run`() async throws {
        // Nobody holds the reading end, so the first write fails; a signal would show as an
        // uncaught one.
        let process = Process()
        process.executableURL = URL(filePath: try BuiltBinary.find().path)
        process.arguments = ["send", "--help"]
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        process.standardOutput = pipe.fileHandleForWriting
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    }
}
