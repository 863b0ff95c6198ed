// SPDX-License-Identifier: Apache-2.0

/// A column of the page's table; its raw value is what style and script call it.
enum PageColumn: String, CaseIterable {
    case row, number, name, region, type, status, reason, code, delivery
    case sent
    case detail

    /// The heading.
    var title: String {
        switch self {
        case .row: "Row"
        case .number: "Number"
        case .name: "Name"
        case .region: "Region"
        case .type: "Line type"
        case .status: "Status"
        case .reason: "Reason"
        case .code: "Code"
        case .delivery: "Delivery"
        case .sent: "Sent at"
        case .detail: "Detail"
        }
    }

    /// Whether the table can be narrowed down by it.
    var isFilter: Bool {
        switch self {
        case .status, .reason, .type, .code, .delivery: true
        default: false
        }
    }
}
