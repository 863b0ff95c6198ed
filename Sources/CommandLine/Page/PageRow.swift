// SPDX-License-Identifier: Apache-2.0

import CSV
import Campaign

/// One line of the page's table with its details, and what the page's charts count of it.
struct PageRow: Sendable, Hashable {
    /// The longest text of a cell in characters; the report has the rest.
    static let longest = 1000
    /// What stands between two details; JSON writes it in two bytes, and no cell needs it.
    static let separator = "\u{0C}"

    /// The texts of the table, as they were before they were made safe for spreadsheets.
    let cells: [String]
    /// The texts of the details, joined by ``separator``.
    let details: String
    let facts: ReportFacts
    /// The code of the refusal, or of a message that was accepted and did not arrive.
    let code: String
    let sentAt: String
    /// What the report says of it in words.
    let words: String

    /// Takes the row over that was read last.
    init<Source>(_ facts: ReportFacts, _ row: ReportReader<Source>, _ layout: PageLayout) {
        func cell(_ column: ReportColumn) -> String { Self.cut(SpreadsheetCell.original(row[column])) }
        func cell(at place: Int?) -> String { place.map { Self.cut(SpreadsheetCell.original(row[$0])) } ?? "" }
        let delivery = DeliveryFate(facts.delivery, detail: cell(at: layout.delivery.map { $0 + 1 }))
        self.facts = facts
        code = row[.errorCode].isEmpty ? delivery.code : cell(.errorCode)
        words = row[.detail].isEmpty ? delivery.words : cell(.detail)
        sentAt = cell(.sentAt)
        let (code, words, sentAt) = (code, words, sentAt)
        cells = layout.columns.map { column in
            switch column {
            case .row: cell(.row)
            case .number: row[.number].isEmpty ? cell(.phone) : cell(.number)
            case .name: cell(at: layout.name)
            case .region: cell(.region)
            case .type: Self.cut(facts.lineType)
            case .status: facts.status.rawValue
            case .reason: Self.cut(facts.reason)
            case .code: code
            case .delivery: cell(at: layout.delivery)
            case .sent: sentAt
            case .detail: words
            }
        }
        details = layout.details.map { Self.unseparated(cell(at: $0.place)) }.joined(separator: Self.separator)
    }

    private static func unseparated(_ text: String) -> String {
        text.utf8.contains(0x0C) ? text.replacing(separator, with: " ") : text
    }

    private static func cut(_ text: String) -> String {
        text.utf8.count <= longest ? text : Printable.cut(text, to: longest)
    }
}
