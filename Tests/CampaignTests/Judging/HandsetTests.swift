// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Ledger
import Lists
import PhoneNumbers
import TestSupport
import Testing

/// Rows of one handset in several spellings of its number.
@Suite struct HandsetTests {
    private let campaign: LedgerCampaign

    init() throws {
        campaign = try LedgerCampaign()
        campaign.settings.lookup.mode = .always
        campaign.settings.allowedRegions = nil
        campaign.script = { ask, _ in
            if case .lookup = ask { .type("mobile") } else { .accepted }
        }
    }

    @Test(arguments: [
        ("+54 11 5555 1234", "+54 9 11 5555 1234"), ("+54 9 11 5555 1234", "+54 11 5555 1234"),
        ("+241 06 12 34 56", "+241 6 12 34 56"), ("+241 66 12 34 56", "+241 06 12 34 56"),
        ("+377 44 123 456", "+383 44 123 456"), ("+386 43 123 456", "+383 43 123 456"),
        ("+55 11 7234 5678", "+55 11 97234 5678"),
    ])
    func `two spellings of one handset get one message, and the second says why`(
        first: String, second: String
    ) async throws {
        let run = try await campaign.send("name,phone\nAnn,\(first)\nAnn again,\(second)\n")
        #expect(run.column("status") == ["sent", "skipped"])
        #expect(run.column("reason") == ["", "duplicate"])
        #expect(
            run.cell("detail", 1)?.contains(
                "the same phone as row 1 (line 2), which is kept; its number is only written in "
                    + "another way there") == true)
    }

    @Test func `a second run with the other spelling sends nothing, and finds the message`()
        async throws
    {
        _ = try await campaign.send("name,phone\nAnn,+54 9 11 5555 1234\n")
        let requests = campaign.log.words.count
        let second = try await campaign.send("name,phone\nAnn,+54 11 5555 1234\n")
        #expect(second.obstacles.isEmpty && second.plan.candidates == 0)
        #expect(campaign.log.words.count == requests)
        #expect(second.column("status") == ["sent"])
        #expect(second.column("number") == ["+5491155551234"])
        #expect(second.cell("detail", 0)?.contains("another spelling of +541155551234") == true)
    }

    @Test func `a refused spelling gives way to the corrected one, where the user asks for that`()
        async throws
    {
        campaign.script = { ask, _ in
            if case .lookup = ask { .type("mobile") } else { .refused(400, "no such number") }
        }
        _ = try await campaign.send("name,phone\nAnn,+54 11 5555 1234\n")
        campaign.script = { ask, _ in
            if case .lookup = ask { .type("mobile") } else { .accepted }
        }
        let corrected = "name,phone\nAnn,+54 9 11 5555 1234\n"
        #expect(try await campaign.send(corrected).column("status") == ["failed"])
        campaign.allowances.rejectedAgain = true
        let run = try await campaign.send(corrected)
        #expect(run.column("status") == ["sent"])
        #expect(run.column("number") == ["+5491155551234"])
        campaign.allowances.rejectedAgain = false
        #expect(try await campaign.send(corrected).column("status") == ["sent"])
    }

    @Test func `what may have arrived is not sent again to another spelling`() throws {
        var allowances = Overrides()
        allowances.unconfirmedAgain = true
        let rules = try Sample.rules("Hi {{name}}", campaign.settings)
        let reading = rules.read(Sample.recipient("Ann", "+54 9 11 5555 1234"))
        for (text, isSent) in [("+5491155551234", true), ("+541155551234", false)] {
            var intent = Intent(
                campaign: CampaignID(rawValue: 1), number: try Sample.number(text), row: 1,
                provider: "plivo", segments: 1, encoding: "GSM-7", textHash: "hash of Hi Ann")
            intent.idempotencyKey = "key"
            let message = MessageRecord(
                intent, state: .unconfirmed, attempts: 1, outcome: nil, at: Sample.date)
            var judge = Judge(
                rules: rules, textHash: { "hash of \($0)" }, currency: "USD", allowing: allowances)
            let judgement = judge.judge(reading, memory: Ledger.Recollection(message: message))
            if case .candidate = judgement { #expect(isSent) } else { #expect(!isSent) }
        }
    }

    @Test func `a suppression list and an opt-out hold for every spelling`() throws {
        let folder = try ScratchFolder()
        let path = try folder.write("phone\n11 5555 1234\n", to: "stop.csv")
        var rules = try Sample.rules("Hi {{name}}", campaign.settings)
        rules.suppression = try Suppression(
            reading: [SuppressionFile(name: "stop.csv", path: path)],
            defaultRegion: Region(rawValue: "AR"))
        let reading = rules.read(Sample.recipient("Ann", "+54 9 11 5555 1234"))
        var judge = Judge(rules: rules, textHash: nil, currency: "USD")
        guard case .dropped(let row) = judge.judge(reading, memory: Ledger.Recollection()) else {
            Issue.record("not suppressed")
            return
        }
        #expect(row.words == "skipped suppressed")
    }
}
