// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Ledger

extension Settings {
    /// Asks the ledger which messages of other campaigns are too near; `nil` where none is, or any may be.
    package func spacing(
        in ledger: Ledger,
        except campaign: CampaignID?,
        at now: Date
    ) async throws(LedgerError) -> Spacing? {
        guard let hours = minHoursBetweenCampaigns else { return nil }
        return try await ledger.spacing(since: now.addingTimeInterval(-Double(hours) * 3600), except: campaign)
    }
}

extension Verdict {
    /// Why a number gets no message so soon after another campaign's.
    static func tooSoon(after near: NearMessage) -> Verdict {
        .skipped(
            .tooSoon,
            "the campaign “\(near.campaign)” messaged this number at \(near.date.formatted(.iso8601)), which is less than "
                + "“minHoursBetweenCampaigns” ago"
        )
    }
}
