// SPDX-License-Identifier: Apache-2.0

import Basics
import Configuration
import Ledger
package import Lists
import Pacing
package import PhoneNumbers
import SMSText

extension SendCampaign {
    /// How a test ended.
    package enum TestEnding: Sendable {
        /// The answer was no: nothing was sent.
        case declined
        /// What became of the message, and why the run ended before its time.
        case tried(ReportRow, StopCause?)
    }

    /// Sends the first message of the list that can be sent to the user's own number, and to nobody
    /// else.
    ///
    /// The ledger keeps it as a campaign of its own, so that it never counts as a message of the
    /// real one.
    ///
    /// - Throws: ``CampaignFailure``; what is wrong with the account's configuration; what reading
    ///   the list throws; `LedgerError`; what the question throws.
    package func test(to number: PhoneNumber) async throws -> TestEnding {
        let remarks = job.rules.template.remarks
        if let obstacle = remarks.obstacle(allowing: job.options.allowances) {
            throw CampaignFailure.obstacle(obstacle)
        }
        let candidate = try await knowingHouseholds().firstCandidate(redirectedTo: number)
        try services.check(job.settings)
        guard try await dialogue.ask(.test(candidate)) else { return .declined }
        let ledger = try await services.ledgers.openForRequests(dialogue.tell)
        return try await closing(ledger) {
            if let reached = try await BudgetState.refusal(
                ofTest: candidate, job.settings, ledger: ledger, at: services.time.date)
            {
                throw CampaignFailure.testCapped(reached)
            }
            return try await send(candidate, ledger)
        }
    }

    /// The first message of the list that can be sent, addressed to the user.
    private func firstCandidate(redirectedTo number: PhoneNumber) async throws -> Candidate {
        var rows = try rowsOfNewCampaign()
        while let judgement = try await rows.next() {
            guard case .candidate(let candidate) = judgement else { continue }
            let test = candidate.redirected(to: number, plan: job.rules.plan)
            if let objection = job.rules.objection(toTest: test) {
                throw CampaignFailure.testRefused(number.e164, objection)
            }
            return test
        }
        throw CampaignFailure.nobodyToTest
    }

    private func send(
        _ candidate: Candidate, _ ledger: any CampaignLedger
    ) async throws -> TestEnding {
        let connection = try await services.connect(job.settings)
        async let _: Void = dialogue.accompany(.requests)
        let tools = connection.tools
        let id = try await ledger.begin(testDetails(ledger))
        try await ledger.beginRun(of: id)
        let factory = RequestFactory(
            connection, journal: ledger, account: ledger.paceAccount(of: tools))
        let order = try await SendOrder(for: id, connection.settings, tools, in: ledger)
        let sender = factory.sender(order)
        let row = try await factory.keepingPace(of: [.messages]) {
            await sender.send(candidate, line: candidate.line)
        }
        await connection.close()
        return .tried(row, tools.stop.cause)
    }

    private func testDetails(_ ledger: any CampaignLedger) -> CampaignDetails {
        CampaignDetails(
            name: "\(job.name) (test of \(Timestamp.text(services.time.date)))",
            provider: job.settings.provider.name, sender: job.settings.from ?? "",
            templateHash: ledger.textHash(of: job.template), listHash: CampaignDetails.noList,
            reportPath: nil)
    }
}
