// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Lists
import Testing

/// Countries that are not enabled for the account: no recipient's fault, and no reason to stop the
/// others.
@Suite struct ClosedCountryTests {
    private static let phones = (0..<20).map {
        $0.isMultiple(of: 2) ? "+4474001\(23_000 + $0)" : "+12025550\(101 + $0)"
    }

    @Test func `one refusal leaves out the rest of its country, and others are sent`() async throws
    {
        var pipeline = Pipeline()
        pipeline.settings.send.maxConcurrent = 1
        pipeline.settings.lookup.mode = .never
        let rows = try await pipeline.run(Self.phones) { ask, _ in
            ask.number.hasPrefix("+44") ? .refused(403, "geo-permission is not enabled") : .accepted
        }
        #expect(
            rows.map(\.words) == (0..<20).map { $0.isMultiple(of: 2) ? "pending stopped" : "sent" }
        )
        #expect(
            rows.filter { $0.words != "sent" }.allSatisfy {
                $0.verdict.detail.contains("geo-permission")
            }
        )
        #expect(pipeline.log.count("POST") == 11 && pipeline.stop.cause == nil)
        #expect(
            pipeline.log.words.count { $0.hasPrefix("outcome") && $0.hasSuffix("not_accepted") }
                == 1
        )
    }
}
