// SPDX-License-Identifier: Apache-2.0

/// Names a campaign inside one ledger.
package struct CampaignID: Hashable, Sendable {
    /// The row's key in the table `campaigns`.
    package let rawValue: Int64

    /// Wraps a row's key.
    package init(rawValue: Int64) {
        self.rawValue = rawValue
    }
}
