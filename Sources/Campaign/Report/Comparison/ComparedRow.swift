// SPDX-License-Identifier: Apache-2.0

/// What a comparison knows of a row of a report.
package struct ComparedRow: Sendable, Hashable {
    /// The report's word for the row: 1 is the first.
    package var row: String
    /// The number in E.164 form, or the phone as it was written where there is none.
    package var name: String
    /// Whether `name` is a number.
    package var hasNumber: Bool
    /// What became of the recipient.
    package var status: Status
    /// The report's word for why; empty where there is none.
    package var reason: String

    /// Makes the row.
    package init(row: String, number: String, phone: String = "", status: Status, reason: String = "") {
        self.row = row
        (name, hasNumber) = number.isEmpty ? (phone, false) : (number, true)
        (self.status, self.reason) = (status, reason)
    }

    /// Takes the row over that a reader read last.
    package init<Source>(_ facts: ReportFacts, _ row: ReportReader<Source>) {
        self.init(
            row: row[.row],
            number: row[.number],
            phone: row[.phone],
            status: facts.status,
            reason: facts.reason
        )
    }
}
