// SPDX-License-Identifier: Apache-2.0

/// Where a report's own columns stand in its header.
package struct ReportPlaces: Sendable, Hashable {
    /// Columns without which a report says nothing.
    static let needed: [ReportColumn] = [.number, .status, .reason]
    /// A file with fewer of the report's columns is taken for something else.
    private static let fewest = 5

    /// The place of each column that is there.
    let places: [ReportColumn: Int]
    /// The place of `delivery`, right behind which `delivery_detail` stands; `nil` where nobody has asked the provider.
    package let delivery: Int?

    /// Finds the columns of a report that is as this program wrote it; `nil` for anything else.
    init?(unchanged header: [String]) {
        guard ReportColumn.isReport(header: header) else { return nil }
        places = Dictionary(uniqueKeysWithValues: ReportColumn.allCases.enumerated().map { ($0.element, $0.offset) })
        delivery = DeliveryColumn.areThere(in: header) ? ReportColumn.names.count : nil
    }

    /// Finds the columns of a report in which a person may have moved and removed some; `nil` for what is no report.
    init?(edited header: [String]) {
        let names = header.map { $0.trimmingSpaces.lowercased() }
        let found = ReportColumn.allCases.compactMap { column in
            names.firstIndex(of: column.rawValue).map { (column, $0) }
        }
        guard found.count >= Self.fewest else { return nil }
        places = Dictionary(uniqueKeysWithValues: found)
        delivery = names.indices.first { names[$0...].starts(with: DeliveryColumn.names) }
    }

    /// The place of a column; `nil` where it is not there.
    package subscript(column: ReportColumn) -> Int? { places[column] }

    /// The columns that are not there, in order.
    package var missing: [ReportColumn] { ReportColumn.allCases.filter { places[$0] == nil } }
}

extension String {
    /// The text without the spaces around it.
    fileprivate var trimmingSpaces: String {
        let rest = drop { $0 == " " }
        return String(rest.reversed().drop { $0 == " " }.reversed())
    }
}
