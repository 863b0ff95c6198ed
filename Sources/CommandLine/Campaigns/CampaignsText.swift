// SPDX-License-Identifier: Apache-2.0

import Ledger

/// What a ledger holds, as a person reads it: the figures in a table, then each campaign's circumstances.
struct CampaignsText {
    let ledger: String
    let overview: LedgerOverview?
    let width: Int

    /// The text, with a line feed at the end of its last line too.
    var text: String {
        guard let overview else { return "There is no ledger at \(ledger) yet: no campaign was begun.\n" }
        let paragraphs = [["Ledger \(ledger)"], figures(overview), circumstances(overview), [totals(overview)]]
        return paragraphs.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
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
        costs.sorted { $0.key < $1.key }.map { Figures.money($0.value, Printable.text($0.key)) }.joined(separator: ", ")
    }
}
