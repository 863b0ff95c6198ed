// SPDX-License-Identifier: Apache-2.0

import Foundation
import LoopbackServer
import SQLite
import TestSupport
import Testing

extension EndToEnd {
    /// Several people with one number, whose texts differ.
    @Suite struct HouseholdTests {
        /// Two families, a duplicate with the same text, and somebody on their own.
        private static let list = """
            name,phone,slot
            Ann,202-555-0101,9:00
            Cyd,202-555-0102,9:30
            Ben,(202) 555-0101,10:00
            Ann,+12025550101,9:00
            Dan,202-555-0103,10:30
            Eve,202-555-0102,11:00
            Fay,202-555-0101,11:30

            """
        private static let send = [
            "send", "list.csv", "--message", "{{name}} at {{slot}}", "--yes", "--include-messages",
        ]

        private static func makeBench(
            _ more: String = #""duplicates": "join","#, list: String = list,
            _ script: @escaping PlivoServer.Script = { _, _ in nil }
        ) throws -> Bench {
            var configuration = Configuration()
            configuration.lookupMode = "never"
            configuration.more =
                more + #" "prices": { "perSegment": 0.01, "currency": "USD" },"#
            let bench = try Bench(configuration, provider: PlivoServer(script))
            try bench.folder.write(list, to: "list.csv")
            return bench
        }

        @Test func `without a word the first text goes out, and the lost ones are counted`()
            async throws
        {
            let bench = try Self.makeBench("")
            let run = try await bench.run(Self.send)
            #expect(run.status == 0, "\(run)")
            let words = "3 people share a number with somebody above and lose their text"
            for text in [run.errors, run.output] {
                let line = text.split(separator: "\n").map {
                    $0.trimmingCharacters(in: .whitespaces)
                }
                #expect(line.joined(separator: " ").contains(words), "\(text)")
            }
            let report = try bench.report()
            #expect(
                report.fates == [
                    "sent", "sent", "skipped duplicate", "skipped duplicate", "sent",
                    "skipped duplicate", "skipped duplicate",
                ])
            let lost = report["detail"].map { $0.contains("own text is not sent") }
            #expect(lost == [false, false, true, false, false, true, true])
        }

        @Test func `joined, each number gets one message with all texts in the list's order`()
            async throws
        {
            let bench = try Self.makeBench()
            let run = try await bench.run(Self.send)
            #expect(run.status == 0, "\(run)")
            let texts = bench.provider.messages.reduce(into: [:]) { $0[$1.number] = $1.text }
            #expect(
                texts == [
                    "+12025550101": "Ann at 9:00\nBen at 10:00\nFay at 11:30",
                    "+12025550102": "Cyd at 9:30\nEve at 11:00", "+12025550103": "Dan at 10:30",
                ])
            #expect(bench.provider.messages.count == 3)
            let report = try bench.report()
            #expect(
                report.fates == [
                    "sent", "sent", "sent", "skipped duplicate", "sent", "sent", "sent",
                ])
            let ids = report["message_id"]
            #expect(ids[0] == ids[2] && ids[0] == ids[6] && ids[1] == ids[5] && ids[0] != ids[1])
            #expect(ids.filter { !$0.isEmpty }.count == 6)
            #expect(report["cost"] == ["0.01", "0.01", "", "", "0.01", "", ""])
            #expect(report["segments"] == ["1", "1", "", "", "1", "", ""])
            #expect(report["detail"][5].contains("row 2 (line 3)"))
            #expect(report["message"][6] == texts["+12025550101"])
            #expect(run.output.contains("3 in 3 messages"), "\(run.output)")
        }

        @Test func `a second run has nothing to send, a changed set is a different text`()
            async throws
        {
            let bench = try Self.makeBench()
            _ = try await bench.run(Self.send)
            let before = try bench.report().rows
            let again = try await bench.run(Self.send)
            #expect(again.status == 0 && bench.provider.messages.count == 3, "\(again)")
            #expect(try bench.report().fates.count { $0 == "sent" } == 6)
            #expect(try bench.report()["message_id"] == before.map { $0["message_id"] ?? "" })

            try bench.folder.write(Self.list + "Gus,202-555-0103,12:00\n", to: "list.csv")
            let changed = try await bench.run(Self.send)
            #expect(changed.status == 2 && changed.errors.contains("--keep-earlier"), "\(changed)")
            let kept = try await bench.run(Self.send + ["--keep-earlier"])
            #expect(kept.status == 0 && bench.provider.messages.count == 3, "\(kept)")
            // Nobody is said to have got what the message did not have in it.
            #expect(try bench.report().fates.last == "skipped duplicate")
        }

        @Test func `a row without a value is no part of the message, and the others are`()
            async throws
        {
            let bench = try Self.makeBench(list: Self.list + "Hal,202-555-0103,\n")
            #expect(try await bench.run(Self.send).status == 0)
            let dan = bench.provider.messages.first { $0.number == "+12025550103" }
            #expect(dan?.text == "Dan at 10:30")
            #expect(try bench.report().fates.last == "skipped missing_value")
        }

        @Test func `over the limit of segments nobody of them gets a text`() async throws {
            let bench = try Self.makeBench(
                #""duplicates": "join", "message": { "maxSegments": 1 },"#,
                list: """
                    name,phone,slot
                    \(String(repeating: "a", count: 100)),202-555-0101,9:00
                    \(String(repeating: "b", count: 100)),202-555-0101,10:00
                    Dan,202-555-0103,10:30

                    """)
            #expect(try await bench.run(Self.send).status == 0)
            #expect(bench.provider.recipients == ["+12025550103"])
            #expect(try bench.report().fates == ["skipped too_long", "skipped too_long", "sent"])
        }

        @Test(arguments: [
            ("refused", "failed rejected"), ("hung up", "unconfirmed connection_lost"),
        ])
        func `what becomes of the message becomes of all its rows`(
            fault: String, fate: String
        )
            async throws
        {
            let bench = try Self.makeBench { request, _ in
                guard request.message?.number == "+12025550102" else { return nil }
                let error = #"{"error": "dst parameter is not a valid phone number"}"#
                return fault == "refused" ? .json(error, status: 400) : .hangUp
            }
            let run = try await bench.run(Self.send)
            #expect(run.status == 1, "\(run)")
            #expect(try bench.report().fates[1] == fate)
            #expect(try bench.report().fates[5] == fate)
            #expect(bench.provider.messages.count == 3)
        }

        @Test func `a preview shows the joined texts, and a limit counts messages`() async throws {
            let bench = try Self.makeBench()
            let words = Array(Self.send.dropLast(2))
            let run = try await bench.run(words + ["--dry-run"])
            #expect(run.status == 0, "\(run)")
            let preview = try bench.report("list-preview.csv")
            #expect(preview["status"].count { $0 == "would_send" } == 6)
            #expect(preview["message"][2] == "Ann at 9:00\nBen at 10:00\nFay at 11:30")
            #expect(run.errors.contains("3 people get their text in one message"), "\(run.errors)")

            #expect(try await bench.run(Self.send + ["--limit", "1"]).status == 0)
            #expect(bench.provider.recipients == ["+12025550101"])
            let fates = try bench.report().fates
            #expect(fates[0] == "sent" && fates[2] == "sent" && fates[6] == "sent")
            #expect(fates[1] == "pending limit" && fates[5] == "pending limit")
        }

        @Test func `the delivery is told for all rows, and its price once`() async throws {
            let states = MessageStates { _ in MessageStates.state("delivered", price: "0.02") }
            let bench = try Self.makeBench { request, _ in states.reply(to: request) }
            #expect(try await bench.run(Self.send).status == 0)
            try Database(path: bench.folder.file("ledger.sqlite")).execute(
                "UPDATE messages SET sent_at = strftime('%Y-%m-%dT%H:%M:%fZ', sent_at, '-1 hour')")
            let run = try await bench.run(["status", "list"])
            #expect(run.status == 0, "\(run)")
            let report = try bench.report()
            #expect(report["delivery"].count { $0 == "delivered" } == 6)
            #expect(report["cost"] == ["0.02", "0.02", "", "", "0.02", "", ""])
        }

        @Test func `an unknown word for duplicates is refused`() async throws {
            let bench = try Self.makeBench(#""duplicates": "merge","#)
            let run = try await bench.run(Self.send)
            #expect(run.status == 2 && run.errors.contains("duplicates"), "\(run)")
        }
    }
}
