// SPDX-License-Identifier: Apache-2.0

import Configuration
import TerminalKit

/// What a command about one campaign was asked: `reconcile` and `status`.
package struct CampaignArguments: Sendable, Hashable {
    /// The campaign's name.
    package var campaign: String
    /// The configuration file.
    package var config: String
    /// The report to update; nil: where the ledger says it was written.
    package var report: String?
    /// Whether the result is JSON.
    package var json: Bool
    /// Whether a ledger that was moved or restored is accepted.
    package var acceptsMovedLedger: Bool

    /// Checks the options.
    init(_ options: CampaignOptions) throws(UsageError) {
        campaign = try Self.name(in: options.operands)
        guard options.report != "-" else { throw UsageError("--report needs a file") }
        config = options.config ?? Settings.defaultFile
        report = options.report
        json = options.json
        acceptsMovedLedger = options.movedLedger
    }

    private static func name(in operands: [String]) throws(UsageError) -> String {
        guard let campaign = operands.first, !campaign.isEmpty else {
            throw UsageError(
                "which campaign? name one; without --campaign its name is that of the list, "
                    + "without .csv")
        }
        guard operands.count == 1 else {
            throw UsageError("one campaign at a time: \"\(operands[1])\" is one too many")
        }
        return campaign
    }
}

/// The words of a command line about one campaign that was begun, as typed: `reconcile` and
/// `status`.
struct CampaignOptions: Sendable {
    var operands: [String] = []
    var config, report: String?
    var json = false
    var movedLedger = false

    static let reconcile = syntax(
        "reconcile",
        "Looks a campaign's unconfirmed messages up in the provider's message log, and settles "
            + "those of which it can tell.",
        more: [
            .flag(
                "moved-ledger", into: \.movedLedger,
                help: "the ledger was moved or restored, and no other copy is in use: accept it")
        ], notes: ["It sends nothing. Whatever the log leaves in doubt stays unconfirmed."])

    static let status = syntax(
        "status",
        "Asks the provider what has become of a campaign's messages, and writes it into the "
            + "report: the columns delivery and " + "delivery_detail, and the real cost.",
        notes: [
            "It sends nothing. Messages that were accepted in the last ten minutes are asked "
                + "after for up to two minutes.",
            "A number that proves to be a landline, and whoever has opted out, is left out by "
                + "every later 'send'.",
        ])

    private static func syntax(
        _ name: String, _ summary: String, more: [OptionSpec<CampaignOptions>] = [],
        notes: [String]
    ) -> CommandSyntax<CampaignOptions> {
        CommandSyntax(
            name: name, usage: "CAMPAIGN [options]", summary: summary,
            options: [
                .config(into: \.config),
                .value(
                    "report", "FILE", into: \.report,
                    help: "the campaign's report, which is updated (default: where 'send' wrote it)"
                ), .flag("json", into: \.json, help: "print the result as one JSON object"),
            ] + more, notes: notes, operand: { $0.operands.append($1) })
    }
}
