// SPDX-License-Identifier: Apache-2.0

package import Basics
import Ledger
import Providers

/// The report's own columns, in their order in the file; the input's columns follow them.
package enum ReportColumn: String, Sendable, Hashable, CaseIterable {
    case row, phone, number, region
    case lineType = "line_type"
    case lineTypeSource = "line_type_source"
    case carrier, status, reason, detail, encoding, segments, provider
    case messageID = "message_id"
    case errorCode = "error_code"
    case attempts, cost, currency
    case sentAt = "sent_at"
    case updatedAt = "updated_at"

    /// The last column of a report that shows the rendered texts.
    package static let message = "message"

    /// The names of all columns, in order.
    package static let names = allCases.map(\.rawValue)

    /// Whether a header is that of a report of this program's.
    package static func isReport(header: [String]) -> Bool { header.starts(with: names) }

    /// The columns of a list that are the input's: all, or those that are not a report's own where
    /// the list is a report.
    static func inputColumns(of header: [String]) -> [Int] {
        guard isReport(header: header) else { return Array(header.indices) }
        let delivery = DeliveryColumn.areThere(in: header) ? DeliveryColumn.names : []
        let own = Set(header.prefix(ownCount(in: header)) + delivery + [message])
        return header.indices.filter { !own.contains(header[$0]) }
    }

    /// How a report calls a column of its list.
    static func inputName(of name: String, in header: [String]) -> String {
        let renamed = "input_" + name
        return isReport(header: header) && header.contains(renamed) ? renamed : name
    }

    /// The column that says which of several phone columns was used, where there are several; it
    /// follows `updated_at`.
    package static let phoneColumn = "phone_column"

    /// How many columns stand before those of the delivery in a report with this header.
    static func ownCount(in header: [String]) -> Int {
        names.count + (header.dropFirst(names.count).first == phoneColumn ? 1 : 0)
    }

    /// The header row of a report about a list with these input columns.
    ///
    /// An input column whose name is one of the report's own gets the prefix `input_`, once more
    /// where the input has a column of that name too.
    package static func header(
        input: [String], withMessage: Bool, withPhoneColumn: Bool = false
    ) -> [String] {
        let last = withMessage ? [message] : []
        let own = names + (withPhoneColumn ? [phoneColumn] : [])
        // Columns that would be taken for the report's own, which stand at this very place.
        let delivery = input.starts(with: DeliveryColumn.names) ? DeliveryColumn.names : []
        let choice = input.first == phoneColumn ? [phoneColumn] : []
        return own + renamed(input, besides: own + last + delivery + choice) + last
    }

    /// Input columns, those that have a name of the report's own with another one.
    static func renamed(_ input: [String], besides own: [String]) -> [String] {
        var taken = Set(own + input)
        return input.map { name in
            guard own.contains(name) else { return name }
            var name = "input_\(name)"
            while taken.contains(name) { name = "input_\(name)" }
            taken.insert(name)
            return name
        }
    }
}

extension OwnFile {
    /// A report, a preview or a copy of their rows, also where a spreadsheet has saved it again.
    package static let report = OwnFile("report") { head in
        ReportColumn.areThere(inFirstLineOf: text(of: head))
    }

    /// The text of a file's first bytes: UTF-16 where its mark says so (a spreadsheet's “Unicode
    /// text”), else anything in which ASCII is ASCII.
    private static func text(of head: [UInt8]) -> String {
        switch Array(head.prefix(2)) {
        case [0xFF, 0xFE]: utf16(head) { UInt16($0) | UInt16($1) << 8 }
        case [0xFE, 0xFF]: utf16(head) { UInt16($0) << 8 | UInt16($1) }
        default: String(decoding: head, as: UTF8.self)
        }
    }

    private static func utf16(_ head: [UInt8], _ unit: (UInt8, UInt8) -> UInt16) -> String {
        let pairs = stride(from: 2, to: head.count - 1, by: 2)
        return String(decoding: pairs.map { unit(head[$0], head[$0 + 1]) }, as: UTF16.self)
    }
}

extension ReportColumn {
    /// With fewer of its columns a file is no report.
    private static let fewest = 5

    /// Whether the first line of a text is the header of a report, whatever stands between its
    /// cells; columns may have been moved or removed.
    ///
    /// The lists and exports of others may have a column `status` or `message_id`, but none that is
    /// called `line_type_source`.
    static func areThere(inFirstLineOf text: String) -> Bool {
        let line = text.prefix { !$0.isNewline }
        return [",", ";", "\t", "|"].contains { (delimiter: Character) in
            let cells = line.split(separator: delimiter).map { cell in
                cell.trimming { $0 == "\"" || $0 == " " || $0 == "\u{FEFF}" }.lowercased()
            }
            let own = Set(cells).intersection(names)
            return own.count >= fewest && own.contains(lineTypeSource.rawValue)
        }
    }

    /// The column's place in every report as this program writes it.
    var position: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// The columns that a report has as soon as the provider was asked what became of the messages;
/// they follow `updated_at`.
package enum DeliveryColumn: String, Sendable, Hashable, CaseIterable {
    case delivery
    case detail = "delivery_detail"

    /// The names of both columns, in order.
    package static let names = allCases.map(\.rawValue)

    /// Whether a report has them.
    package static func areThere(in header: [String]) -> Bool {
        header.dropFirst(ReportColumn.ownCount(in: header)).starts(with: names)
    }

    /// The cells of a message of which nothing is known.
    package static func unknown(_ detail: String) -> ReportUpdate.Cells {
        [delivery.rawValue: DeliveryState.unknown.rawValue, Self.detail.rawValue: detail]
    }
}

extension DeliveryRecord {
    /// The cells that say what has become of the message, and its price where the provider told it.
    ///
    /// - Parameter fallback: the currency of a cost that has none.
    /// - Returns: texts by column.
    package func reportCells(currency fallback: String) -> ReportUpdate.Cells {
        let words = detail ?? ""
        let detail =
            errorCode.map { words.isEmpty || words == $0 ? $0 : "\($0): \(words)" } ?? words
        var cells: ReportUpdate.Cells = [
            DeliveryColumn.delivery.rawValue: state, DeliveryColumn.detail.rawValue: detail,
        ]
        guard let cost else { return cells }
        cells[ReportColumn.cost.rawValue] = cost
        cells[ReportColumn.currency.rawValue] = currency ?? fallback
        return cells
    }
}
