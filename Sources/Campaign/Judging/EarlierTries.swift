// SPDX-License-Identifier: Apache-2.0

/// What earlier runs of a campaign did for a recipient who gets another try.
package struct EarlierTries: Sendable, Hashable {
    /// How often the message was handed over.
    package var attempts = 0
    /// The id under which the very same text was handed over; `nil` where none was.
    package var id: String?
    /// The settled message that gets a second chance; `nil` for an ordinary try.
    package var replaced: SettledMessage?

    /// The row that the report shows: a second chance that was not taken leaves the message as it was.
    ///
    /// - Parameter row: what became of the recipient in this run.
    /// - Returns: that row, or the settled one.
    func row(after row: ReportRow) -> ReportRow {
        guard let replaced else { return row }
        var settled = replaced.row
        switch row.verdict.status {
        case .failed where replaced.mayHaveArrived:
            settled.verdict.detail = SettledMessage.doubt(after: row.verdict)
            settled.updatedAt = nil
        case .sent, .failed, .unconfirmed, .wouldSend: return row
        // The provider's own word, to a request of this run, that the recipient has opted out.
        case .skipped where (row.delivery?.attempts ?? 0) > attempts: return row
        case .skipped, .pending: break
        }
        if let tried = row.delivery { settled.delivery?.attempts = tried.attempts }
        // A lookup of this run was paid for, whatever came of it.
        if row.lineDecision == .lookup { settled.lineDecision = .lookup }
        return settled
    }
}
