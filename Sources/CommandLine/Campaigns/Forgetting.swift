// SPDX-License-Identifier: Apache-2.0

import Campaign
import Ledger
import PhoneNumbers

import struct Foundation.Date

/// Makes the ledger forget a campaign or a person, after a question.
struct Forgetting: Sendable {
    let word: String
    let arguments: CampaignsArguments
    let settings: Settings
    let context: CommandContext

    func run() async throws -> ExitCode {
        guard Ledger.exists(at: settings.ledgerPath) else {
            throw CommandFailure(
                "--forget: there is no ledger at \(settings.ledgerPath), so there is nothing to forget"
            )
        }
        let ledger = try Ledger(at: settings.ledgerPath, now: { Date() })
        try await ledger.lockForRequests()
        let campaigns = try await ledger.overview().campaigns
        let exitCode =
            switch try ForgetTarget(word, among: campaigns, defaultRegion: settings.defaultRegion) {
            case .campaign(let campaign): try await forget(campaign, in: ledger)
            case .number(let number): try await forget(number, in: ledger)
            }
        await ledger.close()
        return exitCode
    }

    private func forget(_ campaign: CampaignOverview, in ledger: Ledger) async throws -> ExitCode {
        let words = ForgetWords.Campaign(campaign)
        guard try confirm(words.question) else { return refused() }
        let erasure = try await ledger.forget(campaign.campaign.id)
        return done(erasure, words.answer, words.json)
    }

    private func forget(_ number: PhoneNumber, in ledger: Ledger) async throws -> ExitCode {
        let words = ForgetWords.Number(number, try await ledger.traces(of: number))
        guard !words.traces.isEmpty else { return done(.complete, words.nothing, words.json) }
        guard try confirm(words.question) else { return refused() }
        return done(try await ledger.forget(number), words.answer, words.json)
    }

    private func confirm(_ question: String) throws(CommandFailure) -> Bool {
        if arguments.assumesYes { return true }
        return try Question(Paragraph.wrap(question, width: context.console.width)).ask(in: context)
    }

    private func refused() -> ExitCode {
        context.console.write("Nothing was forgotten.\n", to: .error)
        return .refused
    }

    private func done(_ erasure: Erasure, _ answer: String, _ json: JSONText) -> ExitCode {
        context.console.write((arguments.json ? json.text : answer) + "\n", to: .output)
        if case .partial(let error) = erasure {
            context.console.write("warning: its bytes may still be in the ledger's files: \(error)\n", to: .error)
        }
        return .done
    }
}
