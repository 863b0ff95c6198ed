// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

extension EndToEnd {
    /// The same outcomes with every provider: what differs is the language only.
    @Suite struct ProviderOutcomeTests {
        @Test(arguments: Dialect.all)
        func `a campaign ends alike with every provider`(dialect: Dialect) async throws {
            let bench = try ProviderBench(dialect)
            for _ in 1...2 {
                let run = try await bench.run(ProviderBench.send)
                #expect(run.status == 1, "\(run)")
                let expected = [
                    "sent", "skipped fixed_line", "skipped invalid_number", "failed rejected",
                    "skipped opted_out",
                    "unconfirmed server_error",
                ]
                #expect(try bench.report().fates == expected)
                #expect(try bench.report()["message_id"].first == "id-1")
                #expect(bench.recipients == ["01", "02", "03", "04"])
            }
        }

        @Test(arguments: Dialect.all)
        func `an opt-out that the provider reports holds in every campaign`(
            dialect: Dialect
        ) async throws {
            let bench = try ProviderBench(dialect)
            _ = try await bench.run(ProviderBench.send)
            let words = ["--campaign", "second", "--again", "--report", "second.csv"]
            let run = try await bench.run(ProviderBench.send + words)
            #expect(try bench.report("second.csv").fates[4] == "skipped opted_out", "\(run)")
            #expect(bench.recipients.count { $0 == "03" } == 1)
        }

        @Test(arguments: Dialect.all)
        func `credentials that are refused stop the run, and are not shown`(
            dialect: Dialect
        ) async throws {
            let bench = try ProviderBench(dialect, everyMessage: .badCredentials)
            let run = try await bench.run(ProviderBench.send + ["--limit", "1"])
            #expect(run.status == 3, "\(run)")
            #expect(try bench.report().fates.first == "pending stopped")
            #expect(run.errors.contains("credentials") && run.errors.contains("‹hidden›"), "\(run)")
            #expect(!run.errors.contains(Dialect.secret) && !run.output.contains(Dialect.secret))
        }
    }
}
