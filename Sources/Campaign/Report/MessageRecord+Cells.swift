// SPDX-License-Identifier: Apache-2.0

package import Ledger

extension MessageRecord {
    /// The cells of a report that say what has become of the message.
    ///
    /// - Parameter fallback: the currency of a cost that has none.
    /// - Returns: texts by column; empty ones too, which take the place of what was there.
    package func reportCells(currency fallback: String) -> ReportUpdate.Cells {
        var row = ReportRow(Recipient(row: self.row, line: 0, phone: "", cells: []), verdict)
        row.delivery = handover(currency: fallback)
        row.updatedAt = updatedAt
        return row.outcomeCells
    }
}
