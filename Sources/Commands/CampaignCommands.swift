// SPDX-License-Identifier: Apache-2.0

import Basics
import Campaign
import Ledger
import Configuration
import Lists
import PhoneNumbers
import TerminalKit

/// Finds a campaign that the ledger knows, for commands that are given its name.
struct CampaignAccess: Sendable {
    let settings: Settings
    let context: CommandContext

    /// Opens the ledger for this command alone, and finds the campaign in it.
    ///
    /// - Throws: that there is no ledger or no such campaign, with the nearest name; `LedgerError`.
    func openForRequests(_ name: String) async throws -> (any CampaignLedger, CampaignRecord) {
        let path = settings.ledgerPath
        guard Ledger.exists(at: path) else {
            throw CommandFailure(
                "there is no ledger at \(path), so there is no campaign yet; begin one with '\(SMSCampaign.program) send'"
            )
        }
        let ledger = try await CampaignServices(settings, in: context).ledgers.openForRequests(
            CampaignNotes(context: context).show
        )
        if let campaign = try await ledger.campaign(named: name) { return (ledger, campaign) }
        let known = try await ledger.campaigns().map(\.details.name)
        await ledger.close()
        throw CommandFailure(
            "there is no campaign \"\(Printable.text(name))\" in \(path); \(Self.hint(name, known))"
        )
    }

    /// Asks the configured provider about a campaign.
    func inquiries(
        about campaign: CampaignRecord,
        _ ledger: any CampaignLedger
    ) -> ProviderInquiries {
        let services = CampaignServices(settings, in: context)
        return ProviderInquiries(
            about: campaign,
            settings,
            in: ledger,
            with: services,
            dialogue: CampaignDialogue(in: context, stop: services.stop)
        )
    }

    /// Calls unconfirmed what a run that ended unexpectedly has left open, and says so.
    func settleCrashed(
        _ campaign: CampaignRecord,
        _ ledger: any CampaignLedger
    ) async throws(LedgerError) {
        let crashed = try await ledger.settleCrashedIntents(in: campaign.id)
        guard crashed > 0 else { return }
        CampaignNotes(context: context).show(.crashSettled(messages: crashed))
    }

    /// Refuses a campaign with messages in doubt of which none was handed to the configured
    /// provider entry.
    func refuseOtherProvider(_ campaign: CampaignRecord, _ ledger: any CampaignLedger) async throws
    {
        let inDoubt =
            try await ledger.messages(in: campaign.id, state: .intent)
            + ledger.messages(in: campaign.id, state: .unconfirmed)
        try refuse(campaign, unlessOneOf: inDoubt.map(\.provider))
    }

    /// Refuses a campaign whose messages were all handed to other provider entries than the
    /// configured one.
    ///
    /// - Parameters:
    ///   - campaign: the campaign.
    ///   - providers: the entries that the messages in question were handed to.
    /// - Throws: a sentence that names one of them.
    func refuse(_ campaign: CampaignRecord, unlessOneOf providers: [String]) throws(CommandFailure)
    {
        guard let other = providers.first, !providers.contains(settings.provider.name) else {
            return
        }
        throw CommandFailure(
            "the campaign \(Printable.text(campaign.details.name)) was sent through the provider entry “\(other)”, but "
                + "\(settings.file) names “\(settings.provider.name)”; set \"provider\" to \"\(other)\" for this command"
        )
    }

    private static func hint(_ name: String, _ known: [String]) -> String {
        if let nearest = Spelling.nearest(to: name, in: known) {
            return "did you mean \(Shell.quoted(nearest))?"
        }
        guard !known.isEmpty else { return "it holds none" }
        let shown = known.suffix(10).map { Shell.quoted(Printable.text($0)) }.joined(
            separator: ", "
        )
        return known.count > 10 ? "the latest are \(shown)" : "it holds \(shown)"
    }
}

/// The report of a campaign, where a command that learned more about its messages brings it up to
/// date.
struct CampaignReport: Sendable {
    /// The report as the user knows it; nil where the ledger knows of none.
    let name: String?
    /// The report itself; nil where nobody knows its path.
    let file: ReportUpdate?
    private let context: CommandContext

    /// Finds the report.
    ///
    /// - Parameters:
    ///   - given: the path that the user gave; nil: the ledger's.
    ///   - campaign: the campaign.
    ///   - context: the outside world.
    init(_ given: String?, _ campaign: CampaignRecord, _ context: CommandContext) {
        name = given ?? campaign.details.reportPath
        file = name.map { ReportUpdate(path: context.absolute($0), name: $0) }
        self.context = context
    }

    /// The numbers that the report calls unconfirmed, which may be fewer or more than in the
    /// ledger; none where it is missing.
    ///
    /// - Throws: `ReportError` where the file is no report; then nothing has been done yet.
    func unconfirmedNumbers() throws(ReportError) -> Set<String> {
        guard let file, file.isThere else { return [] }
        var numbers: Set<String> = []
        try file.read { row in
            if row[.status] == Status.unconfirmed.rawValue { numbers.insert(row[.number]) }
        }
        return numbers
    }

    /// Writes into the report what the ledger knows by now of messages that the report calls
    /// unconfirmed.
    ///
    /// So a report that a crash left behind the ledger catches up, too.
    /// - Returns: whether there is a report.
    /// - Throws: that the report cannot be written; the ledger has all of it.
    func update(
        _ numbers: Set<String>,
        _ campaign: CampaignRecord,
        _ ledger: any CampaignLedger,
        _ currency: String
    ) async throws -> Bool {
        guard let file = fileOrNote() else { return false }
        var changes: [String: ReportUpdate.Cells] = [:]
        for number in numbers.compactMap({ PhoneNumber(e164: $0) }) {
            let record = try await ledger.message(to: number, in: campaign.id)
            guard let record, record.state != .unconfirmed else { continue }
            changes[number.e164] = record.reportCells(currency: currency)
        }
        guard !changes.isEmpty else { return true }
        do {
            _ = try file.apply { row in
                row[.status] == Status.unconfirmed.rawValue ? changes[row[.number]] : nil
            }
        } catch {
            throw Self.failure(error)
        }
        return true
    }

    /// The report's file; where it is not there, nil and a line that says so.
    func fileOrNote() -> ReportUpdate? {
        if let file, file.isThere { return file }
        let which =
            name.map { "the report \($0) is not there" } ?? "it is not known where the report lies"
        context.console.write(
            "\(which): the ledger has what was found, and the next 'send' writes a report.\n",
            to: .error
        )
        return nil
    }

    /// What a report that could not be written means.
    static func failure(_ error: any Error) -> CommandFailure {
        CommandFailure(
            "\(error). Nothing is lost: the ledger has what was found; run the command again to write the report.",
            exitCode: .incomplete
        )
    }
}

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

    /// Checks the options.
    init(_ options: CampaignOptions) throws(UsageError) {
        campaign = try Self.name(in: options.operands)
        guard options.report != "-" else { throw UsageError("--report needs a file") }
        config = options.config ?? Settings.defaultFile
        report = options.report
        json = options.json
    }

    /// The campaign's name, the only operand.
    private static func name(in operands: [String]) throws(UsageError) -> String {
        guard let campaign = operands.first, !campaign.isEmpty else {
            throw UsageError(
                "which campaign? name one; without --campaign its name is that of the list, without .csv"
            )
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

    static let reconcile = syntax(
        "reconcile",
        "Looks a campaign's unconfirmed messages up in the provider's message log, and settles those of which it can tell.",
        notes: ["It sends nothing. Whatever the log leaves in doubt stays unconfirmed."]
    )

    static let status = syntax(
        "status",
        "Asks the provider what has become of a campaign's messages, and writes it into the report: the columns delivery and "
            + "delivery_detail, and the real cost.",
        notes: [
            "It sends nothing. Messages that were accepted in the last ten minutes are asked after for up to two minutes.",
            "A number that proves to be a landline, and whoever has opted out, is left out by every later 'send'.",
        ]
    )

    private static func syntax(
        _ name: String,
        _ summary: String,
        notes: [String]
    ) -> CommandSyntax<CampaignOptions> {
        CommandSyntax(
            name: name,
            usage: "CAMPAIGN [options]",
            summary: summary,
            options: [
                .value(
                    "config",
                    "FILE",
                    \.config,
                    "the configuration (default: config.json in the working directory)"
                ),
                .value(
                    "report",
                    "FILE",
                    \.report,
                    "the campaign's report, which is updated (default: where 'send' wrote it)"
                ),
                .flag("json", \.json, "print the result as one JSON object"),
            ],
            notes: notes,
            operand: { $0.operands.append($1) }
        )
    }
}
