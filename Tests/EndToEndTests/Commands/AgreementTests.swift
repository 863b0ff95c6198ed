// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// One rehearsed campaign in which as many rows as possible meet different fates: plan,
    /// preview, summary, report, page and ledger must tell the same numbers.
    @Suite struct AgreementTests {
        /// A line of the list and what becomes of it.
        ///
        /// A new fate is one more of these, and perhaps a key of the configuration.
        struct Fate: Sendable {
            let line: String
            let fate: String

            init(_ line: String, _ fate: String) {
                self.line = line
                self.fate = fate
            }
        }

        /// The last two digits of 555-01xx decide what the sandbox does: see `docs/sandbox.md`.
        private static let fates =
            (10..<22).map { Fate("Ann,20255501\($0),x", "sent") } + [
                Fate("Bob,2025550172,x", "sent"), Fate("Bob,2025550165,x", "sent"),
                Fate("Cyd,n/a,x", "skipped invalid_number"),
                Fate("Cyd,2025550164,x", "skipped invalid_number"),
                Fate("Dan,202 555 0102 x5,x", "skipped extension"),
                Fate("Eve,2025550103,x,y,z", "skipped bad_row"),
                Fate("Ann,(202) 555-0110,x", "skipped duplicate"),
                Fate("Fay,2025550104,x", "skipped suppressed"),
                Fate("Gus,2025550171,x", "skipped opted_out"),
                Fate("Hal,2025550150,x", "skipped fixed_line"),
                Fate("Hal,2025550151,x", "skipped fixed_line"),
                Fate("Ida,2025550161,x", "skipped toll_free"),
                Fate("Jan,2025550162,x", "skipped unknown_line_type"),
                Fate("Kim,2025550167,x", "pending lookup_failed"),
                Fate(",2025550105,x", "skipped missing_value"),
                Fate("Leo,2025550106,\(String(repeating: "long ", count: 80))", "skipped too_long"),
                Fate("Mia,+4915123456789,x", "skipped region_not_allowed"),
                Fate("Ned,2025550170,x", "failed rejected"),
                Fate("Ned,2025550179,x", "failed rejected"),
                Fate("Oda,2025550173,x", "unconfirmed server_error"),
                Fate("Pia,2025550174,x", "unconfirmed connection_lost"),
                Fate("Quy,2025550177,x", "unconfirmed timed_out"),
                Fate("Rob,2025550178,x", "unconfirmed bad_response"),
                Fate("Sue,2025550107,x", "pending limit"),
                Fate("Tom,2025550108,x", "pending limit"),
            ]

        private func makeBench() throws -> Bench {
            var configuration = Configuration(provider: "sandbox", sendRate: 100, timeout: 1)
            configuration.more = #"""
                "suppressionLists": ["stop.csv"], "unknownLineType": "skip",
                "allowedRegions": ["US"],
                "message": { "maxSegments": 2 },
                """#
            let bench = try Bench(configuration)
            try bench.folder.write("phone\n2025550104\n", to: "stop.csv")
            let lines = ["first_name,phone,note"] + Self.fates.map(\.line)
            try bench.folder.write(lines.joined(separator: "\n") + "\n", to: "list.csv")
            try bench.folder.write("Hi {{first_name}}, {{note}}.", to: "message.txt")
            return bench
        }

        /// How many rows end in each way, by their first word, and by the second.
        private static func counts(
            _ fates: [String]
        ) -> (statuses: [String: Int], reasons: [String: Int]) {
            let words = fates.map { $0.split(separator: " ").map(String.init) }
            return (
                count(words.compactMap(\.first)), count(words.compactMap { $0.dropFirst().first })
            )
        }

        private static func count(_ words: [String]) -> [String: Int] {
            words.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }

        private static func counts(
            of object: [String: Any]
        ) -> (statuses: [String: Int], reasons: [String: Int]) {
            let statuses = object["counts"] as? [String: Int] ?? [:]
            return (statuses.filter { $0.value > 0 }, object["reasons"] as? [String: Int] ?? [:])
        }

        @Test func `plan, preview, summary, report, page and ledger tell the same numbers`()
            async throws
        {
            let bench = try makeBench()
            let expected = Self.counts(Self.fates.map(\.fate))
            let preview = try await bench.run(Bench.send + ["--dry-run", "--json"])
            let planned = Self.counts(of: try preview.json())
            let limited = Self.fates.count { $0.fate == "pending limit" }
            let candidates = try #require(planned.statuses["would_send"], "\(preview)")
            for (reason, count) in planned.reasons where reason != "lookup_needed" {
                #expect(
                    count <= expected.reasons[reason, default: 0],
                    "\(reason): the plan may not skip what the run does not"
                )
            }

            let run = try await bench.run(
                Bench.send + ["--json", "--limit", "\(candidates - limited)"]
            )
            #expect(run.status == 1 || run.status == 3, "\(run)")
            #expect(
                run.errors.contains("rows") && run.errors.contains("\(Self.fates.count)"),
                "\(run.errors)"
            )
            let report = try bench.report()
            #expect(report.fates == Self.fates.map(\.fate), "\(run)")
            let summary = Self.counts(of: try run.json())
            #expect(summary.statuses == expected.statuses && summary.reasons == expected.reasons)

            let again = try await bench.run([
                "report", "list-report.csv", "--json", "--html", "page.html",
            ])
            let reread = Self.counts(of: try again.json())
            #expect(reread.statuses == expected.statuses && reread.reasons == expected.reasons)
            #expect(try again.json()["segments"] as? Int == run.json()["segments"] as? Int)
            try expectPage(bench, expected.statuses)
            try await expectLedger(bench, expected)
        }

        /// Compares the page's rows and its large numbers.
        private func expectPage(_ bench: Bench, _ statuses: [String: Int]) throws {
            let page = try bench.folder.read("page.html")
            let start = try #require(page.range(of: "id=\"rows\">"))
            let end = try #require(page[start.upperBound...].range(of: "</script>"))
            let text = page[start.upperBound..<end.lowerBound]
            let rows = try #require(
                try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String]]
            )
            #expect(Self.count(rows.map { $0[5] }) == statuses)
            for (status, count) in statuses {
                #expect(page.contains("<b>\(count)</b> \(status)"), "\(status)")
            }
            let landlines = Self.fates.count { $0.fate == "skipped fixed_line" }
            #expect(page.contains("<b>\(landlines)</b> landlines"))
        }

        /// Compares the ledger, which knows of what was handed over alone.
        private func expectLedger(
            _ bench: Bench,
            _ expected: (statuses: [String: Int], reasons: [String: Int])
        ) async throws {
            let run = try await bench.run(["campaigns", "--json"])
            let campaigns = try #require(try run.json()["campaigns"] as? [[String: Any]])
            let counts = try #require(campaigns.first?["counts"] as? [String: Int])
            for status in ["sent", "failed", "unconfirmed"] {
                #expect(counts[status] == expected.statuses[status])
            }
            #expect(counts["skipped"] == expected.reasons["opted_out"] && campaigns.count == 1)
        }
    }
}
