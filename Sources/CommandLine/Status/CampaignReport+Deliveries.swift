// SPDX-License-Identifier: Apache-2.0

import Campaign
import Ledger

extension CampaignReport {
    /// Finds out whether the report can be read, where it is there.
    ///
    /// - Throws: `ReportError` where the file is no report; then nothing has been done yet.
    func check() throws(ReportError) {
        guard let file, file.isThere else { return }
        try file.read { _ in }
    }

    /// Writes into the report what the ledger knows of the delivery of its messages.
    ///
    /// - Returns: whether there is a report.
    /// - Throws: that the report cannot be written; the ledger has all of it.
    func writeDeliveries(
        _ campaign: CampaignRecord,
        _ ledger: Ledger,
        _ settings: Settings,
        _ inquiries: StatusInquiries
    ) async throws(CommandFailure) -> Bool {
        guard let file = fileOrNote() else { return false }
        let update = DeliveryUpdate(file, from: ledger, campaign: campaign.id, currency: settings.prices.currency)
        do {
            try await update.write { provider in
                guard provider == settings.provider.name else {
                    return "handed to the provider entry “\(provider)”, which was not asked"
                }
                return inquiries.missing ?? inquiries.stopCause.map { "not asked: \($0.sentence)" }
                    ?? "the provider gave no id to ask with"
            }
        } catch {
            throw Self.failure(error)
        }
        return true
    }
}
