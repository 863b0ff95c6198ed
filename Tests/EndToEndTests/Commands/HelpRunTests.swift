// SPDX-License-Identifier: Apache-2.0

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
