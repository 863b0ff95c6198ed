// SPDX-License-Identifier: Apache-2.0

import Foundation
import LoopbackServer
import TestSupport
import Testing

extension EndToEnd {
    /// `--progress json`, as a program reads it.
    @Suite struct ProgressEventTests {
        private struct Event: Decodable {
            var event, at: String
            var phase, level, text, reason: String?
            var rows, rowsDone, toSend, exit: Int?
            var counts: [String: Int]?
        }

        private func decoded(_ run: FinishedRun) throws -> [Event] {
            try run.errors.split(separator: "\n").map {
                try JSONDecoder().decode(Event.self, from: Data($0.utf8))
            }
        }

        @Test func `standard error has events alone, and their numbers add up`() async throws {
            let bench = try Bench()
            let run = try await bench.run(Bench.send + ["--progress", "json"])
            #expect(run.status == 0, "\(run)")
            let events = try decoded(run)
            let planned = try #require(events.first { $0.event == "planned" })
            #expect(planned.rows == 3 && planned.toSend == 3)
            #expect(
                events.contains {
                    $0.event == "note" && $0.text?.hasPrefix("A new ledger was made") == true
                }
            )
            let progress = try #require(events.first { $0.event == "progress" })
            #expect(progress.phase == "sending" && progress.rows == 3)
            let finished = try #require(events.last)
            #expect(finished.event == "finished" && finished.exit == 0)
            #expect(finished.counts?.values.reduce(0, +) == finished.rows)
            #expect(run.output.hasPrefix("Campaign list: 3 recipients"), "\(run.output)")
        }

        @Test func `a run that stops says why`() async throws {
            let bench = try Bench(
                provider: try PlivoServer { _, _ in
                    .json(#"{"api_id": "a", "error": "no"}"#, status: 401)
                }
            )
            let run = try await bench.run(Bench.send + ["--progress", "json"])
            #expect(run.status == 3, "\(run)")
            let events = try decoded(run)
            let stopped = try #require(events.first { $0.event == "stopped" })
            #expect(
                stopped.reason == "stopped"
                    && stopped.text?.contains("refused the credentials") == true
            )
            #expect(events.last?.event == "finished" && events.last?.exit == 3)
        }

        @Test func `an error is an event, too`() async throws {
            let bench = try Bench()
            try bench.folder.write("first_name,phone\n", to: "list.csv")
            let run = try await bench.run(Bench.send + ["--progress", "json"])
            #expect(run.status == 2, "\(run)")
            let events = try decoded(run)
            #expect(
                events.last?.level == "error" && events.last?.text?.isEmpty == false,
                "\(run.errors)"
            )
        }

        @Test(arguments: ["none", "plain"])
        func `the plan is shown without progress, too`(mode: String) async throws {
            let bench = try Bench()
            let run = try await bench.run(Bench.send + ["--progress", mode])
            #expect(run.status == 0 && run.errors.contains("Plan for campaign list"), "\(run)")
            #expect(!run.errors.contains("progress:") && !run.errors.contains("\r"), "\(run)")
        }
    }
}
