// SPDX-License-Identifier: Apache-2.0

import Campaign
import Ledger
import PhoneNumbers

/// The report of a campaign, where a command that learned more about its messages brings it up to date.
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

    /// The numbers that the report calls unconfirmed, which may be fewer or more than in the ledger; none where it is missing.
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

    /// Writes into the report what the ledger knows by now of messages that the report calls unconfirmed.
    ///
    /// So a report that a crash left behind the ledger catches up, too.
    /// - Returns: whether there is a report.
    /// - Throws: that the report cannot be written; the ledger has all of it.
    func update(
        _ numbers: Set<String>,
        _ campaign: CampaignRecord,
        _ ledger: Ledger,
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
        let which = name.map { "the report \($0) is not there" } ?? "it is not known where the report lies"
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
