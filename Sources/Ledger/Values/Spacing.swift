// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// Which messages of other campaigns are too near for another message to the same number.
package struct Spacing: Sendable, Hashable {
    /// The campaigns that have messages since `begin`.
    package var campaigns: [CampaignID]
    /// Messages from this moment on are too near.
    package var begin: Date

    /// Describes what is too near.
    package init(campaigns: [CampaignID], begin: Date) {
        self.campaigns = campaigns
        self.begin = begin
    }
}
