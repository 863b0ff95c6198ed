// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

extension EndToEnd {
    /// Runs that would share the account's rate with another.
    @Suite struct ClaimTests {
        @Test(arguments: [
            #"send list.csv --template message.txt --yes"#,
            #"send list.csv --template message.txt --yes --dry-run --lookup"#,
            #"lookup +12025550101"#,
        ])
        func `whatever makes requests stops while another run makes some`(
            words: String
        ) async throws {
            let bench = try Bench()
            let run = try await bench.shell("exec 9>ledger.sqlite.lock; flock 9; \"$SMS\" " + words)
            #expect(run.status == 2, "\(run)")
            #expect(
                run.errors.contains("is making requests with this ledger; wait for it to end"),
                "\(run)"
            )
            #expect(bench.provider.requests.isEmpty)
        }
    }
}
