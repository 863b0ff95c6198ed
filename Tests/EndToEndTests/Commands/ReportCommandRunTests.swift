// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// The command `report` on reports as runs leave them.
    @Suite struct ReportCommandRunTests {
        private func campaign() async throws -> Bench {
            let bench = try Bench()
            try bench.folder.write(Bench.list + "Dan,n/a\nEve,202.555.0101\n", to: "list.csv")
            #expect(try await bench.run(Bench.send).status == 0)
            return bench
        }

        @Test func `the summary is that of the run`() async throws {
            let bench = try await campaign()
            let run = try await bench.run(["report", "list-report.csv"])
            #expect(run.status == 0, "\(run)")
            for part in [
                "5 recipients", "sent", "fixed_line", "duplicate", "invalid_number", "a landline",
            ] {
                #expect(run.output.contains(part), "\(run.output)")
            }
        }

        @Test func `the summary comes as one JSON object, too`() async throws {
            let bench = try await campaign()
            let run = try await bench.run(["report", "list-report.csv", "--json"])
            let object = try run.json()
            #expect(object["rows"] as? Int == 5)
            #expect((object["counts"] as? [String: Int])?["sent"] == 2)
            #expect(
                object["reasons"] as? [String: Int] == [
                    "fixed_line": 1, "duplicate": 1, "invalid_number": 1,
                ]
            )
        }

        @Test(
            arguments: [
                (["--status", "sent"], ["sent", "sent"]),
                (["--reason", "fixed_line"], ["skipped fixed_line"]),
                (["--status", "skipped", "--reason", "duplicate"], ["skipped duplicate"]),
                (["--status", "failed"], []),
            ] as [([String], [String])]
        )
        func `chosen rows go to a file that is a report again`(
            _ filter: [String],
            _ fates: [String]
        ) async throws {
            let bench = try await campaign()
            let run = try await bench.run(
                ["report", "list-report.csv", "--csv", "some.csv"] + filter
            )
            #expect(run.status == 0, "\(run)")
            #expect(try bench.report("some.csv").fates == fates)
            let again = try await bench.run(["report", "some.csv", "--json"])
            #expect(try again.json()["rows"] as? Int == fates.count)
        }

        @Test(arguments: [
            (["report", "gone.csv"], "gone.csv: there is no such file"),
            (["report", "list.csv"], "list.csv"),
            (["report", "temporary"], "temporary: this is a folder"), (["report"], "which report?"),
            (["report", "list-report.csv", "--status", "snt"], "did you mean sent?"),
            (["report", "list-report.csv", "--reason", "fixedline"], "did you mean fixed_line?"),
            (
                ["report", "list-report.csv", "--csv", "gone/some.csv"],
                "gone/some.csv: cannot be written"
            ),
        ])
        func `what cannot be shown is refused with a sentence`(
            _ words: [String],
            _ part: String
        ) async throws {
            try await campaign().expectRefusal(words, saying: [part])
        }
    }
}
