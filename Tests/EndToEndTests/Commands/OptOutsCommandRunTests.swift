// SPDX-License-Identifier: Apache-2.0

import Foundation
import LoopbackServer
import TestSupport
import Testing

extension EndToEnd {
    /// The command `opt-outs`: who gets no message of any campaign.
    @Suite struct OptOutsCommandRunTests {
        @Test func `nobody has opted out where there is no ledger, and none is made`() async throws
        {
            let bench = try Bench()
            let run = try await bench.run(["opt-outs", "list"])
            #expect(run.status == 0 && run.output.hasPrefix("Nobody has opted out"), "\(run)")
            let removal = try await bench.run(["opt-outs", "remove", "+12025550101"])
            #expect(
                removal.status == 0 && removal.output == "+12025550101: was not opted out\n",
                "\(removal)"
            )
            #expect(try !bench.files().keys.contains { $0.hasPrefix("ledger.sqlite") })
        }

        @Test
        func
            `who is added gets no message, however the number is written, until removed`()
            async throws
        {
            let bench = try Bench()
            let first = try await bench.run(["opt-outs", "add", "202.555.0101", "+1 202 555 0101"])
            #expect(
                first.status == 0 && first.output == "+12025550101: opted out from now on\n",
                "\(first)"
            )
            let second = try await bench.run(["opt-outs", "add", "+12025550101"])
            #expect(second.output.hasPrefix("+12025550101: known already (user, 2"), "\(second)")
            #expect(try await bench.run(Bench.send).status == 0)
            #expect(
                try bench.report().fates == ["skipped opted_out", "skipped fixed_line", "sent"]
            )
            #expect(!bench.provider.lookups.contains("+12025550101"))
            let removal = try await bench.run(["opt-outs", "remove", "(202) 555-0101"])
            #expect(
                removal.output.hasPrefix("+12025550101: removed (user, 2")
                    && removal.errors.isEmpty,
                "\(removal)"
            )
            #expect(try await bench.run(Bench.send).status == 0)
            #expect(try bench.report().fates == ["sent", "skipped fixed_line", "sent"])
        }

        @Test func `the list shows everybody with source and time`() async throws {
            let provider = try PlivoServer { request, _ in
                guard request.message?.number == "+12025550102" else { return nil }
                return .json(#"{"api_id": "a", "error": "recipient has opted out"}"#, status: 400)
            }
            let bench = try Bench(provider: provider)
            #expect(try await bench.run(Bench.send).status == 0)
            #expect(try await bench.run(["opt-outs", "add", "+12025550101"]).status == 0)
            try bench.folder.write("phone\n+12025550103\n+12025550101\n", to: "stop.csv")
            let imported = try await bench.run(["opt-outs", "import", "./stop.csv"])
            #expect(
                imported.status == 0
                    && imported.output == "./stop.csv: 2 numbers, 1 new, 1 known already\n",
                "\(imported)"
            )
            let list = try await bench.run(["opt-outs", "list"])
            let lines = list.output.split(separator: "\n").map {
                $0.split(separator: " ", maxSplits: 4)
            }
            #expect(
                lines.map { "\($0[0]) \($0[4].trimmingCharacters(in: .whitespaces))" }.sorted() == [
                    "+12025550101 user", "+12025550102 plivo", "+12025550103 import stop.csv",
                ],
                "\(list)"
            )
            let json = try await bench.run(["opt-outs", "list", "--json"]).json()
            let optOuts = try #require(json["optOuts"] as? [[String: Any]])
            #expect(
                optOuts.compactMap { $0["source"] as? String } == ["provider", "user", "import"]
            )
            let removal = try await bench.run(["opt-outs", "remove", "+12025550102", "--json"])
            #expect(
                removal.errors.contains("warning: +12025550102: “plivo” reported this opt-out"),
                "\(removal)"
            )
            #expect(try removal.json()["removed"] as? [String] == ["+12025550102"])
        }

        @Test(arguments: [
            (
                ["add", "+12025550101", "hello"],
                ["“hello” is no phone number", "nothing was changed"]
            ),
            (["remove", "+1202555"], ["“+1202555” is no phone number", "nothing was changed"]),
            (["import", "gone.csv"], ["gone.csv: there is no such file"]),
            (["import", "stop.csv"], ["stop.csv:3: this entry is no phone number"]),
        ])
        func `a mistake changes nothing`(_ words: [String], _ parts: [String]) async throws {
            let bench = try Bench()
            try bench.folder.write("phone\n+12025550101\nnobody\n", to: "stop.csv")
            try await bench.expectRefusal(["opt-outs"] + words, saying: parts)
        }

        @Test func `who opts out while a run is on gets no message of it`() async throws {
            let note = try ScratchFolder()
            // The lookup of the second number is answered when its owner has opted out: the row was
            // judged before.
            let provider = try PlivoServer { request, _ in
                if request.lookedUpNumber == "+12025550102" { Self.optOut("+12025550102", note) }
                return nil
            }
            let bench = try Bench(provider: provider)
            try note.write(bench.folder.path, to: "bench")
            let run = try await bench.run(Bench.send)
            #expect(run.status == 0, "\(run)")
            #expect(bench.provider.recipients == ["+12025550101"])
            let report = try bench.report()
            #expect(report.fates == ["sent", "skipped fixed_line", "skipped opted_out"])
            #expect(
                report["provider"] == ["plivo", "", ""] && report["attempts"] == ["1", "", ""]
            )
            #expect(try await bench.run(Bench.send).status == 0)
            #expect(bench.provider.recipients == ["+12025550101"])
        }

        /// Runs `opt-outs add` in the folder that a note names, and waits for its end.
        private static func optOut(_ number: String, _ note: ScratchFolder) {
            let process = Process()
            do {
                process.executableURL = URL(fileURLWithPath: try BuiltBinary.find().path)
                process.currentDirectoryURL = URL(fileURLWithPath: try note.read("bench"))
                process.arguments = ["opt-outs", "add", number]
                process.standardOutput = FileHandle.nullDevice
                try process.run()
                process.waitUntilExit()
            } catch {
                Issue.record(error)
            }
        }

        @Test func `what the practice provider says never touches real campaigns`() async throws {
            var configuration = Configuration()
            configuration.provider = "sandbox"
            let bench = try Bench(configuration)
            try bench.folder.write("first_name,phone\nAnn,+12025550171\n", to: "list.csv")
            #expect(try await bench.run(Bench.send).status == 0)
            #expect(try bench.report().fates == ["skipped opted_out"])
            let practice = try await bench.run(["opt-outs", "list"])
            #expect(
                practice.output.contains("+12025550171")
                    && practice.errors.contains("practice provider's"),
                "\(practice)"
            )
            try bench.write(Configuration())
            #expect(try await bench.run(["opt-outs", "list"]).output.hasPrefix("Nobody"))
            #expect(try await bench.run(Bench.send).status == 0)
            #expect(try bench.report().fates == ["sent"])
        }

        @Test func `a ledger that opt-outs alone have made is no reason to send twice`()
            async throws
        {
            let bench = try Bench()
            #expect(try await bench.run(Bench.send).status == 0)
            try FileManager.default.removeItem(atPath: bench.folder.file("ledger.sqlite"))
            #expect(try await bench.run(["opt-outs", "add", "+12025550109"]).status == 0)
            try await bench.expectRefusal(
                Bench.send,
                saying: ["2 messages were sent", "--new-ledger"]
            )
            let preview = try await bench.run(Bench.send + ["--dry-run"])
            #expect(preview.errors.contains("--new-ledger"), "\(preview)")
        }
    }
}
