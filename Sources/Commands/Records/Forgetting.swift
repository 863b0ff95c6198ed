// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Ledger
import Lists
import PhoneNumbers
import TerminalKit

/// Makes the ledger forget a campaign or a person, after a question.
struct Forgetting: Sendable {
    let word: String
    let arguments: CampaignsArguments
    let settings: Settings
    let context: CommandContext

    func run() async throws -> ExitCode {
        guard Ledger.exists(at: settings.ledgerPath) else {
            throw CommandFailure(
                "--forget: there is no ledger at \(settings.ledgerPath), so there is nothing to "
                    + "forget")
        }
        let ledger = try context.ledgerToWrite(settings)
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
        return done(erasure, words.answer, json: words.json)
    }

    private func forget(_ number: PhoneNumber, in ledger: Ledger) async throws -> ExitCode {
        let words = ForgetWords.Number(number, try await ledger.traces(of: number))
        guard !words.traces.isEmpty else { return done(.complete, words.nothing, json: words.json) }
        guard try confirm(words.question) else { return refused() }
        return done(try await ledger.forget(number), words.answer, json: words.json)
    }

    private func confirm(_ question: String) throws(CommandFailure) -> Bool {
        if arguments.assumesYes { return true }
        return try Question(Paragraph.wrap(question, width: context.console.width)).ask(in: context)
    }

    private func refused() -> ExitCode {
        context.console.writeLine("Nothing was forgotten.", to: .error)
        return .refused
    }

    private func done(_ erasure: Erasure, _ answer: String, json: JSONText) -> ExitCode {
        context.console.writeLine(arguments.json ? json.text : answer, to: .output)
        if case .partial(let error) = erasure {
            context.console.writeLine(
                "warning: its bytes may still be in the ledger's files: \(error)", to: .error)
        }
        return .done
    }
}

/// What the word behind `--forget` means.
enum ForgetTarget: Sendable, Equatable {
    case campaign(CampaignOverview)
    case number(PhoneNumber)

    /// Finds out what a word means: a campaign of that very name, else a number in any spelling.
    ///
    /// - Throws: that it is neither, with the campaign that may be meant.
    init(
        _ word: String, among campaigns: [CampaignOverview], defaultRegion: Region?
    ) throws(CommandFailure) {
        if let campaign = campaigns.first(where: { $0.campaign.details.name == word }) {
            self = .campaign(campaign)
            return
        }
        do { self = .number(try NumberWord(defaultRegion: defaultRegion).read(word)) } catch {
            let names = campaigns.map(\.campaign.details.name)
            throw CommandFailure(Self.explanation(of: word, names, error.description))
        }
    }

    private static func explanation(of word: String, _ names: [String], _ mistake: String) -> String
    {
        let hint =
            Spelling.nearest(to: word, in: names).map { "did you mean “\($0)”?" }
            ?? "'\(SMSCampaign.program) campaigns' lists them"
        guard isLikeNumber(word) else {
            return "--forget: there is no campaign “\(word)”; \(hint)"
        }
        return "--forget: “\(word)” is no phone number (\(mistake)), and there is no campaign of "
            + "that name; \(hint)"
    }

    /// Whether a word seems to be meant as a number: digits, and no letters.
    private static func isLikeNumber(_ word: String) -> Bool {
        word.contains(where: \.isNumber) && !word.contains(where: \.isLetter)
    }
}

/// What is asked before something is forgotten, and said after it.
enum ForgetWords {
    /// The words about a campaign.
    struct Campaign {
        private let name: String
        private let count: Int
        private let report: String?

        init(_ overview: CampaignOverview) {
            name = overview.campaign.details.name
            count = overview.messages
            report = overview.campaign.details.reportPath
        }

        private var title: String { "the campaign “\(name)”" }
        private var messages: String { Figures.count(count, "message", "messages") }

        var question: String {
            let numbers =
                count == 1 ? "this 1 number was" : "these \(Figures.count(count)) numbers were"
            let consequence =
                " Nobody will know that \(numbers) messaged: the same list would be sent again."
            return "Forget \(title) with its \(messages)?" + (count == 0 ? "" : consequence)
        }

        var answer: String {
            let rest = report.map { " Its report is a file of yours: \($0)" } ?? ""
            return "Forgotten: \(title) with its \(messages).\(rest)"
        }

        var json: JSONText {
            .object([
                ("forgotten", .string("campaign")), ("campaign", .string(name)),
                ("messages", .integer(count)),
            ])
        }
    }

    /// The words about a person.
    struct Number {
        let number: PhoneNumber
        let traces: NumberTraces

        init(_ number: PhoneNumber, _ traces: NumberTraces) {
            self.number = number
            self.traces = traces
        }

        private var messages: String {
            Figures.count(traces.campaigns.count, "message", "messages")
        }
        private var holdings: String {
            "\(messages) and \(Figures.count(traces.lookups, "lookup", "lookups"))"
        }

        var question: String {
            let consequence =
                traces.isOptedOut
                ? "The opt-out stays, so this number gets no message."
                : "Nobody will know that this number was messaged: the same lists would be sent "
                    + "to it again."
            return "Forget \(number) with \(holdings)? " + consequence
        }

        var answer: String {
            let reports = Set(traces.campaigns.compactMap(\.reportPath)).sorted()
            let rest =
                reports.isEmpty
                ? "" : " Reports are files of yours: \(reports.joined(separator: ", "))"
            return "Forgotten: \(number) with \(holdings).\(optOut)\(rest)"
        }

        var nothing: String {
            "The ledger holds nothing of \(number) that could be forgotten.\(optOut)"
        }

        private var optOut: String {
            traces.isOptedOut
                ? " This person has opted out; that stays, and they get no message." : ""
        }

        var json: JSONText {
            .object([
                ("forgotten", .string("number")), ("number", .string(number.e164)),
                ("messages", .integer(traces.campaigns.count)),
                ("lookups", .integer(traces.lookups)), ("optedOut", .bool(traces.isOptedOut)),
            ])
        }
    }
}
