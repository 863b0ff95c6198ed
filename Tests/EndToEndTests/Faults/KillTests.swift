// SPDX-License-Identifier: Apache-2.0

import LoopbackServer
import TestSupport
import Testing

extension EndToEnd {
    /// Campaigns that are killed (SIGKILL), at moments that the provider chooses.
    ///
    /// `scripts/kill-sweep` goes further: it kills at every system call.
    @Suite struct KillTests {
        @Test(arguments: 0..<KilledCampaign.requests)
        func `killed at any request, a campaign goes on to its end and texts nobody twice`(
            request: Int
        ) async throws {
            var campaign = try KilledCampaign { _, index in index == request ? .never : nil }
            try await campaign.run(killedAtRequest: request + 1)
            #expect(campaign.kills == 1)
            try await campaign.expectRightEnd()
        }

        @Test func `killed again and again, a campaign goes on to its end and texts nobody twice`()
            async throws
        {
            var campaign = try KilledCampaign()
            // Every kill may cost as many requests as were in flight; so many there are in any
            // case.
            for count in stride(from: 3, through: 15, by: 3) {
                try await campaign.run(killedAtRequest: count)
            }
            #expect(campaign.kills > 0)
            try await campaign.expectRightEnd()
        }

        @Test
        func `a run after a kill says how many messages were in flight, and sends the others`()
            async throws
        {
            var campaign = try KilledCampaign { request, _ in request.message == nil ? nil : .never
            }
            // Every lookup is answered, no message is: that many requests come, and no more.
            try await campaign.run(
                killedAtRequest: KilledCampaign.lookups + KilledCampaign.inFlight
            )
            let run = try await campaign.resume(with: PlivoServer())
            #expect(run.status == 1)
            #expect(run.errors.contains("ended unexpectedly: 3 messages are unconfirmed"), "\(run)")
            let fates = try campaign.bench.report().fates
            #expect(fates.count { $0 == "unconfirmed crashed" } == KilledCampaign.inFlight)
            #expect(
                fates.count { $0 == "sent" } == KilledCampaign.mobiles - KilledCampaign.inFlight
            )
        }

        @Test func `messages in flight are settled also where nothing else is left to send`()
            async throws
        {
            var campaign = try KilledCampaign { request, _ in request.message == nil ? nil : .never
            }
            try campaign.bench.folder.write("first_name,phone\nAnn,+12025550101\n", to: "list.csv")
            try await campaign.run(killedAtRequest: 2)
            for note in ["ended unexpectedly: 1 message is unconfirmed", "Nothing is left to send"]
            {
                let run = try await campaign.bench.run(Bench.send)
                #expect(run.status == 1)
                #expect(run.errors.contains(note), "\(run)")
            }
            // Said once, as the ledger knows it then.
            #expect(try await !campaign.bench.run(Bench.send).errors.contains("unexpectedly"))
        }
    }
}
