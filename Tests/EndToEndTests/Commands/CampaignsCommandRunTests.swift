// SPDX-License-Identifier: Apache-2.0

import Foundation
import LoopbackServer
import TestSupport
import Testing

extension EndToEnd {
    /// The command `campaigns`: what the ledger holds, and what it forgets.
    @Suite struct CampaignsCommandRunTests {
        /// A bench whose list was sent: to 101 and 102; 150 is a landline.
        private func begun() async throws -> Bench {
            let bench = try Bench()
            #expect(try await bench.run(Bench.send).status == 0)
            return bench
        }

        /// Whether some bytes stand in one of the ledger's files.
        private func isInLedger(_ text: String, _ bench: Bench) throws -> Bool {
            try bench.files().contains {
                $0.key.hasPrefix("ledger.sqlite") && $0.value.range(of: Data(text.utf8)) != nil
            }
        }

        @Test func `without a ledger it says so`() async throws {
            let bench = try Bench()
            let run = try await bench.run(["campaigns"])
            #expect(run.status == 0 && run.output.contains("There is no ledger at "), "\(run)")
            let json = try await bench.run(["campaigns", "--json"]).json()
            #expect(
                json["exists"] as? Bool == false && (json["campaigns"] as? [Any])?.isEmpty == true
            )
            #expect(try !bench.files().keys.contains { $0.hasPrefix("ledger.sqlite") })
        }

        @Test func `it lists campaigns with their figures`() async throws {
            let bench = try await begun()
            let run = try await bench.run(["campaigns"])
            #expect(run.status == 0 && run.errors.isEmpty, "\(run)")
            #expect(
                run.output.contains("list         2       0            0             0        0"),
                "\(run.output)"
            )
            #expect(
                run.output.contains("list: plivo, begun ")
                    && run.output.contains("list-report.csv"),
                "\(run.output)"
            )
            #expect(run.output.contains("3 lookups remembered, 0 opt-outs"), "\(run.output)")
            let json = try await bench.run(["campaigns", "--json"]).json()
            let campaigns = try #require(json["campaigns"] as? [[String: Any]])
            #expect(campaigns.first?["name"] as? String == "list")
            #expect((campaigns.first?["counts"] as? [String: Int])?["sent"] == 2)
            #expect(campaigns.first?["report"] as? String == bench.folder.file("list-report.csv"))
        }

        @Test func `a forgotten campaign is gone from the files, and the list would be sent again`()
            async throws
        {
            let bench = try await begun()
            let run = try await bench.run(["campaigns", "--forget", "list", "--yes"])
            #expect(run.status == 0 && run.errors.isEmpty, "\(run)")
            #expect(
                run.output.contains("Forgotten: the campaign “list” with its 2 messages."),
                "\(run.output)"
            )
            #expect(try !isInLedger("list-report.csv", bench))
            #expect(
                try await bench.run(["campaigns"]).output.contains(
                    "No campaign, 3 lookups remembered"
                )
            )
        }

        @Test(arguments: [
            "+12025550101", "(202) 555-0101", "202.555.0101", "1 202 555 0101 ext. 7",
        ])
        func `a forgotten person is gone from the files, however the number is written`(
            _ spelling: String
        ) async throws {
            let bench = try await begun()
            #expect(try isInLedger("+12025550101", bench))
            let run = try await bench.run(["campaigns", "--forget", spelling, "--yes"])
            #expect(run.status == 0 && run.errors.isEmpty, "\(run)")
            #expect(
                run.output.contains("Forgotten: +12025550101 with 1 message and 1 lookup."),
                "\(run.output)"
            )
            #expect(try !isInLedger("+12025550101", bench) && isInLedger("+12025550102", bench))
            let again = try await bench.run(["campaigns", "--forget", spelling, "--json"])
            #expect(again.status == 0, "\(again)")
            #expect(try again.json()["messages"] as? Int == 0)
        }

        @Test func `who has opted out stays so when forgotten`() async throws {
            let provider = try PlivoServer { request, _ in
                guard request.message?.number == "+12025550101" else { return nil }
                return .json(#"{"api_id": "a", "error": "recipient has opted out"}"#, status: 400)
            }
            let bench = try Bench(provider: provider)
            #expect(try await bench.run(Bench.send).status == 0)
            let run = try await bench.run(["campaigns", "--forget", "+12025550101", "--yes"])
            #expect(run.output.contains("has opted out; that stays"), "\(run)")
            let again = try await bench.run(Bench.send)
            #expect(again.status == 0)
            #expect(
                try bench.report().fates == ["skipped opted_out", "skipped fixed_line", "sent"]
            )
            #expect(provider.messages.filter { $0.number == "+12025550101" }.count == 1)
        }

        @Test func `a campaign that is named like a number is meant before the number`()
            async throws
        {
            let bench = try Bench()
            #expect(try await bench.run(Bench.send + ["--campaign", "2025550101"]).status == 0)
            let run = try await bench.run(["campaigns", "--forget", "2025550101", "--yes"])
            #expect(run.output.contains("the campaign “2025550101”"), "\(run)")
        }

        @Test(arguments: [
            ("lst", ["no campaign “lst”", "did you mean “list”?"]),
            ("elephants", ["no campaign", "campaigns' lists them"]),
            ("+1202555", ["“+1202555” is no phone number", "too short"]),
            ("12", ["“12” is no phone number"]),
            ("2025550101; 2025550102", ["more than one number"]),
        ])
        func `what is neither is refused, and nothing is forgotten`(
            _ word: String,
            _ parts: [String]
        ) async throws {
            try await begun().expectRefusal(
                ["campaigns", "--forget", word, "--yes"],
                saying: parts
            )
        }

        @Test func `without a ledger there is nothing to forget`() async throws {
            try await Bench().expectRefusal(
                ["campaigns", "--forget", "list", "--yes"],
                saying: ["there is no ledger at"]
            )
        }

        @Test(arguments: ["list", "+12025550101"])
        func `nothing is forgotten without a yes`(_ word: String) async throws {
            try await begun().expectRefusal(["campaigns", "--forget", word], saying: ["--yes"])
        }

        @Test func `nothing is forgotten while a run is on`() async throws {
            let bench = try await begun()
            let run = try await bench.shell(
                "exec 9>ledger.sqlite.lock; flock 9; \"$SMS\" campaigns --forget list --yes"
            )
            #expect(run.status == 2, "\(run)")
            #expect(
                run.errors.contains("is making requests with this ledger; wait for it to end"),
                "\(run)"
            )
            #expect(try await bench.run(["campaigns"]).output.contains("list: plivo"))
        }
    }
}
