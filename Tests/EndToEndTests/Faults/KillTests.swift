// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

extension EndToEnd {
    /// Campaigns that are killed (SIGKILL), at moments that the provider chooses.
    ///
    /// `scripts/kill-sweep` goes further: it kills at every system call.
    @Suite struct KillTests {
        @Test(arguments: 0..<KilledCampaign.requests)
        func `killed at any request, a campaign goes on to its end and texts nobody twice`(request: Int) async throws {
            var campaign = try KilledCampaign(stalled: request)
            try await campaign.run(killedAtRequest: request + 1)
            #expect(campaign.kills == 1)
            try await campaign.expectRightEnd()
        }

        @Test func `killed again and again, a campaign goes on to its end and texts nobody twice`() async throws {
            var campaign = try KilledCampaign()
            // Every kill may cost as many requests as were in flight; so many there are in any case.
            for count in stride(from: 3, through: 15, by: 3) {
                try await campaign.run(killedAtRequest: count)
            }
            #expect(campaign.kills > 0)
            try await campaign.expectRightEnd()
        }

        @Test func `a campaign that was killed says how many messages it left in doubt`() async throws {
            let stalled = KilledCampaign.requests - 1
            var campaign = try KilledCampaign(stalled: stalled)
            try await campaign.run(killedAtRequest: stalled + 1)
            let run = try await campaign.bench.run(Bench.send)
            #expect(run.status == 1)
            #expect(run.errors.contains("An earlier run ended unexpectedly"), "\(run)")
        }
    }
}
