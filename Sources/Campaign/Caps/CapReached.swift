// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// A cap that leaves no room for the next recipient.
package struct CapReached: Sendable, Hashable {
    /// The cap.
    package let cap: Cap
    /// Its value.
    package let limit: Decimal
    /// What is used of it for certain.
    package let used: Decimal
    /// What the next recipient needs.
    package let need: Decimal
    /// The currency of costs.
    package let currency: String
    /// When the next day begins; `nil` for a cap on the whole campaign.
    package let dayEnds: Date?

    /// Which cap, what was used of it and what to do, in a sentence for a person.
    package var sentence: String {
        let key = "“\(cap.key)”"
        let left = "the next recipient needs \(need)"
        guard let dayEnds else {
            return "the cap \(key) is reached: \(used) of \(limit) \(unit) are used in this campaign and \(left); "
                + "only \(key) in the configuration raises it"
        }
        return "the cap \(key) is reached: \(used) of \(limit) \(unit) are used today and \(left); "
            + "the next day begins at \(dayEnds.formatted(.iso8601)), and only \(key) in the configuration raises it"
    }

    private var unit: String {
        switch cap {
        case .messages, .perDay: "messages"
        case .cost: "\(currency), lookups included,"
        case .segmentsPerDay: "segments"
        }
    }
}
