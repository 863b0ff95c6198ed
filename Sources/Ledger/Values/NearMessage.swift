// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// A message of another campaign to the same number that is too near for a further one.
package struct NearMessage: Sendable, Hashable {
    /// The other campaign's name.
    package let campaign: String
    /// When the message was handed over, to the millisecond.
    package let date: Date

    /// Describes a message.
    package init(campaign: String, date: Date) {
        self.campaign = campaign
        self.date = date
    }
}
