// SPDX-License-Identifier: Apache-2.0

import Ledger
import Providers

/// The columns that a report has as soon as the provider was asked what became of the messages; they follow `updated_at`.
package enum DeliveryColumn: String, Sendable, Hashable, CaseIterable {
    case delivery
    case detail = "delivery_detail"

    /// The names of both columns, in order.
    package static let names = allCases.map(\.rawValue)

    /// Whether a report has them.
    package static func areThere(in header: [String]) -> Bool {
        header.dropFirst(ReportColumn.names.count).starts(with: names)
    }

    /// The cells of a message of which nothing is known.
    static func unknown(_ detail: String) -> ReportUpdate.Cells {
        [delivery.rawValue: DeliveryState.unknown.rawValue, Self.detail.rawValue: detail]
    }
}

extension DeliveryRecord {
    /// The cells that say what has become of the message, and its price where the provider told it.
    ///
    /// - Parameter fallback: the currency of a cost that has none.
    /// - Returns: texts by column.
    func reportCells(currency fallback: String) -> ReportUpdate.Cells {
        let words = detail ?? ""
        let detail = errorCode.map { words.isEmpty || words == $0 ? $0 : "\($0): \(words)" } ?? words
        var cells: ReportUpdate.Cells = [
            DeliveryColumn.delivery.rawValue: state, DeliveryColumn.detail.rawValue: detail,
        ]
        guard let cost else { return cells }
        cells[ReportColumn.cost.rawValue] = cost
        cells[ReportColumn.currency.rawValue] = currency ?? fallback
        return cells
    }
}
