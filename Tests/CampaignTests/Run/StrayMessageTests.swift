// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Ledger
import Lists
import PhoneNumbers
import Testing

/// A campaign whose list is read otherwise than when its messages were sent.
@Suite struct StrayMessageTests {
    private static let list = """
        name,phone
        Ann,+447400123456
        Ben,07400 123457
        Cid,+447400123458

        """
    private let campaign: LedgerCampaign

    init() throws {
        campaign = try LedgerCampaign()
        campaign.settings.defaultRegion = Region(rawValue: "GB")
    }

    @Test func `another default region stops a second run of the same list, with the rows`()
        async throws
    {
        _ = try await campaign.send(Self.list)
        let requests = campaign.log.words.count
        campaign.settings.defaultRegion = Region(rawValue: "US")
        let second = try await campaign.send(Self.list)
        #expect(
            second.obstacles == [
                .numbersNotFound(
                    campaign: "spring", count: 1,
                    first: "row 2 (line 3), “07400 123457”, was +447400123457, now +17400123457")
            ] || second.obstacles.count == 1)
        #expect(campaign.log.words.count == requests)
        campaign.allowances.earlierTexts = true
        let third = try await campaign.send(Self.list)
        #expect(third.column("status") == ["sent", "sent", "sent"])
        #expect(third.cell("number", 1) == "+447400123457")
        #expect(campaign.log.words.count == requests)
    }

    @Test func `the same readings are no obstacle, nor are rows that are gone with a list`()
        async throws
    {
        _ = try await campaign.send(Self.list)
        #expect(try await campaign.send(Self.list).obstacles.isEmpty)
        let shorter = "name,phone\nAnn,+447400123456\n"
        #expect(try await campaign.send(shorter).obstacles.isEmpty)
    }

    @Test func `another spelling of the handset's number is no other reading`() async throws {
        campaign.settings.defaultRegion = Region(rawValue: "AR")
        campaign.settings.allowedRegions = nil
        let list = "name,phone\nAnn,+54 9 11 5555 1234\nBen,+54 9 11 5555 1235\n"
        _ = try await campaign.send(list)
        #expect(try await campaign.send(list).obstacles.isEmpty)
    }

    @Test func `a message that was certainly not accepted is none that a row got`() async throws {
        campaign.script = { ask, _ in
            if case .lookup = ask { .type("mobile") } else { .refused(429, "slow") }
        }
        _ = try await campaign.send(Self.list)
        campaign.settings.defaultRegion = Region(rawValue: "US")
        campaign.script = { ask, _ in
            if case .lookup = ask { .type("mobile") } else { .accepted }
        }
        #expect(try await campaign.send(Self.list).obstacles.isEmpty)
    }

    @Test func `a row that is refused today keeps the message to the very number`() async throws {
        let list = "name,phone\nAnn,+447400123456\n"
        _ = try await campaign.send(list)
        let rules = try Sample.rules("Hi {{name}}", campaign.settings)
        var judge = Judge(rules: rules, textHash: { "hash of \($0)" }, currency: "USD")
        let recipient = Sample.recipient("Ann", "+447400123456 ext. 5")
        let reading = rules.read(recipient)
        #expect(reading.refusal != nil)
        let intent = Intent(
            campaign: CampaignID(rawValue: 1), number: try Sample.number("+447400123456"), row: 1,
            provider: "plivo", segments: 1, encoding: "GSM-7", textHash: "hash of Hi Ann")
        let message = MessageRecord(
            intent, state: .sent, attempts: 1, outcome: nil, at: Sample.date)
        let judgement = judge.judge(reading, memory: Ledger.Recollection(message: message))
        guard case .settled(let row, let textChanged) = judgement else {
            Issue.record("not settled")
            return
        }
        #expect(row.words == "sent" && !textChanged)
    }
}
