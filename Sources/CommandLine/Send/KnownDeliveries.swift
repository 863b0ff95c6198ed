// SPDX-License-Identifier: Apache-2.0

import Campaign
import Ledger

/// What is known of the delivery of a campaign's messages when a run begins, which its report must not lose.
struct KnownDeliveries: Sendable {
    private let ledger: Ledger
    private let campaign: CampaignID?

    /// Finds out whether anything is known; nothing is in a preview.
    init(of purpose: CampaignRun.Purpose, in ledger: Ledger) async throws(LedgerError) {
        self.ledger = ledger
        guard case .send(let id) = purpose, try await ledger.hasDeliveries(in: id) else {
            campaign = nil
            return
        }
        campaign = id
    }

    /// Adds the columns of the delivery to the job's report, where anything is known.
    func write(into job: SendJob) async throws {
        guard let campaign else { return }
        let report = ReportUpdate(path: job.reportPath, name: job.arguments.report)
        let currency = job.settings.prices.currency
        try await DeliveryUpdate(report, from: ledger, campaign: campaign, currency: currency).write()
    }
}
