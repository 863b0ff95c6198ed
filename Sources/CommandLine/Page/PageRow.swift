// SPDX-License-Identifier: Apache-2.0

import CSV
import Campaign

/// One line of the page's table, and what the page's charts count of it.
struct PageRow: Sendable, Hashable {
    /// The columns of the table, in the order of `cells`; the script knows them by their places.
    static let columns = [
        "Row", "Number", "Region", "Line type", "Status", "Reason", "Code", "Sent at", "Message id", "Detail",
    ]

    /// The texts of the table, as they were before they were made safe for spreadsheets.
    let cells: [String]
    let facts: ReportFacts
    let errorCode: String
    let sentAt: String
    let detail: String

    /// Takes the row over that was read last.
    init<Source>(_ facts: ReportFacts, _ row: ReportReader<Source>) {
        func cell(_ column: ReportColumn) -> String { SpreadsheetCell.original(row[column]) }
        self.facts = facts
        (errorCode, sentAt, detail) = (cell(.errorCode), cell(.sentAt), cell(.detail))
        let number = row[.number].isEmpty ? cell(.phone) : cell(.number)
        cells = [
            row[.row], number, cell(.region), facts.lineType, facts.status.rawValue, facts.reason, errorCode, sentAt,
            cell(.messageID), detail,
        ]
    }
}
