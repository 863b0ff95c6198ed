// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Configuration
import Ledger
import TerminalKit

/// The command `campaigns`: what the ledger holds, or what it shall forget.
struct CampaignsCommand: Command {
    let arguments: CampaignsArguments

    func run(in context: CommandContext) async throws -> ExitCode {
        let settings = try context.settings(from: arguments.config)
        if let word = arguments.forget {
            return try await Forgetting(
                word: word, arguments: arguments, settings: settings, context: context
            ).run()
        }
        let ledger = try context.ledgerToRead(settings)
        let overview = try await ledger?.overview()
        await ledger?.close()
        let list = CampaignsText(
            ledger: settings.ledgerPath, overview: overview, width: context.console.width)
        let text =
            arguments.json
            ? LedgerOverview.json(overview, at: settings.ledgerPath).text + "\n" : list.text
        context.console.write(text, to: .output)
        return .done
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
                "\"\(extra)\" means nothing here; --forget names what is to be forgotten")
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
        name: "campaigns", usage: "[options]",
        summary:
            "Shows what the ledger holds: campaigns, how their messages stand and what they cost.",
        options: [
            .config(into: \.config),
            .value(
                "forget", "WHAT", into: \.forget,
                help: "a campaign's name: remove it with its messages; or a phone number: remove "
                    + "it from all campaigns and lookups"),
            .flag("yes", into: \.yes, help: "do not ask before forgetting"),
            .flag("json", into: \.json, help: "print one JSON object"),
        ],
        notes: [
            "What is forgotten may be sent again: nobody knows then who was messaged. An opt-out "
                + "is not forgotten with the number; that takes the command opt-outs."
        ], operand: { $0.operands.append($1) })
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
            return "There is no ledger at \(Printable.text(ledger)) yet: no campaign was begun.\n"
        }
        let paragraphs = [
            ["Ledger \(Printable.text(ledger))"], figures(overview), circumstances(overview),
            [totals(overview)],
        ]
        return paragraphs.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(
            separator: "\n\n") + "\n"
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
                count(.sent), count(.failed), count(.unconfirmed), count(.notAccepted),
                count(.skipped), campaign.cost)
        }
        return table.lines(width: width)
    }

    private func circumstances(_ overview: LedgerOverview) -> [String] {
        overview.campaigns.flatMap { campaign in
            let details = campaign.campaign.details
            let report = details.reportPath.map { ["    report \(Printable.text($0))"] } ?? []
            let times =
                "begun \(Moment.text(campaign.campaign.createdAt)), last change "
                + "\(Moment.text(campaign.changedAt))"
            let line = "\(campaign.printableName): \(details.provider), \(times)"
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
                    MessageStatus.allCases.map { ($0.rawValue, .integer(counts[$0, default: 0])) })
            ),
            (
                "costs",
                .object(costs.sorted { $0.key < $1.key }.map { ($0.key, .decimal($0.value)) })
            ), ("report", details.reportPath.map(JSONText.string) ?? .null),
        ])
    }
}
