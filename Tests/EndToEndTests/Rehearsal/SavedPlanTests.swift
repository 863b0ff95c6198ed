// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What was previewed is what is sent.
    @Suite struct SavedPlanTests {
        private static let save =
            Bench.send.filter { $0 != "--yes" } + ["--dry-run", "--save-plan", "plan.json"]
        private static let sendPlan = Bench.send + ["--plan", "plan.json"]

        private func previewed(_ more: [String] = []) async throws -> Bench {
            let bench = try Bench()
            let run = try await bench.run(Self.save + more)
            #expect(run.status == 0 && run.errors.contains("--plan plan.json"), "\(run)")
            return bench
        }

        @Test func `a saved plan holds fingerprints and counts, for its owner alone`() async throws
        {
            let bench = try await previewed()
            let path = bench.folder.file("plan.json")
            let text = try String(contentsOfFile: path, encoding: .utf8)
            for word in ["0101", "Ann", "see you", Bench.token] {
                #expect(!text.contains(word), "\(text)")
            }
            let plan = try #require(
                try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
            )
            let counts = try #require(plan["counts"] as? [String: Any])
            #expect(counts["rows"] as? Int == 3 && counts["toSend"] as? Int == 3, "\(text)")
            let mode =
                try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }

        @Test func `what was previewed is sent`() async throws {
            let bench = try await previewed()
            let run = try await bench.run(Self.sendPlan)
            #expect(run.status == 0, "\(run)")
            #expect(bench.provider.recipients == ["+12025550101", "+12025550102"])
        }

        @Test(arguments: [
            ("list.csv", Bench.list + "Dan,+12025550103\n", "the list changed"),
            ("list.csv", Bench.list.replacing("0102", with: "0103"), "the list changed"),
            ("message.txt", "Hello {{first_name}}, see you.", "the template changed"),
            ("config.json", "", "the configuration changed"),
        ])
        func `another input is refused by its name`(
            file: String,
            text: String,
            word: String
        ) async throws {
            let bench = try await previewed()
            if text.isEmpty {
                var configuration = Configuration()
                configuration.sendRate = 999
                try bench.write(configuration)
            } else {
                try bench.folder.write(text, to: file)
            }
            try await bench.expectRefusal(
                Self.sendPlan,
                saying: [word, "plan.json", "--dry-run --save-plan"]
            )
        }

        @Test(arguments: [
            (["--limit", "1"], "--limit is “1” and was not given"),
            (["--campaign", "b"], "“b” and was “list”"),
            (
                ["--send-before", "2199-12-31T18:00Z"],
                "--send-before is “2199-12-31T18:00Z” and was not given"
            ),
        ])
        func `other options are refused by their names`(
            words: [String],
            sentence: String
        ) async throws {
            let bench = try await previewed()
            try await bench.expectRefusal(Self.sendPlan + words, saying: [sentence])
        }

        @Test func `somebody who opted out since is a difference`() async throws {
            let bench = try await previewed()
            #expect(try await bench.run(["opt-outs", "add", "+12025550102"]).status == 0)
            let run = try await bench.run(Self.sendPlan)
            #expect(run.status == 2 && bench.provider.messages.isEmpty, "\(run)")
            #expect(
                run.errors.contains(
                    "2 recipients would get a message, and there were 3; opted_out: 1, and there "
                        + "were 0"
                ),
                "\(run)"
            )
        }

        @Test func `a campaign that was interrupted goes on by its plan`() async throws {
            let bench = try await previewed()
            #expect(try await bench.run(Self.sendPlan).status == 0)
            let again = try await bench.run(Self.sendPlan)
            #expect(
                again.status == 0 && again.errors.contains("Nothing is left to send"),
                "\(again)"
            )
            #expect(bench.provider.messages.count == 2)
        }

        @Test func `after lookups the plan is what the lookups left`() async throws {
            let bench = try await previewed(["--lookup", "--yes"])
            let text = try String(contentsOfFile: bench.folder.file("plan.json"), encoding: .utf8)
            #expect(
                text.contains(#""toSend" : 2"#) && text.contains(#""fixed_line" : 1"#),
                "\(text)"
            )
            #expect(try await bench.run(Self.sendPlan).status == 0)
            #expect(bench.provider.messages.count == 2)
        }

        @Test(arguments: ["list.csv", "message.txt", "config.json", "list-preview.csv"])
        func `a plan replaces no file that the run reads or writes`(file: String) async throws {
            let bench = try Bench()
            let words = Bench.send.filter { $0 != "--yes" } + ["--dry-run", "--save-plan", file]
            try await bench.expectRefusal(words, saying: ["the plan would overwrite"])
        }

        @Test(arguments: [
            ("no-plan.json", nil, "there is no such file"), ("plan.json", "{}", "this is no plan"),
        ])
        func `a file that is no plan is refused`(
            name: String,
            text: String?,
            word: String
        ) async throws {
            let bench = try Bench()
            if let text { try bench.folder.write(text, to: name) }
            try await bench.expectRefusal(Bench.send + ["--plan", name], saying: [name, word])
        }

        @Test(arguments: [
            (["--save-plan", "p"], "--save-plan belongs to --dry-run"),
            (["--dry-run", "--plan", "p"], "--dry-run and --plan exclude each other"),
            (["--dry-run", "--canary", "1"], "--dry-run and --canary exclude each other"),
            (
                ["--canary", "1", "--test-to", "+12025550101"],
                "--canary and --test-to exclude each other"
            ),
        ])
        func `options that do not go together are refused`(
            words: [String],
            sentence: String
        ) async throws {
            try await Bench().expectRefusal(Bench.send + words, saying: [sentence])
        }
    }
}
