// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import HTTP
import Ledger
import Providers
import Configuration
import Lists
import Pacing
import PhoneNumbers
import ReportPage
import TerminalKit

/// The command `reconcile`: settles a campaign's unconfirmed messages by the provider's message
/// log.
struct ReconcileCommand: Command {
    let arguments: CampaignArguments

    func run(in context: CommandContext) async throws -> ExitCode {
        let settings = try context.settings(from: arguments.config)
        var trust = LedgerTrust()
        trust.acceptsMoved = arguments.acceptsMovedLedger
        let campaign = try await OpenedCampaign(
            named: arguments.campaign, settings: settings, context: context, trust: trust)
        let report = CampaignReport(arguments.report, of: campaign)
        try await campaign.refuseOtherProvider()
        let unconfirmed = try report.unconfirmedNumbers()
        try await campaign.settleCrashed()
        let result = try await campaign.inquiries.unconfirmed()
        let isUpdated = try await report.update(unconfirmed)
        await campaign.ledger.close()
        let display = ReconcileDisplay(
            result: result, campaign: arguments.campaign, provider: settings.provider.name,
            report: isUpdated ? report.name : nil)
        display.show(in: context, asJSON: arguments.json)
        return ExitCode(result.ending)
    }
}

/// Shows what the provider's log said of a campaign's unconfirmed messages, as text or as JSON.
struct ReconcileDisplay {
    let result: ReconcileResult
    let campaign: String
    let provider: String
    /// The report that was brought up to date; nil where there is none.
    let report: String?

    /// Shows it on standard output; why the provider was not asked to the end goes to standard
    /// error.
    func show(in context: CommandContext, asJSON: Bool) {
        if let cause = result.stopCause {
            context.console.writeLine(
                "Stopped: \(cause.sentence). Run the same command again to go on.", to: .error)
        }
        let style = Style(isColoured: context.hasColour(on: .output))
        let text = asJSON ? json.text + "\n" : text(width: context.console.width, style)
        context.console.write(text, to: .output)
    }

    /// The result as one object.
    var json: JSONText {
        .object([
            ("campaign", .string(campaign)), ("provider", .string(provider)),
            ("unconfirmed", .integer(result.settlements.count)), ("sent", .integer(result.sent)),
            ("notAccepted", .integer(result.notAccepted)),
            ("stillUnconfirmed", .integer(result.stillUnconfirmed)),
            ("report", report.map(JSONText.string) ?? .null),
            ("exit", ExitCode(result.ending).json),
        ])
    }

    /// One line a message, and what they come to.
    func text(width: Int, _ style: Style) -> String {
        guard !result.settlements.isEmpty else {
            return "Campaign \(Printable.text(campaign)): nothing is unconfirmed.\n"
        }
        let count = Figures.count(result.settlements.count, "message was", "messages were")
        let title = style.paint("Campaign \(campaign): \(count) unconfirmed", .bold)
        let parts = [[title], lines, counts(width), advice(width)].filter { !$0.isEmpty }
        return parts.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    /// Nothing is cut off: what was found stands nowhere else.
    private var lines: [String] {
        var table = Table(.right, .left, .left, .left)
        for settlement in result.settlements where settlement.finding != .doubtful(.notAsked) {
            let record = settlement.record
            let (status, words) = settlement.finding.words
            table.add(
                "row \(record.row)", record.number.e164, Wording.heading(status),
                words)
        }
        return table.lines(width: .max)
    }

    private func counts(_ width: Int) -> [String] {
        var table = Table(.left, .right, .left)
        table.add("sent", Figures.count(result.sent), "found in the provider's message log")
        table.add(
            "pending", Figures.count(result.notAccepted),
            "not in the log, so certainly not accepted")
        table.add(
            "unconfirmed", Figures.count(result.stillUnconfirmed),
            "still may or may not have been accepted")
        return table.lines(width: width)
            + (report.map { ["  report       \(Printable.text($0))"] } ?? [])
    }

    private func advice(_ width: Int) -> [String] {
        var items: [String] = []
        if result.notAccepted > 0 { items.append("Run 'send' again to send what is pending.") }
        if result.stillUnconfirmed > 0 {
            items.append(
                "What is still unconfirmed is left alone by 'send', so that nobody gets a "
                    + "message twice.")
        }
        return items.map { Paragraph.wrap($0, width: width) }
    }
}

extension Finding {
    /// The status that a message has by the finding, and what was found.
    fileprivate var words: (Status, String) {
        switch self {
        case .accepted(let message):
            (.sent, "accepted at \(Timestamp.text(message.acceptedAt)) as \(message.id)")
        case .notAccepted: (.pending, "not in the provider's message log")
        case .doubtful(let doubt): (.unconfirmed, doubt.sentence)
        }
    }
}
