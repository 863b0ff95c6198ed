// SPDX-License-Identifier: Apache-2.0

/// A line of a report as it was read.
package struct ReportLine: Sendable, Hashable {
    /// All cells; at least as many as the report has columns of its own.
    package let fields: [String]

    /// One of the report's own cells.
    package subscript(column: ReportColumn) -> String {
        let place = column.position
        return fields.indices.contains(place) ? fields[place] : ""
    }
}
