// SPDX-License-Identifier: Apache-2.0

import Foundation
import LoopbackServer
import TestSupport
import Testing

extension EndToEnd {
    /// Messages that must not go out now: the rows wait, others do not, and the run says until
    /// when.
    @Suite struct QuietHoursTests {
        /// It is quiet in UTC from an hour ago to an hour from now, and not so in Kiritimati, 14
        /// hours ahead.
        private func makeBench(_ more: String = "") throws -> Bench {
            var configuration = Configuration()
            let hours = try [-3600, 3600].map(Self.clock)
            configuration.more =
                #""quietHours": { "start": "\#(hours[0])", "end": "\#(hours[1])" }, "columns": { "#
                + #""timeZone": "zone" },"#
                + more
            let bench = try Bench(configuration)
            let list =
                "first_name,phone,zone\nAnn,+12025550101,UTC\nCyd,+12025550102,Pacific/Kiritimati\n"
            try bench.folder.write(list, to: "list.csv")
            return bench
        }

        /// What a clock in UTC shows so many seconds from now.
        private static func clock(_ seconds: Int) throws -> String {
            let style = Date.ISO8601FormatStyle(timeZone: .gmt).time(
                includingFractionalSeconds: false
            )
            return String(Date().addingTimeInterval(Double(seconds)).formatted(style).prefix(5))
        }

        /// What a run wrote on standard error, without the breaks of its lines.
        private func words(_ run: FinishedRun) -> String {
            run.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }

        @Test func `who has quiet hours waits without a lookup, and others get their message`()
            async throws
        {
            let bench = try makeBench()
            let run = try await bench.run(Bench.send)
            #expect(run.status == 3, "\(run)")
            #expect(
                run.errors.contains("Quiet hours: 1 row waits; the next window opens at"),
                "\(run)"
            )
            #expect(words(run).contains("it is quiet now for 1 recipient of these"), "\(run)")
            #expect(try bench.report().fates == ["pending quiet_hours", "sent"])
            #expect(
                try bench.report().rows.first?["detail"]?.contains(
                    " in UTC; messages may go out from "
                ) == true
            )
            #expect(bench.provider.recipients == ["+12025550102"])
            #expect(!bench.provider.requests.contains { $0.path.contains("12025550101") })
        }

        @Test func `a run that waits has reported, and ends at once when it is told`() async throws
        {
            let bench = try makeBench()
            let running = try bench.start(Bench.send + ["--wait"])
            try await running.waitFor("Quiet hours: 1 row left. Waiting until ")
            #expect(try bench.report().fates == ["pending quiet_hours", "sent"])
            running.signal(SIGINT)
            let run = await running.finish()
            #expect(run.status == 130, "\(run)")
            #expect(run.errors.contains("Run the same command again to go on"), "\(run)")
            #expect(try bench.report().fates == ["pending quiet_hours", "sent"])
            #expect(bench.provider.recipients == ["+12025550102"])
        }

        @Test func `a preview shows who would wait, and asks nobody`() async throws {
            let bench = try makeBench()
            try bench.folder.write(
                "first_name,phone,zone\nAnn,+12025550101,UTC\nBob,+12025550102,Pacific\n",
                to: "list.csv"
            )
            let run = try await bench.run([
                "send", "list.csv", "--template", "message.txt", "--dry-run",
            ])
            #expect(run.status == 0, "\(run)")
            #expect(
                words(run).contains(
                    "1 row names a time zone that is not known (“Pacific” in row 2 (line 3) first)"
                ),
                "\(run)"
            )
            let rows = try bench.report("list-preview.csv").rows
            #expect(
                rows[0]["status"] == "would_send"
                    && rows[0]["detail"]?.contains("quiet hours: it is") == true
            )
            #expect(bench.provider.requests.isEmpty)
        }

        @Test func `what is too late is not sent`() async throws {
            let bench = try makeBench(#""sendBefore": "2999-01-01T00:00","#)
            let run = try await bench.run(Bench.send + ["--send-before", "2020-01-01T00:00"])
            #expect(run.status == 0, "\(run)")
            #expect(try bench.report().fates == ["skipped expired", "skipped expired"])
            #expect(bench.provider.requests.isEmpty)
        }

        @Test(arguments: [
            (
                ["--send-before", "soon"],
                "--send-before: “soon” is no time; write one like 2026-11-30T18:00"
            ),
            (["--wait", "--dry-run"], "--wait and --dry-run exclude each other"),
        ])
        func `what cannot be kept is refused`(words: [String], message: String) async throws {
            let run = try await makeBench().run(Bench.send + words)
            #expect(run.status == 2 && run.errors.contains(message), "\(run)")
        }

        @Test func `a column that is not there is named`() async throws {
            let bench = try makeBench()
            try bench.folder.write("first_name,phone,zones\nAnn,+12025550101,UTC\n", to: "list.csv")
            let run = try await bench.run(Bench.send)
            #expect(
                run.status == 2
                    && run.errors.contains("there is no column “zone”; did you mean “zones”?"),
                "\(run)"
            )
        }
    }
}
