// SPDX-License-Identifier: Apache-2.0

package import Ledger
import PhoneNumbers

/// Writes into a report what the ledger knows of the delivery of its messages.
package struct DeliveryUpdate: Sendable {
    private let report: ReportUpdate
    private let ledger: Ledger
    private let campaign: CampaignID
    private let currency: String

    /// Makes an update.
    ///
    /// - Parameters:
    ///   - report: the report.
    ///   - ledger: the ledger.
    ///   - campaign: the campaign of the report.
    ///   - currency: the currency of costs that have none.
    package init(_ report: ReportUpdate, from ledger: Ledger, campaign: CampaignID, currency: String) {
        self.report = report
        self.ledger = ledger
        self.campaign = campaign
        self.currency = currency
    }

    /// Writes the columns ``DeliveryColumn``, which are added where they are missing, and the price of each message that has one.
    ///
    /// - Parameter excuse: why nothing is known of an accepted message, given its provider entry; `nil` leaves its cells as they are.
    /// - Throws: as ``ReportUpdate/apply(adding:inBatches:)`` does; `LedgerError`.
    package func write(_ excuse: (String) -> String? = { _ in nil }) async throws {
        _ = try await report.apply(adding: DeliveryColumn.names) { rows in
            let accepted = rows.filter { $0[.status] == Status.sent.rawValue }
            let numbers = accepted.compactMap { PhoneNumber(e164: $0[.number]) }
            let known = try await ledger.deliveries(in: campaign, of: numbers)
            return rows.map { row in
                guard row[.status] == Status.sent.rawValue else { return nil }
                let record = PhoneNumber(e164: row[.number]).flatMap { known[$0] }
                return record?.reportCells(currency: currency) ?? excuse(row[.provider]).map(DeliveryColumn.unknown)
            }
        }
    }
}
