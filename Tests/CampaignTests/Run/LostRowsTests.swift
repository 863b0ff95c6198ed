// SPDX-License-Identifier: Apache-2.0

import Foundation
@testable import Basics
@testable import Campaign
@testable import Configuration
import Ledger
@testable import Lists
import TestSupport
import Testing

/// A ledger that was put back from an older copy, which the user goes on with: whoever may have got
/// a message of which it does not know gets no second one.
@Suite struct LostRowsTests {
    private static let list = "name,phone\nAnn,+447400123456\nBen,+447400123457\n"
    private let campaign: LedgerCampaign

    /// A campaign whose first row was accepted, and the second refused; then a copy was made.
    init() async throws {
        campaign = try LedgerCampaign()
        campaign.mirrors = MirrorFolder(path: campaign.folder.file("state"))
        campaign.script = { ask, _ in
            ask.number == "+447400123457" ? .refused(400, "invalid dst") : .accepted
        }
        let first = try await campaign.send(Self.list)
        #expect(first.column("status") == ["sent", "failed"])
        campaign.script = { _, _ in .accepted }
        try keepCopy()
    }

    private var ledger: URL { URL(filePath: campaign.folder.file("ledger.sqlite")) }
    private var copy: URL { URL(filePath: campaign.folder.file("copy.sqlite")) }

    private func keepCopy() throws { try Data(contentsOf: ledger).write(to: copy) }

    /// Puts the copy over the ledger; the user accepts that.
    private func putCopyBack() throws {
        let bytes = try Data(contentsOf: copy)
        let file = try FileHandle(forUpdating: ledger)
        try file.write(contentsOf: bytes)
        try file.truncate(atOffset: UInt64(bytes.count))
        try file.close()
        campaign.trust.acceptsOlder = true
    }

    @Test func `a refused row that may have been tried again is in doubt`() async throws {
        campaign.allowances.rejectedAgain = true
        #expect(try await campaign.send(Self.list).column("status") == ["sent", "sent"])
        try putCopyBack()
        campaign.allowances.rejectedAgain = false
        let second = try await campaign.send(Self.list)
        #expect(second.column("status") == ["sent", "unconfirmed"])
        #expect(second.column("reason") == ["", "crashed"])
        campaign.allowances.rejectedAgain = true
        #expect(try await campaign.send(Self.list).column("status") == ["sent", "unconfirmed"])
        #expect(campaign.log.count("POST") == 3)
    }

    @Test func `a row that is too near another campaign for now is in doubt all the same`()
        async throws
    {
        let longer = Self.list + "Cid,+447400123458\n"
        #expect(try await campaign.send(longer).column("status") == ["sent", "failed", "sent"])
        try putCopyBack()
        campaign.settings.minHoursBetweenCampaigns = 24
        _ = try await campaign.send("name,phone\nCid,+447400123458\n", as: "summer")
        let second = try await campaign.send(longer)
        #expect(second.column("status") == ["sent", "unconfirmed", "unconfirmed"])
        try await campaign.time.sleep(until: campaign.time.now + .seconds(25 * 3600))
        let third = try await campaign.send(longer)
        #expect(third.column("status") == ["sent", "unconfirmed", "unconfirmed"])
        #expect(campaign.log.count("POST") == 4)
    }
}
