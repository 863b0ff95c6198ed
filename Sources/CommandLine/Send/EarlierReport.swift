// SPDX-License-Identifier: Apache-2.0

import CSV
import Campaign

/// The report that lies where that of `send` goes, as a witness of messages that no ledger knows of.
struct EarlierReport {
    let job: SendJob

    /// Refuses to begin without a ledger where the report says that messages may have been sent.
    ///
    /// - Throws: the count, and what to do.
    func refuse() throws(CommandFailure) {
        guard let obstacle = obstacle() else { return }
        throw CommandFailure(obstacle)
    }

    /// What speaks against beginning; `nil` where nothing does, or the user has allowed it.
    func obstacle() -> String? {
        let count = job.arguments.allowsNewLedger ? 0 : messagedRows()
        guard count > 0 else { return nil }
        return
            "\(name): this report says that \(Figures.count(count, "message was", "messages were")) sent or may have "
            + "been, but there is no ledger at \(job.settings.ledgerPath) that knows of them; put the ledger back, or begin anew, "
            + "and perhaps send twice, with --new-ledger"
    }

    /// The report's path; a dry run writes a preview beside it.
    private var name: String {
        guard job.arguments.mode != .send, case .file(let list) = job.arguments.recipients else {
            return job.arguments.report
        }
        return SendArguments.defaultReport(of: list)
    }

    /// The rows that are sent or unconfirmed; what the practice provider took is none of a real campaign's, nor the other way round.
    ///
    /// A file that is no report, or damaged, counts for what can be read of it.
    private func messagedRows() -> Int {
        guard let source = try? FileByteSource(path: job.context.absolute(name)),
            var rows = try? ReportReader(source, name: name)
        else { return 0 }
        var count = 0
        while let row = try? rows.next() {
            let isMessaged = row.status == .sent || row.status == .unconfirmed
            let isPractice = row.provider == ProviderEntry.sandboxName
            if isMessaged, isPractice == job.settings.provider.isSandbox { count += 1 }
        }
        return count
    }
}
