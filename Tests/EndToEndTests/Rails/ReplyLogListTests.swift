// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Lists of people who get no message, as providers and spreadsheets make them.
    @Suite struct ReplyLogListTests {
        private static let log = """
            From,To,Body,Status,SentDate
            +12025550101,+12025550199,STOP,received,2026-11-01
            +12025550102,+12025550199,"Thanks, see you",received,2026-11-02
            +12025550199,+12025550102,"Hi, reply STOP to opt out.",delivered,2026-11-02
            +12025550103,+12025550199,"May I stop by at five?",received,2026-11-02

            """

        private func makeBench(_ contents: String) throws -> Bench {
            var configuration = Configuration()
            configuration.more = #""suppressionLists": ["stop.csv"],"#
            let bench = try Bench(configuration)
            try bench.folder.write(contents, to: "stop.csv")
            return bench
        }

        @Test func `of a log only those who answered STOP are suppressed, and the plan says so`()
            async throws
        {
            let bench = try makeBench(Self.log)
            let run = try await bench.run(Bench.send)
            #expect(run.status == 0, "\(run)")
            #expect(
                try bench.report().fates == ["skipped suppressed", "skipped fixed_line", "sent"])
            let words = run.errors.replacing(#/\s+/#, with: " ")
            #expect(words.contains("stop.csv: a log of 4 messages, 1 number that answered STOP"))
            #expect(words.contains("1 row of this campaign is on it"), "\(run.errors)")
            #expect(words.contains("1 reply has STOP among other words"), "\(run.errors)")
            #expect(words.contains("line 5: “May I stop by at five?”"), "\(run.errors)")
        }

        @Test func `those of a log are imported as opt-outs, and nobody else`() async throws {
            let bench = try Bench()
            try bench.folder.write(Self.log, to: "log.csv")
            let run = try await bench.run(["opt-outs", "import", "log.csv"])
            #expect(
                run.output
                    == "log.csv: a log of 4 messages: 1 number that answered STOP, 1 new, "
                    + "0 known already\n", "\(run)")
            #expect(run.errors.contains("warning: log.csv: 1 reply has STOP among other words"))
            let list = try await bench.run(["opt-outs", "list"])
            #expect(list.output.hasPrefix("  +12025550101"), "\(list)")
            #expect(list.output.split(separator: "\n").count == 1)
        }

        @Test(arguments: [
            (
                "From,To,Status\n+12025550101,+12025550199,received\n",
                "stop.csv: the column “from” makes this a log of messages"
            ),
            (
                "number,why\n+12025550101,stop\n+12025550199,stop\n",
                "stop.csv:3: this entry is +12025550199, the configuration's own sender (“from”)"
            ),
            ("phone\n98787XXXXX\n", "stop.csv:2: this entry is no phone number"),
        ])
        func `what would keep the wrong people from a message is refused`(
            _ contents: String, _ words: String
        ) async throws {
            let bench = try makeBench(contents)
            try await bench.expectRefusal(Bench.send, saying: [words])
            try await bench.expectRefusal(["opt-outs", "import", "stop.csv"], saying: [words])
        }

        @Test func `the plan says whom each list names, what was repaired, and what is in doubt`()
            async throws
        {
            let bench = try makeBench("phone\n2025550102.0\n+12025550150\n447911123456\n")
            let run = try await bench.run(Bench.send + ["--dry-run"])
            #expect(run.status == 0, "\(run)")
            let words = run.errors.replacing(#/\s+/#, with: " ")
            #expect(
                words.contains("stop.csv: 3 numbers; 2 rows of this campaign are on it"),
                "\(run.errors)")
            #expect(
                words.contains(
                    "stop.csv: 2 entries were repaired: line 2: “2025550102.0” as +12025550102; "
                        + "line 4: “447911123456” as +447911123456"), "\(run.errors)")
        }

        @Test func `an entry keeps every number from a message that it may mean`() async throws {
            // With a lost + it is a Norwegian mobile, without one a number of Arkansas.
            let bench = try makeBench("phone\n4798570523\n")
            try bench.folder.write(
                "first_name,phone\nAnn,+47 98 57 05 23\nBob,(479) 857-0523\nCyd,+12025550102\n",
                to: "list.csv")
            let run = try await bench.run(Bench.send + ["--dry-run"])
            #expect(run.status == 0, "\(run)")
            let fates = try bench.report("list-preview.csv").fates
            #expect(fates.prefix(2) == ["skipped suppressed", "skipped suppressed"], "\(fates)")
            let words = run.errors.replacing(#/\s+/#, with: " ")
            #expect(words.contains("stop.csv: 1 number; 2 rows of this campaign are on it"))
            #expect(
                words.contains("line 2: “4798570523”, +14798570523 or +4798570523"),
                "\(run.errors)")
        }

        @Test func `one handset in two spellings gets one message, and one opt-out is enough`()
            async throws
        {
            var configuration = Configuration()
            configuration.lookupMode = "always"
            let bench = try Bench(configuration)
            try bench.folder.write(
                """
                first_name,phone
                Ann,+54 11 5555 1234
                Ann,+54 9 11 5555 1234
                Bob,+377 44 123 456
                Bob,+383 44 123 456

                """, to: "list.csv")
            let optOut = try await bench.run(["opt-outs", "add", "+38344123456"])
            #expect(optOut.status == 0, "\(optOut)")
            let run = try await bench.run(Bench.send)
            #expect(run.status == 0, "\(run)")
            #expect(
                try bench.report().fates == [
                    "sent", "skipped duplicate", "skipped opted_out", "skipped opted_out",
                ])
            #expect(bench.provider.recipients == ["+541155551234"])
            let removal = try await bench.run(["opt-outs", "remove", "+37744123456"])
            #expect(removal.output.contains("removed (user"), "\(removal)")
            let forgotten = try await bench.run(
                ["campaigns", "--forget", "+5491155551234", "--yes"])
            #expect(forgotten.output.contains("1 message"), "\(forgotten)")
        }
    }
}
