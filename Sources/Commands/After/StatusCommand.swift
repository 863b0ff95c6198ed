// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import HTTP
import Ledger
import Providers
import Configuration
import Lists
import Pacing
import ReportPage
import TerminalKit

import struct Foundation.Decimal

/// The command `status`: asks what has become of a campaign's messages.
struct StatusCommand: Command {
    let arguments: CampaignArguments

    func run(in context: CommandContext) async throws -> ExitCode {
        let settings = try context.settings(from: arguments.config)
        let campaign = try await OpenedCampaign(
            named: arguments.campaign, settings: settings, context: context,
            trust: LedgerTrust(.warns))
        let report = CampaignReport(arguments.report, of: campaign)
        try report.check()
        let before = try await campaign.deliveryGroups()
        try campaign.refuse(unlessOneOf: before.map(\.provider))
        let inquiries = try await campaign.inquiries.deliveries(into: before)
        let isUpdated = try await report.writeDeliveries(inquiries)
        let groups = try await campaign.deliveryGroups()
        await campaign.ledger.close()
        let display = StatusDisplay(
            tally: DeliveryTally(groups, currency: settings.prices.currency), inquiries: inquiries,
            campaign: arguments.campaign, provider: settings.provider.name,
            report: isUpdated ? report.name : nil)
        display.show(in: context, asJSON: arguments.json)
        return ExitCode(inquiries.ending)
    }
}

/// Shows what has become of a campaign's messages, as text or as JSON.
struct StatusDisplay {
    let tally: DeliveryTally
    let inquiries: StatusInquiries
    let campaign: String
    let provider: String
    /// The report that was brought up to date; nil where there is none.
    let report: String?

    /// Shows it on standard output; what went wrong goes to standard error.
    func show(in context: CommandContext, asJSON: Bool) {
        for sentence in warnings { context.console.writeLine(sentence, to: .error) }
        let style = Style(isColoured: context.hasColour(on: .output))
        let text = asJSON ? json.text + "\n" : text(width: context.console.width, style)
        context.console.write(text, to: .output)
    }

    /// Sentences on what a person should know before the result.
    var warnings: [String] {
        [
            inquiries.missing.map { "Nothing was asked: \($0)." },
            inquiries.refusal.map {
                "Messages were refused after they had been accepted: \($0.sentence)."
            },
            inquiries.stopCause.map {
                "Stopped: \($0.sentence). Run the same command again to go on."
            },
        ].compactMap { $0 }
    }

    /// The result as one object; `cost` and `currency` are null where no price is known, or prices
    /// of several currencies are.
    var json: JSONText {
        let only = tally.costs.count == 1 ? tally.costs.first : nil
        let counts = DeliveryState.allCases.map {
            ($0.rawValue, JSONText.integer(tally.states[$0, default: 0]))
        }
        return .object([
            ("campaign", .string(campaign)), ("provider", .string(provider)),
            ("counts", .object(counts)), ("asked", .integer(inquiries.asked)),
            ("open", .integer(tally.open)), ("cost", only.map { .decimal($0.value) } ?? .null),
            ("currency", only.map { .string($0.key) } ?? .null),
            ("report", report.map(JSONText.string) ?? .null),
            ("exit", ExitCode(inquiries.ending).json),
        ])
    }

    /// One line a state, why messages failed, and what they cost.
    func text(width: Int, _ style: Style) -> String {
        guard tally.messages > 0 else {
            return "Campaign \(Printable.text(campaign)): the provider has accepted no message.\n"
        }
        let count = Figures.count(tally.messages, "message", "messages")
        let title = style.paint(
            "Campaign \(campaign): \(count) accepted by the provider", .bold)
        let parts = [[title], states(width), failures(width, style), facts, advice(width)].filter {
            !$0.isEmpty
        }
        return parts.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private func states(_ width: Int) -> [String] {
        var table = Table(.left, .right, .right, .left)
        for state in DeliveryState.allCases {
            guard let count = tally.states[state] else { continue }
            let share = Figures.percent(count, of: tally.messages)
            table.add(state.rawValue, Figures.count(count), share, Wording.meaning(state))
        }
        return table.lines(width: width)
    }

    private func failures(_ width: Int, _ style: Style) -> [String] {
        var table = Table(.left, .left, .right, .left)
        for (failure, count) in tally.rankedFailures {
            let code = failure.code.isEmpty ? "no code" : failure.code
            table.add(
                failure.state.rawValue, code, Figures.count(count), failure.meaning)
        }
        return table.isEmpty ? [] : [style.paint("Why", .bold)] + table.lines(width: width)
    }

    private var facts: [String] {
        [cost.map { "  cost    \($0)" }, report.map { "  report  \(Printable.text($0))" }]
            .compactMap { $0 }
    }

    private var cost: String? {
        guard !tally.costs.isEmpty else { return nil }
        let sums = tally.costs.sorted { $0.key < $1.key }.map {
            Figures.money($0.value, Printable.text($0.key))
        }
        let messages = Figures.count(tally.priced, "message", "messages")
        return "\(sums.joined(separator: ", ")) for \(messages), by the provider's word"
    }

    private func advice(_ width: Int) -> [String] {
        guard tally.open > 0, inquiries.missing == nil, inquiries.stopCause == nil else {
            return []
        }
        let messages = Figures.count(tally.open, "message has", "messages have")
        return [
            Paragraph.wrap(
                "\(messages) no final state yet. Ask again later; some never get one.", width: width
            )
        ]
    }
}
