// SPDX-License-Identifier: Apache-2.0

import Campaign
import Configuration
import Ledger
import Lists
import PhoneNumbers
import TerminalKit

/// The report of a campaign, where a command that learned more about its messages brings it up to
/// date.
struct CampaignReport: Sendable {
    /// The report as the user knows it; nil where the ledger knows of none.
    let name: String?
    /// The report itself; nil where nobody knows its path.
    let file: ReportUpdate?
    private let campaign: OpenedCampaign

    /// Finds the report of a campaign, by the path that the user gave or by the ledger's.
    init(_ given: String?, of campaign: OpenedCampaign) {
        let name = given ?? campaign.record.details.reportPath
        self.name = name
        file = name.map { ReportUpdate(path: campaign.context.absolute($0), name: $0) }
        self.campaign = campaign
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
    func update(_ numbers: Set<String>) async throws -> Bool {
        guard let file = fileOrNote() else { return false }
        var changes: [String: ReportUpdate.Cells] = [:]
        for number in numbers.compactMap({ PhoneNumber(e164: $0) }) {
            let record = try await campaign.ledger.message(to: number, in: campaign.record.id)
            guard let record, record.state != .unconfirmed else { continue }
            changes[number.e164] = record.reportCells(currency: campaign.settings.prices.currency)
        }
        guard !changes.isEmpty else { return true }
        do {
            _ = try file.apply { row in
                guard row[.status] == Status.unconfirmed.rawValue else { return nil }
                return changes[row[.number]].map { ReportUpdate.fitted($0) { row[$0] } }
            }
        } catch { throw Self.failure(error) }
        return true
    }

    /// The report's file; where it is not there, nil and a line that says so.
    func fileOrNote() -> ReportUpdate? {
        if let file, file.isThere { return file }
        let which =
            name.map { "the report \($0) is not there" } ?? "it is not known where the report lies"
        campaign.context.console.writeLine(
            "\(which): the ledger has what was found, and the next 'send' writes a report.",
            to: .error)
        return nil
    }

    /// What a report that could not be written means.
    static func failure(_ error: any Error) -> CommandFailure {
        CommandFailure(
            "\(Hints.sentence(of: error)). Nothing is lost: the ledger has what was found; run the command again to "
                + "write the report.", exitCode: .incomplete)
    }

    /// Finds out whether the report can be read, where it is there.
    ///
    /// - Throws: `ReportError` where the file is no report; then nothing has been done yet.
    func check() throws(ReportError) {
        guard let file, file.isThere else { return }
        try file.read { _ in }
    }

    /// Writes into the report what the ledger knows of the delivery of its messages.
    ///
    /// - Returns: whether there is a report.
    /// - Throws: that the report cannot be written; the ledger has all of it.
    func writeDeliveries(_ inquiries: StatusInquiries) async throws(CommandFailure) -> Bool {
        guard let file = fileOrNote() else { return false }
        let settings = campaign.settings
        let update = DeliveryUpdate(
            file, from: campaign.ledger, campaign: campaign.record.id,
            currency: settings.prices.currency)
        do {
            try await update.write { provider in
                guard provider == settings.provider.name else {
                    return "handed to the provider entry “\(provider)”, which was not asked"
                }
                return inquiries.missing ?? inquiries.stopCause.map { "not asked: \($0.sentence)" }
                    ?? "the provider gave no id to ask with"
            }
        } catch { throw Self.failure(error) }
        return true
    }
}
