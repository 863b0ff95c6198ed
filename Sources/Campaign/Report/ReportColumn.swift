// SPDX-License-Identifier: Apache-2.0

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
    package static func isReport(header: [String]) -> Bool {
        header.starts(with: names)
    }

    /// The header row of a report about a list with these input columns.
    ///
    /// An input column whose name is one of the report's own gets the prefix `input_`, once more where the input has a column
    /// of that name too.
    package static func header(input: [String], withMessage: Bool) -> [String] {
        let last = withMessage ? [message] : []
        // Columns that would be taken for those of the delivery, which stand at this very place.
        let delivery = input.starts(with: DeliveryColumn.names) ? DeliveryColumn.names : []
        return names + renamed(input, besides: names + last + delivery) + last
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

extension ReportColumn {
    /// The column's place in every report as this program writes it.
    var position: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
