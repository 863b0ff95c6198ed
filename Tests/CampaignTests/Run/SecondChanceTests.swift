// SPDX-License-Identifier: Apache-2.0

import Foundation
@testable import Basics
@testable import Campaign
@testable import Configuration
import Ledger
@testable import Lists
import PhoneNumbers
import Testing

/// `--retry-rejected` and `--resend-unconfirmed`: settled rows that the user gives another try.
@Suite struct SecondChanceTests {
    private static let list = "name,phone\nAnn,+12025550123\nBen,+447400123456\nCid,+447400123457\n"
    private let campaign: LedgerCampaign

    /// A campaign whose first row is unconfirmed, the second refused, the third sent.
    init() async throws {
        campaign = try LedgerCampaign()
        campaign.settings.lookup.mode = .never
        campaign.script = { ask, _ in
            switch ask.number {
            case "+12025550123": .refused(500, "x")
            case "+447400123456": .refused(400, "invalid dst")
            default: .accepted
            }
        }
        let first = try await campaign.send(Self.list)
        #expect(first.column("status") == ["unconfirmed", "failed", "sent"])
        campaign.script = { _, _ in .accepted }
    }

    @Test func `rejected rows are tried again where the user says so, and nothing else is`()
        async throws
    {
        campaign.allowances.rejectedAgain = true
        let second = try await campaign.send(Self.list)
        #expect(
            second.plan.candidates == 1 && second.plan.rejectedAgain == 1
                && second.plan.unconfirmedAgain == 0
        )
        #expect(second.column("status") == ["unconfirmed", "sent", "sent"])
        #expect(second.column("attempts") == ["1", "2", "1"] && second.cell("error_code", 1) == "")
        #expect(campaign.log.count("POST") == 4)
    }

    @Test func `unconfirmed rows are sent again where the user says so, and nothing else is`()
        async throws
    {
        campaign.allowances.unconfirmedAgain = true
        let second = try await campaign.send(Self.list)
        #expect(second.plan.candidates == 1 && second.plan.unconfirmedAgain == 1)
        #expect(
            second.column("status") == ["sent", "failed", "sent"]
                && second.cell("attempts", 0) == "2"
        )
    }

    @Test func `what was settled since a moment gets no second try`() async throws {
        campaign.allowances.rejectedAgain = true
        campaign.allowances.unconfirmedAgain = true
        campaign.allowances.settledBefore = .distantPast
        let second = try await campaign.send(Self.list)
        #expect(
            second.plan.candidates == 0
                && second.column("status") == ["unconfirmed", "failed", "sent"]
        )
        campaign.allowances.settledBefore = .distantFuture
        #expect(try await campaign.send(Self.list).column("status") == ["sent", "sent", "sent"])
    }

    @Test func `a second chance that is refused shows the new refusal`() async throws {
        campaign.allowances.rejectedAgain = true
        campaign.script = { _, _ in .refused(400, "text too long") }
        let second = try await campaign.send(Self.list)
        #expect(second.cell("status", 1) == "failed" && second.cell("detail", 1) == "text too long")
    }

    @Test func `a refusal of the second try does not tell what became of the first`() async throws {
        campaign.allowances.unconfirmedAgain = true
        campaign.script = { _, _ in .refused(400, "duplicate message") }
        let second = try await campaign.send(Self.list)
        #expect(
            second.column("status") == ["unconfirmed", "failed", "sent"]
                && second.cell("attempts", 0) == "2"
        )
        #expect(second.cell("reason", 0) == "server_error")
        #expect(second.cell("detail", 0)?.contains("refused (“duplicate message”)") == true)
        campaign.allowances = Overrides()
        campaign.allowances.rejectedAgain = true
        campaign.script = { _, _ in .accepted }
        let third = try await campaign.send(Self.list)
        #expect(
            third.column("status") == ["unconfirmed", "sent", "sent"]
                && third.cell("attempts", 0) == "2"
        )
        #expect(third.cell("detail", 0) == second.cell("detail", 0))
    }

    @Test func `five refusals of second tries leave what may have arrived unconfirmed`()
        async throws
    {
        let list = "name,phone\n" + (1...6).map { "Eve,+4474001235\($0)0\n" }.joined()
        campaign.settings.send.maxConcurrent = 1
        campaign.script = { _, _ in .refused(500, "x") }
        _ = try await campaign.send(list, as: "summer")
        campaign.allowances.unconfirmedAgain = true
        campaign.script = { _, _ in .refused(422, "no") }
        let second = try await campaign.send(list, as: "summer")
        #expect(second.column("status") == Array(repeating: "unconfirmed", count: 6))
        #expect(
            second.result.tally[.unconfirmed] == 6
                && second.column("attempts") == ["2", "2", "2", "2", "2", "1"]
        )
        if case .sameRefusal = second.result.stopCause {} else { Issue.record("\(second.result)") }
    }

    @Test func `a lookup before a second try counts, whatever it tells`() async throws {
        campaign.settings.lookup.mode = .always
        campaign.allowances.rejectedAgain = true
        campaign.script = { ask, _ in if case .lookup = ask { .type("fixed") } else { .accepted } }
        let second = try await campaign.send(Self.list)
        #expect(second.column("status") == ["unconfirmed", "failed", "sent"])
        #expect(second.result.lookups.requested == 1)
    }

    @Test(arguments: [true, false])
    func `a second chance that comes to nothing leaves the row as it was, here and in the ledger`(
        isRejected: Bool
    ) async throws {
        campaign.allowances.rejectedAgain = isRejected
        campaign.allowances.unconfirmedAgain = !isRejected
        campaign.script = { _, _ in .refused(429, "slow") }
        let second = try await campaign.send(Self.list)
        let row = isRejected ? 1 : 0
        #expect(second.column("status") == ["unconfirmed", "failed", "sent"])
        #expect(
            second.cell("attempts", row) == "4"
                && second.cell("reason", row) == (isRejected ? "rejected" : "server_error")
        )
        campaign.allowances = Overrides()
        let third = try await campaign.send(Self.list)
        #expect(third.plan.candidates == 0 && third.column("status") == second.column("status"))
        #expect(third.column("attempts") == second.column("attempts"))
    }

    @Test func `what speaks against a second try leaves the row as it was`() async throws {
        campaign.allowances.rejectedAgain = true
        campaign.allowances.unconfirmedAgain = true
        campaign.settings.allowedRegions = []
        let second = try await campaign.send(Self.list)
        #expect(
            second.column("status") == ["unconfirmed", "failed", "sent"]
                && second.plan.candidates == 0
        )
    }

    @Test func `a second chance that the limit leaves out stays what it was`() async throws {
        campaign.allowances.unconfirmedAgain = true
        campaign.allowances.rejectedAgain = true
        campaign.limit = 1
        let second = try await campaign.send(Self.list)
        #expect(second.column("status") == ["sent", "failed", "sent"])
    }

    @Test func `another text is never sent to who may have got the first one`() async throws {
        campaign.allowances.unconfirmedAgain = true
        let changed = Self.list.replacing("Ann,", with: "Anne,")
        let second = try await campaign.send(changed)
        #expect(
            second.obstacles == [
                .textsChanged(campaign: "spring", count: 1, first: "row 1 (line 2)")
            ]
        )
        campaign.allowances.earlierTexts = true
        let third = try await campaign.send(changed)
        #expect(third.cell("status", 0) == "unconfirmed" && campaign.log.count("POST") == 3)
    }

    @Test func `a rejected row may get a better text`() async throws {
        campaign.allowances.rejectedAgain = true
        let second = try await campaign.send(Self.list.replacing("Ben,", with: "Benjamin,"))
        #expect(second.obstacles.isEmpty && second.cell("status", 1) == "sent")
        #expect(second.cell("message", 1) == "Hi Benjamin")
    }

    @Test func `an opt-out that is told in answer to the second try is the last word`() async throws
    {
        campaign.allowances.rejectedAgain = true
        campaign.script = { _, _ in .refused(400, "opted out") }
        let second = try await campaign.send(Self.list)
        #expect(second.cell("status", 1) == "skipped" && second.cell("reason", 1) == "opted_out")
    }

    @Test func `an opt-out that stops the second try leaves the first one as it was`() throws {
        let row = ReportRow(
            Recipient(row: 1, line: 2, phone: "", cells: []),
            Verdict(.unconfirmed, .timedOut)
        )
        var stopped = row
        stopped.verdict = .skipped(.optedOut, "this person has opted out of messages")
        stopped.delivery = ProviderReceipt(provider: "plivo", attempts: 1)
        var tried = stopped
        tried.delivery?.attempts = 2
        let intent = Intent(
            campaign: CampaignID(rawValue: 1),
            number: try Sample.number(Sample.mobile),
            row: 1,
            provider: "plivo",
            segments: 1,
            encoding: "GSM-7",
            textHash: ""
        )
        let message = MessageRecord(
            intent,
            state: .unconfirmed,
            attempts: 1,
            outcome: nil,
            at: Date(timeIntervalSince1970: 0)
        )
        let earlier = PriorAttempts(
            attempts: 1,
            replaced: PriorMessage(message: message, row: row, hasSameText: true, text: nil)
        )
        #expect(earlier.row(after: stopped).verdict.status == .unconfirmed)
        #expect(earlier.row(after: tried).verdict.reason == .optedOut)
    }
}
