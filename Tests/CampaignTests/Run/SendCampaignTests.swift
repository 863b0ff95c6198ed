// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Foundation
import Lists
import TestSupport
import Testing

/// What a campaign does before its first message and after its first ones.
@Suite struct SendCampaignTests {
    private static let list = """
        name,phone
        Ann,+447400123451
        Ben,+447400123452
        Cid,+447400123453

        """
    private let campaign: LedgerCampaign

    init() throws {
        campaign = try LedgerCampaign()
    }

    @Test func `a no sends nothing, and leaves neither ledger nor report`() async throws {
        campaign.answer = false
        let outcome = try await campaign.send(Self.list)
        guard case .declined = outcome.ending else {
            Issue.record("\(String(describing: outcome.ending))")
            return
        }
        #expect(outcome.plan.candidates == 3 && campaign.log.words.isEmpty)
        for name in ["ledger.sqlite", "report.csv"] {
            #expect(!FileManager.default.fileExists(atPath: campaign.folder.file(name)), "\(name)")
        }
    }

    @Test(arguments: [false, true])
    func `a report that knows of messages of which no ledger knows is a reason not to begin`(
        isAllowed: Bool
    ) async throws {
        _ = try await campaign.send(Self.list)
        for end in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(
                atPath: campaign.folder.file("ledger.sqlite\(end)")
            )
        }
        campaign.options.allowsNewLedger = isAllowed
        var lost: LostLedger?
        do {
            _ = try await campaign.send(Self.list)
        } catch CampaignFailure.lostLedger(let found) {
            lost = found
        }
        #expect(lost?.messages == (isAllowed ? nil : 3))
        #expect(campaign.log.count("POST") == (isAllowed ? 6 : 3))
    }

    @Test(arguments: [
        ("delivered", ["sent", "sent", "sent"]), ("undelivered", ["sent", "pending", "pending"]),
    ])
    func `where nobody is there the others follow a canary that was delivered, and no other`(
        state: String,
        statuses: [String]
    ) async throws {
        campaign.options.canary = 1
        campaign.options.isUnattended = true
        campaign.script = { ask, _ in
            if case .status = ask { .state(state) } else { .accepted }
        }
        let outcome = try await campaign.send(Self.list)
        #expect(outcome.column("status") == statuses)
        #expect(outcome.cell("delivery", 0) == state)
        #expect(campaign.log.count("POST") == statuses.count { $0 == "sent" })
    }

    @Test func `a canary counts among those of a limit, the rest is left`() async throws {
        campaign.options.canary = 1
        campaign.script = { ask, _ in
            if case .status = ask { .state("delivered") } else { .accepted }
        }
        campaign.options.limit = 2
        let first = try await campaign.send(Self.list)
        #expect(first.column("status") == ["sent", "sent", "pending"])
        #expect(first.cell("reason", 2) == "limit")
        campaign.options = RunOptions()
        let second = try await campaign.send(Self.list)
        #expect(second.column("status") == ["sent", "sent", "sent"])
        #expect(campaign.log.count("POST") == 3)
    }
}
