// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Ledger
import Configuration
import Lists
import PhoneNumbers
import TerminalKit

import struct Foundation.Date

/// The command `campaigns`: what the ledger holds, or what it shall forget.
struct CampaignsCommand: Command {
    let arguments: CampaignsArguments

    func run(in context: CommandContext) async throws -> ExitCode {
        let settings = try context.settings(from: arguments.config)
        if let word = arguments.forget {
            return try await Forgetting(
                word: word,
                arguments: arguments,
                settings: settings,
                context: context
            ).run()
        }
        let overview = try await overview(settings.ledgerPath)
        let list = CampaignsText(
            ledger: settings.ledgerPath,
            overview: overview,
            width: context.console.width
        )
        let text =
            arguments.json
            ? LedgerOverview.json(overview, at: settings.ledgerPath).text + "\n" : list.text
        context.console.write(text, to: .output)
        return .done
    }

    private func overview(_ path: String) async throws(LedgerError) -> LedgerOverview? {
        guard Ledger.exists(at: path) else { return nil }
        let ledger = try Ledger(at: path, for: .readOnly, now: { Date() })
        let overview = try await ledger.overview()
        await ledger.close()
        return overview
    }
}

/// What a ledger holds, as a person reads it: the figures in a table, then each campaign's
/// circumstances.
struct CampaignsText {
    let ledger: String
    let overview: LedgerOverview?
    let width: Int

    /// The text, with a line feed at the end of its last line too.
    var text: String {
        guard let overview else {
            return "There is no ledger at \(ledger) yet: no campaign was begun.\n"
        }
        let paragraphs = [
            ["Ledger \(ledger)"], figures(overview), circumstances(overview), [totals(overview)],
        ]
        return paragraphs.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(
            separator: "\n\n"
        ) + "\n"
    }

    /// What the other columns take of a line; a name gets the rest.
    private static let figuresWidth = 64

    private func figures(_ overview: LedgerOverview) -> [String] {
        guard !overview.campaigns.isEmpty else { return [] }
        var table = Table(.left, .right, .right, .right, .right, .right, .left)
        table.add("campaign", "sent", "failed", "unconfirmed", "not accepted", "skipped", "cost")
        for campaign in overview.campaigns {
            let count = { Figures.count(campaign.counts[$0, default: 0]) }
            table.add(
                Printable.cut(campaign.printableName, to: max(12, width - Self.figuresWidth)),
                count(.sent),
                count(.failed),
                count(.unconfirmed),
                count(.notAccepted),
                count(.skipped),
                campaign.cost
            )
        }
        return table.lines(width: width)
    }

    private func circumstances(_ overview: LedgerOverview) -> [String] {
        overview.campaigns.flatMap { campaign in
            let details = campaign.campaign.details
            let report = details.reportPath.map { ["    report \(Printable.text($0))"] } ?? []
            let times =
                "begun \(Moment.text(campaign.campaign.createdAt)), last change \(Moment.text(campaign.changedAt))"
            let line = "\(campaign.printableName): \(Printable.text(details.provider)), \(times)"
            return ["  " + Paragraph.wrap(line, width: width, indent: 4)] + report
        }
    }

    private func totals(_ overview: LedgerOverview) -> String {
        let campaigns = overview.campaigns.isEmpty ? "No campaign, " : ""
        return campaigns + Figures.count(overview.lookups, "lookup", "lookups") + " remembered, "
            + Figures.count(overview.optOuts, "opt-out", "opt-outs")
    }
}

extension CampaignOverview {
    fileprivate var printableName: String { Printable.text(campaign.details.name) }

    fileprivate var cost: String {
        costs.sorted { $0.key < $1.key }.map { Figures.money($0.value, Printable.text($0.key)) }
            .joined(separator: ", ")
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
        _ word: String,
        among campaigns: [CampaignOverview],
        defaultRegion: Region?
    ) throws(CommandFailure) {
        if let campaign = campaigns.first(where: { $0.campaign.details.name == word }) {
            self = .campaign(campaign)
            return
        }
        do {
            self = .number(try NumberWord(defaultRegion: defaultRegion).read(word))
        } catch {
            let names = campaigns.map(\.campaign.details.name)
            throw CommandFailure(Self.explanation(of: word, names, error.description))
        }
    }

    private static func explanation(of word: String, _ names: [String], _ mistake: String) -> String
    {
        let shown = Printable.text(word)
        let hint =
            Spelling.nearest(to: word, in: names).map { "did you mean “\(Printable.text($0))”?" }
            ?? "'\(SMSCampaign.program) campaigns' lists them"
        guard isLikeNumber(word) else {
            return "--forget: there is no campaign “\(shown)”; \(hint)"
        }
        return
            "--forget: “\(shown)” is no phone number (\(mistake)), and there is no campaign of that name; \(hint)"
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

        private var title: String { "the campaign “\(Printable.text(name))”" }
        private var messages: String { Figures.count(count, "message", "messages") }

        var question: String {
            let numbers =
                count == 1 ? "this 1 number was" : "these \(Figures.count(count)) numbers were"
            let consequence =
                " Nobody will know that \(numbers) messaged: the same list would be sent again."
            return "Forget \(title) with its \(messages)?" + (count == 0 ? "" : consequence)
        }

        var answer: String {
            let rest = report.map { " Its report is a file of yours: \(Printable.text($0))" } ?? ""
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
                : "Nobody will know that this number was messaged: the same lists would be sent to it again."
            return "Forget \(number) with \(holdings)? " + consequence
        }

        var answer: String {
            let reports = traces.campaigns.compactMap(\.reportPath).map { Printable.text($0) }
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
                ("lookups", .integer(traces.lookups)),
                ("optedOut", .bool(traces.isOptedOut)),
            ])
        }
    }
}

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
            context.console.write(
                "warning: its bytes may still be in the ledger's files: \(error)\n",
                to: .error
            )
        }
        return .done
    }
}

extension LedgerOverview {
    /// The answer of `campaigns --json`; a ledger that does not exist holds nothing.
    static func json(_ overview: LedgerOverview?, at path: String) -> JSONText {
        .object([
            ("ledger", .string(path)), ("exists", .bool(overview != nil)),
            ("campaigns", .array((overview?.campaigns ?? []).map(\.json))),
            ("lookups", .integer(overview?.lookups ?? 0)),
            ("optOuts", .integer(overview?.optOuts ?? 0)),
        ])
    }
}

extension CampaignOverview {
    fileprivate var json: JSONText {
        let details = campaign.details
        return .object([
            ("name", .string(details.name)), ("provider", .string(details.provider)),
            ("createdAt", .string(Timestamp.text(campaign.createdAt))),
            ("changedAt", .string(Timestamp.text(changedAt))),
            (
                "counts",
                .object(
                    ResumeCheck.allCases.map { ($0.rawValue, .integer(counts[$0, default: 0])) }
                )
            ),
            (
                "costs",
                .object(costs.sorted { $0.key < $1.key }.map { ($0.key, .decimal($0.value)) })
            ),
            ("report", details.reportPath.map(JSONText.string) ?? .null),
        ])
    }
}

/// What `campaigns` was asked to do.
package struct CampaignsArguments: Sendable, Hashable {
    /// The configuration file.
    package var config: String
    /// The campaign or the number to be forgotten; nil: nothing.
    package var forget: String?
    /// Whether nothing is asked.
    package var assumesYes: Bool
    /// Whether the answer is JSON.
    package var json: Bool

    /// Checks the options against each other.
    init(_ options: CampaignsOptions) throws(UsageError) {
        if let extra = options.operands.first {
            throw UsageError(
                "\"\(extra)\" means nothing here; --forget names what is to be forgotten"
            )
        }
        guard !options.yes || options.forget != nil else {
            throw UsageError("--yes belongs to --forget")
        }
        config = options.config ?? Settings.defaultFile
        forget = options.forget
        assumesYes = options.yes
        json = options.json
    }
}

/// The words of a `campaigns` command line as typed.
struct CampaignsOptions: Sendable {
    var operands: [String] = []
    var config, forget: String?
    var yes = false
    var json = false

    static let syntax = CommandSyntax<CampaignsOptions>(
        name: "campaigns",
        usage: "[options]",
        summary:
            "Shows what the ledger holds: campaigns, how their messages stand and what they cost.",
        options: [
            .value(
                "config",
                "FILE",
                \.config,
                "the configuration (default: config.json in the working directory)"
            ),
            .value(
                "forget",
                "WHAT",
                \.forget,
                "a campaign's name: remove it with its messages; or a phone number: remove it from all campaigns and lookups"
            ),
            .flag("yes", \.yes, "do not ask before forgetting"),
            .flag("json", \.json, "print one JSON object"),
        ],
        notes: [
            "What is forgotten may be sent again: nobody knows then who was messaged. An opt-out is not forgotten with the number; that takes the command opt-outs."
        ],
        operand: { $0.operands.append($1) }
    )
}
