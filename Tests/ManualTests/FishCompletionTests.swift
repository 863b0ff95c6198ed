// SPDX-License-Identifier: Apache-2.0

import Manual
import TestSupport
import Testing

/// What fish itself offers.
@Suite(.enabled(if: Tool.fish.isThere)) struct FishCompletionTests {
    private func offered(_ line: String) async throws -> [String] {
        let folder = try ScratchFolder()
        try folder.write("", to: "people.csv")
        let completion = try folder.write(ManualFile.fish.text(.sample), to: "completion")
        let script = "source \(completion); cd \(folder.path); complete -C 'sms-campaign \(line)'"
        let run = try await #require(Tool.fish.binary).run(
            ["--no-config", "-c", script],
            environment: ["HOME": folder.path]
        )
        #expect(run.status == 0, "\(run)")
        return run.output.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
    }

    @Test(
        arguments: [
            ("", ["opt-outs", "send"]),
            ("--v", ["--version"]),
            ("send --", ["--config", "--dry-run", "--help", "--message", "--status"]),
            ("send --status ", ["failed", "sent"]),
            ("send --status=f", ["--status=failed"]),
            ("send --message ", []),
            ("send --config peo", ["people.csv"]),
            ("send peo", ["people.csv"]),
            ("opt-outs ", ["import", "list"]),
            ("opt-outs list peo", []),
            ("opt-outs import peo", ["people.csv"]),
        ] as [(String, [String])]
    )
    func `what fits is offered`(_ line: String, _ candidates: [String]) async throws {
        #expect(try await offered(line).sorted() == candidates)
    }
}
